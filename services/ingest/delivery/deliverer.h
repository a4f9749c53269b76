#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/delivery/boot_clock.h"
#include "services/ingest/delivery/intent.h"
#include "services/ingest/delivery/joined_batches.h"
#include "services/ingest/delivery/row_store.h"
#include "services/ingest/pipeline/batches/batch.h"
#include "services/ingest/pipeline/batches/batch_builder.h"

namespace aurora::ingest {

// What the protocol needs from Kafka: offsets with metadata, fenced by the group's generation.
class OffsetStore {
 public:
  virtual ~OffsetStore() = default;
  // Whether the partition is this member's, as far as it has heard.
  virtual bool Owns(const kafka::Partition& partition) = 0;
  virtual absl::Status Commit(const std::vector<kafka::CommittedOffset>& offsets, absl::Time deadline) = 0;
};

struct DelivererOptions {
  std::string connection_id;
  // "database.table", for the intent.
  std::string table;
  uint32_t schema_version = 1;
  // After the group agreed to keep a partition here, an insert may begin for this long without asking it again: well within
  // the time that the brokers wait for a sign of life before they give the partition to another member.
  absl::Duration lease = absl::Seconds(5);
  std::function<absl::Duration()> clock = TimeSinceBoot;
  // Hears how long each acknowledged insert took.
  std::function<void(absl::Duration)> inserted = [](absl::Duration) {};
  // Hears of every attempt after a failed one.
  std::function<void()> retried = [] {};
  JoinBounds join = {};
  // A table of latest states: a row may be gone because a newer one has replaced it, and may be inserted again any time.
  bool replaces_rows = false;
  // Short: a partition that is lost meanwhile is noticed between two attempts.
  absl::Duration commit_timeout = absl::Seconds(2);
  absl::Duration insert_timeout = absl::Seconds(60);
  absl::Duration find_timeout = absl::Seconds(20);
  absl::Duration backoff_min = absl::Milliseconds(100);
  absl::Duration backoff_max = absl::Seconds(5);
};

// The exactly-once protocol of one connection:
//   1. commit to Kafka what is about to be inserted (intent);
//   2. insert each block under a token that depends on nothing but what was announced, and only while the group's consent is
//      fresh: a process that stood still asks again before it inserts, and finds that others went on. Batches of several
//      partitions travel together; after a crash each comes back by itself, first under their common token: once that is used the
//      insert of them all cannot arrive any more, and the table tells whether it had;
//   3. commit the offset behind it, with the next intent in the same commit.
// After an insert whose outcome is unknown the table is asked which offsets it holds. Belongs to one thread.
class Deliverer {
 public:
  // Waits before another attempt; false when the work shall stop.
  using Sleeper = std::function<bool(absl::Duration)>;
  // Hears of every failed attempt, and with ok of success after one.
  using Observer = std::function<void(const absl::Status&)>;
  // The batch of a partition that comes after the one under way, or null.
  using Next = std::function<std::shared_ptr<Batch>(const kafka::Partition& partition)>;

  Deliverer(DelivererOptions options, RowStore& rows, OffsetStore& offsets, Sleeper sleeper, Observer observer);

  // Delivers batches of different partitions. OK: all of it is stored and committed. Aborted: this member does not own
  // a partition any more, or a block is in the table in part: start again from the intents. Cancelled: the
  // sleeper said stop. Other errors are retried until one of these.
  absl::Status Deliver(const std::vector<std::shared_ptr<Batch>>& round, const Next& next);

  // On assignment: what of the announced range is stored already. Ends inserts of the range that still run. Errors:
  // the store's; nothing may be read from the partition before it succeeded.
  absl::StatusOr<PendingRange> Recover(const kafka::Partition& partition, const Intent& announced);
  // What table and dead letters hold of [first, last].
  absl::StatusOr<HeldRows> LookUp(const kafka::Partition& partition, int64_t first, int64_t last);

 private:
  absl::Status CommitIntents(const std::vector<std::shared_ptr<Batch>>& round);
  // Batches of different partitions, and their blocks, that travel in the same inserts.
  struct Load {
    std::vector<Batch*> batches;
    std::vector<const Block*> blocks;
  };
  absl::Status DeliverTogether(const std::vector<Batch*>& batches);
  absl::Status DeliverLoad(const Load& load, RowStore::Target target, const std::string& name);
  // What was left out on purpose, for the ledger. Nobody has to ask what is there: a range that is written again counts once.
  absl::Status DeliverSkipped(Batch& batch);
  // Asks the group again whether the partitions are still ours when that was long ago, then inserts.
  absl::Status Send(const Load& load, RowStore::Target target, const std::string& token);
  // `may_send` is asked right before the first byte leaves.
  absl::Status Insert(const Load& load, RowStore::Target target, const std::string& token,
                      const RowStore::MaySend& may_send);
  // OK: all rows are there; NotFound: none is; Aborted: some are.
  absl::Status CheckStored(const Load& load, RowStore::Target target);
  absl::Status CheckOwned(const Load& load);
  // When the attempt that succeeded began.
  absl::StatusOr<absl::Duration> Commit(const std::vector<kafka::CommittedOffset>& offsets);
  absl::Status Repeat(const std::function<absl::Status(int attempt)>& attempt);
  // All that still run for the range, alone or together with others.
  absl::Status EndInserts(const kafka::Partition& partition, const Intent& announced);
  Intent IntentOf(const Batch& batch) const;
  std::string NoteOf(const Batch& batch) const;
  std::string Token(const Batch& batch, std::string_view block) const;
  // Of an insert that carries nothing but this batch, though it was announced together with others.
  std::string OwnToken(const Batch& batch, std::string_view block) const;

  const DelivererOptions options_;
  RowStore& rows_;
  OffsetStore& offsets_;
  Sleeper sleeper_;
  Observer observer_;
};

}  // namespace aurora::ingest
