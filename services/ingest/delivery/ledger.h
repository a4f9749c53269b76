#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/definition/definition.h"

namespace aurora::ingest {

// What became of the offsets [start_offset, next_offset) of a partition, counted in the topic as it is now. Of an offset that
// also an earlier topic of the name had, either message counts.
struct PartitionLedger {
  kafka::Partition partition;
  int64_t start_offset = 0;
  int64_t next_offset = 0;
  int64_t end_offset = 0;
  uint64_t loaded = 0;
  uint64_t dead_lettered = 0;
  // Offsets without a row and without a dead letter: transaction markers, removed by compaction, or by retention before they were
  // read, left out on purpose.
  uint64_t skipped = 0;
  // Of these the messages that a filter left out or that were an empty list, and those that another row of their key did, as they
  // are written down in aurora.skipped_offsets.
  uint64_t filtered = 0;
  uint64_t duplicates = 0;
  uint64_t pending = 0;
  // Messages (offset and Kafka timestamp; of a message that is several rows each row) that are stored more than once. Must be 0.
  uint64_t duplicated = 0;
};

// Whether messages may be neither rows nor dead letters on purpose. Of a connection that has a schema.
bool LeavesOut(const Definition& definition);

// In the order of topics and partitions; of several topics those that are there. Counted from what is stored (table, dead letters, the group's offsets), never from counters. `replaying` tells whether dead
// letters of the connection are being replayed: then a message may be a row and a dead letter for a moment, or a dead letter in
// two versions, and counts as the row, or once. Blocks; asks Kafka and ClickHouse.
absl::StatusOr<std::vector<PartitionLedger>> ReadLedger(const Definition& definition,
                                                        const std::function<absl::StatusOr<bool>()>& replaying,
                                                        clickhouse::Client& client, absl::Time deadline);

}  // namespace aurora::ingest
