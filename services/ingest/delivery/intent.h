#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace aurora::ingest {

// What is about to be inserted, committed to Kafka as the metadata of the offset `first` before the first insert.
// Whoever gets the partition next finds it there and asks the table about exactly this range.
struct Intent {
  int64_t first = 0;
  int64_t last = 0;
  int64_t first_timestamp_ms = 0;
  uint32_t schema_version = 0;
  // "database.table" that the rows go to.
  std::string table;
  // Blocks of rows, and whether there is one of dead letters: for people who look at a stuck partition.
  uint32_t blocks = 0;
  bool dead_letters = false;

  bool operator==(const Intent&) const = default;
};

// "aurora1 first=.. last=.. at=.. schema=.. blocks=.. dead=.. table=.."; at most a few hundred bytes.
std::string EncodeIntent(const Intent& intent);
// InvalidArgument for text that is none (another program's metadata, a newer version).
absl::StatusOr<Intent> DecodeIntent(std::string_view text);

// insert_deduplication_token and query id of one block: connection:topic:partition:first-last@timestamp:block. The
// timestamp tells a topic from its successor of the same name.
std::string BlockToken(std::string_view connection_id, std::string_view topic, int32_t partition,
                       int64_t first, int64_t last, int64_t first_timestamp_ms, std::string_view block);

}  // namespace aurora::ingest
