#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/definition/definition.h"
#include "services/ingest/range_replay/range_replay.h"

namespace aurora::ingest {

// What a replay would read and need, with everything refused that cannot be: offsets that are not loaded yet or come before the
// connection's beginning, messages that Kafka does not hold any more unless the wish says what becomes of their rows, a disk
// without room. Asks Kafka and ClickHouse; changes nothing. Thread-safe; blocks.
class RangePlanner {
 public:
  // What must be left on the disk besides twice the shadow: the parts that a merge writes anew.
  static constexpr uint64_t kDiskReserveBytes = 256u << 20;

  explicit RangePlanner(clickhouse::Client& client) : client_(client) {}

  absl::StatusOr<RangeReplay> Plan(const Definition& definition, const RangeWish& wish, absl::Time deadline);

 private:
  // `elements`: the table's messages may be several rows.
  absl::Status CheckDisk(RangeReplay& replay, bool elements, absl::Time deadline);
  // What the table has of the range.
  absl::StatusOr<uint64_t> CountRows(const RangeReplay& replay, absl::Time deadline);

  clickhouse::Client& client_;
};

}  // namespace aurora::ingest
