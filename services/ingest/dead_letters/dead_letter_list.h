#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"

namespace aurora::ingest {

struct DeadLetter {
  int32_t partition = 0;
  int64_t offset = 0;
  absl::Time timestamp;
  std::string code;
  std::string reason;
  std::string key;
  // Cut at kDeadLetterValueBytesMax.
  std::string value;
  uint64_t value_bytes = 0;
};

struct DeadLetterPage {
  std::vector<DeadLetter> letters;
  // For the next call; empty at the end.
  std::string next_page;
};

inline constexpr uint32_t kDeadLettersDefault = 50;
inline constexpr uint32_t kDeadLettersMax = 1000;
inline constexpr uint64_t kDeadLetterValueBytesMax = 64u << 10;

// Dead letters of a connection, newest first. InvalidArgument for a page that is none.
absl::StatusOr<DeadLetterPage> ListDeadLetters(clickhouse::Client& client, const std::string& connection_id,
                                               uint32_t limit, const std::string& page, absl::Time deadline);

}  // namespace aurora::ingest
