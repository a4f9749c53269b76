#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/admin/admin.h"
#include "libs/kafka/diagnosis/topic_sampler.h"
#include "services/ingest/connection/definition/definition.h"
#include "services/ingest/connection/topics/topic_pattern.h"

namespace aurora::ingest {

// A topic at one moment.
struct TopicView {
  kafka::Topic topic;
  std::map<int32_t, kafka::Watermarks> range;
  // As in kafka::Admin.
  std::string id;

  bool empty() const;
};

// Whether there is no message in any of them.
bool AreEmpty(const std::vector<TopicView>& views);

// What a connection is to read, as a person says it: one of the two.
struct SourceWish {
  std::vector<std::string> topics;
  std::string pattern;

  bool several() const { return !pattern.empty() || topics.size() > 1; }
  // For people: "topic orders", "topics a and b", "topics like shop\..*".
  std::string Text() const;
};
// Each name once, in the order of the names. InvalidArgument when nothing is said, both are, a name is none, there are more than
// kTopicsPerConnectionMax, or the pattern is none.
absl::StatusOr<SourceWish> Checked(SourceWish wish);

// Topics that match a pattern.
struct Matches {
  std::vector<std::string> topics;
  // May be seen, but not read.
  std::vector<std::string> refused;
};

// Looks at topics of one cluster, without a group. Not thread-safe; calls block until done or the deadline.
class TopicInspector {
 public:
  static absl::StatusOr<std::unique_ptr<TopicInspector>> Create(const kafka::Cluster& cluster);

  // NotFound, PermissionDenied, Unavailable...
  absl::StatusOr<TopicView> Look(const std::string& topic, absl::Time deadline);
  absl::StatusOr<std::vector<TopicView>> Look(const std::vector<std::string>& topics, absl::Time deadline);
  // All that the wish means now. InvalidArgument when a pattern matches more than kTopicsPerConnectionMax; PermissionDenied when it
  // matches only topics that may not be read.
  absl::StatusOr<std::vector<TopicView>> Look(const SourceWish& wish, absl::Time deadline);
  // Names of all topics that can be seen, without internal ones, in alphabetical order.
  absl::StatusOr<std::vector<std::string>> Names(absl::Time deadline);
  // Those of the names that match and may be read.
  absl::StatusOr<Matches> Match(const TopicPattern& pattern, const std::vector<std::string>& names, absl::Time deadline);
  // Of topics that are there: which of them may be read.
  absl::StatusOr<Matches> Readable(const std::vector<std::string>& topics, absl::Time deadline);
  // Offset of each partition at which reading begins. InvalidArgument for a partition or an offset that the topic does not
  // have.
  absl::StatusOr<std::map<int32_t, int64_t>> StartOffsets(const TopicView& view, const StartPosition& start,
                                                          absl::Time deadline);
  // Oldest and newest messages of all of them together, at or after `begin`.
  absl::StatusOr<std::vector<kafka::SampledMessage>> Sample(const std::vector<TopicView>& views,
                                                            const std::map<kafka::Partition, int64_t>& begin,
                                                            size_t messages_max, absl::Time deadline);

 private:
  TopicInspector(kafka::Cluster cluster, std::unique_ptr<kafka::Admin> admin);

  const kafka::Cluster cluster_;
  const std::unique_ptr<kafka::Admin> admin_;
};

}  // namespace aurora::ingest
