#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/admin.h"
#include "libs/kafka/topic_sampler.h"
#include "services/ingest/connection/definition.h"

namespace aurora::ingest {

// A topic at one moment.
struct TopicView {
  kafka::Topic topic;
  std::map<int32_t, kafka::Watermarks> range;
  // As in kafka::Admin.
  std::string id;

  bool empty() const;
};

// Looks at one topic of one cluster, without a group. Not thread-safe; calls block until done or the deadline.
class TopicInspector {
 public:
  static absl::StatusOr<std::unique_ptr<TopicInspector>> Create(const kafka::Cluster& cluster,
                                                                const std::string& topic);

  // NotFound, PermissionDenied, Unavailable...
  absl::StatusOr<TopicView> Look(absl::Time deadline);
  // Offset of each partition at which reading begins. InvalidArgument for a partition or an offset that the topic does not
  // have.
  absl::StatusOr<std::map<int32_t, int64_t>> StartOffsets(const TopicView& view, const StartPosition& start,
                                                          absl::Time deadline);
  // Oldest and newest messages at or after `begin` (by partition).
  absl::StatusOr<std::vector<kafka::SampledMessage>> Sample(const TopicView& view,
                                                            const std::map<int32_t, int64_t>& begin,
                                                            size_t messages_max, absl::Time deadline);

 private:
  TopicInspector(kafka::Cluster cluster, std::string topic, std::unique_ptr<kafka::Admin> admin);

  const kafka::Cluster cluster_;
  const std::string topic_;
  const std::unique_ptr<kafka::Admin> admin_;
};

}  // namespace aurora::ingest
