#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/consumer.h"
#include "libs/kafka/partition.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

struct Topic {
  std::string name;
  std::vector<int32_t> partitions;
};

struct Broker {
  int32_t id = 0;
  std::string host;
  uint16_t port = 0;
};

struct ClusterMetadata {
  std::vector<Broker> brokers;
  std::vector<Topic> topics;
};

// What the brokers say of a topic that is there.
struct TopicFacts {
  // As Admin::TopicId.
  std::string id;
  // How many; they are numbered from 0.
  int32_t partitions = 0;
  // Whether the user may read it; true where brokers do not tell.
  bool may_read = true;
};

struct Watermarks {
  // Oldest offset that is still there, and the one after the newest.
  int64_t low = 0;
  int64_t high = 0;
};

// Questions about a cluster. Every call ends by its deadline. Errors as in client_errors.h. Thread-safe.
class Admin {
 public:
  static absl::StatusOr<std::unique_ptr<Admin>> Create(const Cluster& cluster);
  ~Admin();

  // Brokers, and topics without internal ones, in alphabetical order.
  absl::StatusOr<ClusterMetadata> Describe(absl::Time deadline);
  // NotFound (topic_unknown) after two seconds of asking, PermissionDenied.
  absl::StatusOr<Topic> DescribeTopic(const std::string& topic, absl::Time deadline);
  // The cluster's own name for the topic: one that was deleted and made anew has another. Empty where brokers tell none.
  absl::StatusOr<std::string> TopicId(const std::string& topic, absl::Time deadline);
  // Of many topics in one question; those that are not there are left out.
  absl::StatusOr<std::map<std::string, TopicFacts>> Facts(const std::vector<std::string>& topics, absl::Time deadline);
  // By partition.
  absl::StatusOr<std::map<int32_t, Watermarks>> TopicWatermarks(const Topic& topic, absl::Time deadline);
  // First offset at or after the time, by partition; the end where there is none.
  absl::StatusOr<std::map<int32_t, int64_t>> OffsetsAt(const Topic& topic, absl::Time time, absl::Time deadline);
  // What a group has committed in these topics, with metadata; partitions without a commit are left out.
  static absl::StatusOr<std::map<Partition, CommittedOffset>> GroupCommits(const Cluster& cluster, const std::string& group,
                                                                           const std::vector<Topic>& topics, absl::Time deadline);
  // The offsets of these.
  static absl::StatusOr<std::map<Partition, int64_t>> GroupOffsets(const Cluster& cluster, const std::string& group,
                                                                   const std::vector<Topic>& topics, absl::Time deadline);
  // Whether the user may read with a group of this name, which need not exist. PermissionDenied when not.
  absl::Status MayUseGroup(const std::string& group, absl::Time deadline);
  // Makes the brokers forget a group and its offsets; OK when there is none. FailedPrecondition while it has members.
  absl::Status DeleteGroup(const std::string& group, absl::Time deadline);

 private:
  struct Impl;
  explicit Admin(std::unique_ptr<Impl> impl);
  absl::StatusOr<Topic> AskForTopic(const std::string& topic, absl::Time deadline);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::kafka
