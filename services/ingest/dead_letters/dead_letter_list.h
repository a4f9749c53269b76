#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "libs/kafka/consumer/message.h"

namespace aurora::ingest {

struct DeadLetter {
  std::string topic;
  int32_t partition = 0;
  int64_t offset = 0;
  absl::Time timestamp;
  std::string code;
  std::string reason;
  std::string key;
  // Cut at kDeadLetterValueBytesMax.
  std::string value;
  uint64_t value_bytes = 0;
  // At most kDeadLetterHeadersMax, values cut at kDeadLetterHeaderBytesMax.
  kafka::Headers headers;
};

struct DeadLetterPage {
  std::vector<DeadLetter> letters;
  // For the next call; empty at the end.
  std::string next_page;
};

inline constexpr uint32_t kDeadLettersDefault = 50;
inline constexpr uint32_t kDeadLettersMax = 1000;
inline constexpr uint64_t kDeadLetterValueBytesMax = 64u << 10;
inline constexpr uint64_t kDeadLetterHeadersMax = 100;
inline constexpr uint64_t kDeadLetterHeaderBytesMax = 4u << 10;

// What a caller wants to see.
struct DeadLetterQuery {
  std::string connection_id;
  // 0: kDeadLettersDefault.
  uint32_t limit = 0;
  // Empty for the first page.
  std::string page;
  // Code, or words of the reason; empty: all.
  std::string reason;
};

// Dead letters of a connection, newest first. InvalidArgument for a page that is none.
absl::StatusOr<DeadLetterPage> ListDeadLetters(clickhouse::Client& client, const DeadLetterQuery& query,
                                               absl::Time deadline);

}  // namespace aurora::ingest
