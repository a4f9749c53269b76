#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/ingest/pipeline/batches/batch.h"
#include "services/ingest/pipeline/held_rows.h"

namespace aurora::ingest {

// What the names of constraints begin with that keep rows out of a table while those of a replayed range take their place.
inline constexpr char kSwapFencePrefix[] = "aurora_swap_";

// Where rows go: ClickHouse, or a test's fake that can fail. One connection's table, its dead letters and what it left out. Insert belongs
// to one thread, the other calls may come from a second one.
class RowStore {
 public:
  enum class Target : uint8_t { kTable, kDeadLetters, kSkipped };
  // Asked right before the block leaves, each time that it does: with an error nothing is inserted.
  using MaySend = std::function<absl::Status()>;

  virtual ~RowStore() = default;
  // Blocks of one ClickHouse partition, which arrive as one: all of their rows or none. Acknowledged when ok. After any error
  // the outcome is unknown: ask Find.
  virtual absl::Status Insert(Target target, const std::string& token, std::span<const Block* const> blocks,
                              const MaySend& may_send, absl::Time deadline) = 0;
  // What of the offsets [first, last] of a partition the target (not kSkipped, which needs no asking) holds.
  virtual absl::StatusOr<HeldRows> Find(Target target, const kafka::Partition& partition, int64_t first, int64_t last,
                                        absl::Time deadline) = 0;
  // The newest offset that table or dead letters hold, of each partition that has one at or after the given.
  virtual absl::StatusOr<std::map<kafka::Partition, int64_t>> FindNewest(
      const std::map<kafka::Partition, int64_t>& from, absl::Time deadline) = 0;
  // Active parts of the table, for the pace of inserts.
  virtual absl::StatusOr<int64_t> CountParts(absl::Time deadline) = 0;
  // Ends the calls under way, from another thread; all later ones are Cancelled.
  virtual void Abandon() {}
  // Ends inserts of the range (all tokens with this prefix) that still run, and waits for their end.
  virtual absl::Status EndInserts(const std::string& token_prefix, absl::Time deadline) = 0;
};

}  // namespace aurora::ingest
