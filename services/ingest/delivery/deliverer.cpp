#include "services/ingest/delivery/deliverer.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/delivery/fault_point.h"

namespace aurora::ingest {

Deliverer::Deliverer(DelivererOptions options, RowStore& rows, OffsetStore& offsets, Sleeper sleeper,
                     Observer observer)
    : options_(std::move(options)),
      rows_(rows),
      offsets_(offsets),
      sleeper_(std::move(sleeper)),
      observer_(std::move(observer)) {}

std::string Deliverer::IntentOf(const Batch& batch) const {
  Intent intent;
  intent.first = batch.first;
  intent.last = batch.last;
  intent.first_timestamp_ms = batch.first_timestamp_ms;
  intent.schema_version = options_.schema_version;
  intent.table = options_.table;
  intent.blocks = static_cast<uint32_t>(batch.blocks.size());
  intent.dead_letters = batch.dead_letters != nullptr;
  return EncodeIntent(intent);
}

std::string Deliverer::Token(const Batch& batch, std::string_view block) const {
  return BlockToken(options_.connection_id, options_.topic, batch.partition, batch.first, batch.last,
                    batch.first_timestamp_ms, block);
}

absl::Status Deliverer::Repeat(const std::function<absl::Status(int attempt)>& attempt) {
  absl::Duration backoff = options_.backoff_min;
  for (int i = 0;; ++i) {
    absl::Status status = attempt(i);
    if (status.ok()) {
      if (i > 0) observer_(status);
      return status;
    }
    if (absl::IsAborted(status) || absl::IsCancelled(status)) return status;
    observer_(status);
    if (!sleeper_(backoff)) return absl::CancelledError("the connection stops");
    backoff = std::min(backoff * 2, options_.backoff_max);
  }
}

absl::Status Deliverer::Commit(const std::vector<kafka::CommittedOffset>& offsets) {
  return Repeat([&](int) { return offsets_.Commit(offsets, absl::Now() + options_.commit_timeout); });
}

absl::Status Deliverer::CommitIntents(const std::vector<std::shared_ptr<Batch>>& round) {
  std::vector<kafka::CommittedOffset> intents;
  for (const std::shared_ptr<Batch>& batch : round) {
    if (!batch->intended) intents.push_back({batch->partition, batch->first, IntentOf(*batch)});
  }
  if (intents.empty()) return absl::OkStatus();
  if (absl::Status status = Commit(intents); !status.ok()) return status;
  for (const std::shared_ptr<Batch>& batch : round) batch->intended = true;
  return absl::OkStatus();
}

absl::Status Deliverer::CheckStored(const Batch& batch, RowStore::Target target, const Block& block) {
  absl::StatusOr<RowStore::Held> held =
      rows_.Find(target, batch.partition, batch.first, batch.last, absl::Now() + options_.find_timeout);
  if (!held.ok()) return held.status();
  size_t found = 0;
  for (const int64_t offset : block.offsets) found += held->count(offset);
  if (found == block.rows()) return absl::OkStatus();
  if (found == 0) return absl::NotFoundError("no row of the block is stored");
  return absl::AbortedError(base::StrCat("topic ", options_.topic, ", partition ", batch.partition, ": ", found, " of ",
                                         block.rows(), " rows of a block are stored; the range is read again"));
}

absl::Status Deliverer::DeliverBlock(const Batch& batch, RowStore::Target target, const Block& block,
                                     const std::string& name) {
  const std::string token = Token(batch, name);
  return Repeat([&](int attempt) {
    if (attempt > 0) {
      // How the last attempt ended is unknown: only the table knows.
      absl::Status ended = rows_.EndInserts(token, absl::Now() + options_.find_timeout);
      if (!ended.ok()) return ended;
      absl::Status stored = CheckStored(batch, target, block);
      if (!absl::IsNotFound(stored)) return stored;
    }
    absl::Status status = rows_.Insert(target, token, block, absl::Now() + options_.insert_timeout);
    if (!status.ok()) {
      // A server's "aborted" is no verdict about the ownership of the partition.
      return absl::IsAborted(status) ? absl::UnavailableError(status.message()) : status;
    }
    AURORA_FAULT_POINT("after_insert");
    if (!batch.recovered) return status;
    // The token of a block that was taken out by hand still counts as seen: then only another token brings it back.
    status = CheckStored(batch, target, block);
    if (!absl::IsNotFound(status)) return status;
    return rows_.Insert(target, base::StrCat(token, ":again"), block, absl::Now() + options_.insert_timeout);
  });
}

absl::Status Deliverer::DeliverBatch(const Batch& batch) {
  for (const std::unique_ptr<Block>& block : batch.blocks) {
    if (block->rows() == 0) continue;
    absl::Status status = DeliverBlock(batch, RowStore::Target::kTable, *block, absl::StrCat(block->key));
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("between_blocks");
  }
  if (batch.dead_letters == nullptr || batch.dead_letters->rows() == 0) return absl::OkStatus();
  return DeliverBlock(batch, RowStore::Target::kDeadLetters, *batch.dead_letters, "dead");
}

absl::Status Deliverer::Deliver(const std::vector<std::shared_ptr<Batch>>& round, const Next& next) {
  AURORA_FAULT_POINT("before_intent");
  if (absl::Status status = CommitIntents(round); !status.ok()) return status;
  AURORA_FAULT_POINT("after_intent");
  for (const std::shared_ptr<Batch>& batch : round) {
    if (absl::Status status = DeliverBatch(*batch); !status.ok()) return status;
  }
  AURORA_FAULT_POINT("after_insert_before_commit");
  std::vector<kafka::CommittedOffset> done;
  std::vector<std::shared_ptr<Batch>> announced;
  for (const std::shared_ptr<Batch>& batch : round) {
    kafka::CommittedOffset offset{batch->partition, batch->last + 1, {}};
    std::shared_ptr<Batch> following = next(batch->partition);
    if (following != nullptr && following->first == offset.offset && !following->intended) {
      offset.metadata = IntentOf(*following);
      announced.push_back(std::move(following));
    }
    done.push_back(std::move(offset));
  }
  if (absl::Status status = Commit(done); !status.ok()) return status;
  for (const std::shared_ptr<Batch>& batch : announced) batch->intended = true;
  AURORA_FAULT_POINT("after_commit");
  return absl::OkStatus();
}

absl::StatusOr<PendingRange> Deliverer::Recover(const kafka::CommittedOffset& committed) {
  PendingRange pending;
  if (committed.metadata.empty()) return pending;
  absl::StatusOr<Intent> intent = DecodeIntent(committed.metadata);
  if (!intent.ok()) return intent.status();
  const std::string prefix = BlockToken(options_.connection_id, options_.topic, committed.partition, intent->first,
                                        intent->last, intent->first_timestamp_ms, "");
  const absl::Time deadline = absl::Now() + options_.find_timeout;
  if (absl::Status status = rows_.EndInserts(prefix, deadline); !status.ok()) return status;
  pending.first = intent->first;
  pending.last = intent->last;
  pending.first_timestamp_ms = intent->first_timestamp_ms;
  for (const RowStore::Target target : {RowStore::Target::kTable, RowStore::Target::kDeadLetters}) {
    absl::StatusOr<RowStore::Held> held =
        rows_.Find(target, committed.partition, pending.first, pending.last, deadline);
    if (!held.ok()) return held.status();
    pending.held.merge(*held);
  }
  base::log::Info("announced range found", {{"topic", options_.topic},
                                            {"partition", committed.partition},
                                            {"first", pending.first},
                                            {"last", pending.last},
                                            {"held", pending.held.size()}});
  return pending;
}

}  // namespace aurora::ingest
