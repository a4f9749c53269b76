#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/clickhouse/column.h"
#include "libs/kafka/consumer/message.h"

namespace aurora::ingest {

// The table of messages that did not fit; provisioning makes it.
inline constexpr std::string_view kDeadLetterDatabase = "aurora";
inline constexpr std::string_view kDeadLetterTable = "dead_letters";

struct DeadLetterColumn {
  std::string_view name;
  std::string_view type;
};
// As they are inserted; recorded_at is the server's to fill.
inline constexpr std::array<DeadLetterColumn, 10> kDeadLetterColumns = {{
    {"connection_id", "String"},
    {"topic", "LowCardinality(String)"},
    {"partition", "Int32"},
    {"offset", "Int64"},
    {"timestamp", "DateTime64(3, 'UTC')"},
    {"key", "String"},
    {"value", "String"},
    {"headers", "Map(String, String)"},
    {"code", "LowCardinality(String)"},
    {"reason", "String"},
}};

// One message that did not fit, as it is written.
struct DeadLetterRow {
  std::string_view connection_id;
  std::string_view topic;
  int32_t partition = 0;
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  std::string_view key;
  std::string_view value;
  kafka::Headers headers;
  std::string_view code;
  std::string reason;
};

// Appends the row to columns made after kDeadLetterColumns.
void AppendDeadLetter(const DeadLetterRow& row, std::vector<clickhouse::Column>& columns);

}  // namespace aurora::ingest
