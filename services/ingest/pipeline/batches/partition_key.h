#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libs/table/schema.h"

namespace aurora::ingest {

// Where the server will put a row: the partition expressions that can be computed here too, so that a block can be
// made of rows of one ClickHouse partition and is written whole or not at all. Not thread-safe: it keeps the last answer.
class PartitionKey {
 public:
  // Tables without PARTITION BY, and with one that is not known here, have a single key for all rows. The latter are
  // split by the server, and recovery relies on asking the table alone.
  static PartitionKey Of(const table::TableSchema& schema);

  // Column whose value decides; empty when there is a single key.
  const std::string& column() const { return column_; }
  // Equal keys are in the same ClickHouse partition. `ticks` as JsonDecoder::key_ticks gives them.
  int64_t KeyOf(int64_t ticks) {
    // Rows of a block lie close together in time.
    if (ticks < from_ || ticks >= to_) Compute(ticks);
    return last_;
  }

 private:
  enum class Unit : uint8_t { kNone, kHour, kDay, kMonday, kSunday, kMonth, kQuarter, kYear };

  // Sets the key of the shortest period (an hour or a day) that the ticks lie in.
  void Compute(int64_t ticks);

  // Key of [from, to).
  int64_t from_ = 0;
  int64_t to_ = 0;
  int64_t last_ = 0;
  std::string column_;
  Unit unit_ = Unit::kNone;
  int64_t ticks_per_second_ = 1;
  bool days_ = false;
};

}  // namespace aurora::ingest
