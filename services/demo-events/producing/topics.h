#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/demo-events/generator/visit.h"

namespace aurora::demo {

class Producer;

// Partitions of each topic; fixed, because the history is continued partition by partition.
inline constexpr std::array<int32_t, kTopics> kPartitions = {2, 2, 1, 2};

// The partition of a key: the same in every run.
int32_t PartitionOf(Topic topic, std::string_view key);

// Makes the missing ones, bounded in size. FailedPrecondition when one exists with other partitions,
// Unavailable when Kafka is away.
absl::Status EnsureTopics(Producer& producer);

// End offset of each partition of each topic. Unavailable when Kafka is away.
using EndOffsets = std::array<std::vector<int64_t>, kTopics>;
absl::StatusOr<EndOffsets> ReadEndOffsets(Producer& producer);

}  // namespace aurora::demo
