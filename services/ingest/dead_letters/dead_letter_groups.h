#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"

namespace aurora::ingest {

// Dead letters of one cause.
struct DeadLetterGroup {
  std::string code;
  // What their reasons share: neither place nor value, but column and type. Chooses them wherever a reason may be said.
  std::string reason;
  // Empty where the cause is not in one column.
  std::string column;
  uint64_t count = 0;
  // Kafka timestamps.
  absl::Time oldest;
  absl::Time newest;
  // The whole reason of one of them.
  std::string example;
};

struct DeadLetterGroups {
  // The largest first, at most kDeadLetterGroupsMax.
  std::vector<DeadLetterGroup> groups;
  // Also those of groups that are not among these.
  uint64_t total = 0;
};

inline constexpr uint32_t kDeadLetterGroupsMax = 100;

absl::StatusOr<DeadLetterGroups> GroupDeadLetters(clickhouse::Client& client, const std::string& connection_id,
                                                  absl::Time deadline);

}  // namespace aurora::ingest
