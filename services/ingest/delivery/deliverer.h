#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer.h"
#include "services/ingest/delivery/intent.h"
#include "services/ingest/delivery/row_store.h"
#include "services/ingest/pipeline/batch.h"
#include "services/ingest/pipeline/batch_builder.h"

namespace aurora::ingest {

// What the protocol needs from Kafka: offsets with metadata, fenced by the group's generation.
class OffsetStore {
 public:
  virtual ~OffsetStore() = default;
  virtual absl::Status Commit(const std::vector<kafka::CommittedOffset>& offsets, absl::Time deadline) = 0;
};

struct DelivererOptions {
  std::string connection_id;
  std::string topic;
  // "database.table", for the intent.
  std::string table;
  uint32_t schema_version = 1;
  // Short: a partition that is lost meanwhile is noticed between two attempts.
  absl::Duration commit_timeout = absl::Seconds(2);
  absl::Duration insert_timeout = absl::Seconds(60);
  absl::Duration find_timeout = absl::Seconds(20);
  absl::Duration backoff_min = absl::Milliseconds(100);
  absl::Duration backoff_max = absl::Seconds(5);
};

// The exactly-once protocol of one connection:
//   1. commit to Kafka what is about to be inserted (intent);
//   2. insert each block under a token that depends on nothing but the range;
//   3. commit the offset behind it, with the next intent in the same commit.
// After an insert whose outcome is unknown the table is asked which offsets it holds. Belongs to one thread.
class Deliverer {
 public:
  // Waits before another attempt; false when the work shall stop.
  using Sleeper = std::function<bool(absl::Duration)>;
  // Hears of every failed attempt, and with ok of success after one.
  using Observer = std::function<void(const absl::Status&)>;
  // The batch of a partition that comes after the one under way, or null.
  using Next = std::function<std::shared_ptr<Batch>(int32_t partition)>;

  Deliverer(DelivererOptions options, RowStore& rows, OffsetStore& offsets, Sleeper sleeper, Observer observer);

  // Delivers batches of different partitions. OK: all of it is stored and committed. Aborted: this member does not own
  // a partition any more, or a block is in the table in part: start again from the intents. Cancelled: the
  // sleeper said stop. Other errors are retried until one of these.
  absl::Status Deliver(const std::vector<std::shared_ptr<Batch>>& round, const Next& next);

  // On assignment: what the committed metadata announces, and what of it is stored already. Ends inserts of the
  // range that still run. Errors: the store's; nothing may be read from the partition before it succeeded.
  absl::StatusOr<PendingRange> Recover(const kafka::CommittedOffset& committed);

 private:
  absl::Status CommitIntents(const std::vector<std::shared_ptr<Batch>>& round);
  absl::Status DeliverBatch(const Batch& batch);
  absl::Status DeliverBlock(const Batch& batch, RowStore::Target target, const Block& block,
                            const std::string& name);
  // OK: all rows are there; NotFound: none is; Aborted: some are.
  absl::Status CheckStored(const Batch& batch, RowStore::Target target, const Block& block);
  absl::Status Commit(const std::vector<kafka::CommittedOffset>& offsets);
  absl::Status Repeat(const std::function<absl::Status(int attempt)>& attempt);
  std::string IntentOf(const Batch& batch) const;
  std::string Token(const Batch& batch, std::string_view block) const;

  const DelivererOptions options_;
  RowStore& rows_;
  OffsetStore& offsets_;
  Sleeper sleeper_;
  Observer observer_;
};

}  // namespace aurora::ingest
