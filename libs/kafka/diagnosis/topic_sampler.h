#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/admin/admin.h"
#include "libs/kafka/partition.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

// A message copied out of a topic, for people and for schema inference.
struct SampledMessage {
  std::string topic;
  int32_t partition = 0;
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  std::string key;
  // Cut at SampleRequest::value_bytes_max.
  std::string value;
  uint64_t value_bytes = 0;
  bool tombstone = false;
};

struct SampleRequest {
  // What there is of one topic or several; see Admin::TopicWatermarks. Narrow `low` to sample from a later start.
  std::map<Partition, Watermarks> range;
  size_t messages_max = 1000;
  size_t value_bytes_max = 1u << 20;
  // All values together.
  size_t total_bytes_max = 32u << 20;
};

// Reads the oldest and the newest messages of each partition, about half and half, without a group and without
// committing anything. Answers what it has when the deadline comes, as long as it is something. Blocks.
absl::StatusOr<std::vector<SampledMessage>> SampleTopic(const Cluster& cluster, const SampleRequest& request,
                                                        absl::Time deadline);

// Whether the user may read the topic, which seeing it does not tell: asks for what comes next on its first partition.
// PermissionDenied (not_authorized) when not. Blocks until the broker has answered, or the deadline.
absl::Status TryRead(const Cluster& cluster, const Topic& topic, absl::Time deadline);

}  // namespace aurora::kafka
