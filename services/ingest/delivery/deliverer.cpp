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

Intent Deliverer::IntentOf(const Batch& batch) const {
  Intent intent;
  intent.first = batch.first;
  intent.last = batch.last;
  intent.first_timestamp_ms = batch.first_timestamp_ms;
  intent.schema_version = options_.schema_version;
  intent.table = options_.table;
  intent.blocks = static_cast<uint32_t>(batch.blocks.size());
  intent.dead_letters = batch.dead_letters != nullptr;
  return intent;
}

std::string Deliverer::NoteOf(const Batch& batch) const { return EncodeNote({topic_id_, IntentOf(batch)}); }

std::string Deliverer::Token(const Batch& batch, std::string_view block) const {
  return BlockToken(options_.connection_id, options_.topic, batch.partition, IntentOf(batch), topic_id_, block);
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

absl::StatusOr<absl::Duration> Deliverer::Commit(const std::vector<kafka::CommittedOffset>& offsets) {
  absl::Duration begun;
  const absl::Status status = Repeat([&](int) {
    begun = options_.clock();
    return offsets_.Commit(offsets, absl::Now() + options_.commit_timeout);
  });
  if (!status.ok()) return status;
  return begun;
}

absl::Status Deliverer::CommitIntents(const std::vector<std::shared_ptr<Batch>>& round) {
  std::vector<kafka::CommittedOffset> intents;
  for (const std::shared_ptr<Batch>& batch : round) {
    if (!batch->intended) intents.push_back({batch->partition, batch->first, NoteOf(*batch)});
  }
  if (intents.empty()) return absl::OkStatus();
  const absl::StatusOr<absl::Duration> announced_at = Commit(intents);
  if (!announced_at.ok()) return announced_at.status();
  for (const std::shared_ptr<Batch>& batch : round) {
    if (batch->intended) continue;
    batch->intended = true;
    batch->announced_at = *announced_at;
  }
  return absl::OkStatus();
}

absl::Status Deliverer::CheckStored(const Batch& batch, RowStore::Target target, const Block& block) {
  absl::StatusOr<HeldRows> held =
      rows_.Find(target, batch.partition, batch.first, batch.last, absl::Now() + options_.find_timeout);
  if (!held.ok()) return held.status();
  size_t found = 0;
  for (size_t i = 0; i < block.rows(); ++i) found += held->Has(block.offsets[i], block.timestamps_ms[i]) ? 1 : 0;
  // Of a table of latest states rows vanish at any time; dead letters stay.
  const bool rows_vanish = options_.replaces_rows && target == RowStore::Target::kTable;
  if (found == block.rows() || (found > 0 && rows_vanish)) return absl::OkStatus();
  if (found == 0) return absl::NotFoundError("no row of the block is stored");
  return absl::AbortedError(base::StrCat("topic ", options_.topic, ", partition ", batch.partition, ": ", found, " of ",
                                         block.rows(), " rows of a block are stored; the range is read again"));
}

absl::Status Deliverer::Send(Batch& batch, RowStore::Target target, const std::string& token, const Block& block) {
  const auto fresh = [&] { return options_.clock() - batch.announced_at <= options_.lease; };
  if (!fresh()) {
    // The brokers refuse it when another member has the partition.
    const absl::StatusOr<absl::Duration> announced_at = Commit({{batch.partition, batch.first, NoteOf(batch)}});
    if (!announced_at.ok()) return announced_at.status();
    batch.announced_at = *announced_at;
  }
  AURORA_FAULT_POINT("before_insert");
  const auto may_send = [&]() -> absl::Status {
    return fresh() ? absl::OkStatus()
                   : absl::UnavailableError(base::StrCat("topic ", options_.topic, ", partition ", batch.partition,
                                                         ": this process stood still; the group is asked again"));
  };
  const absl::Duration begun = options_.clock();
  absl::Status status = rows_.Insert(target, token, block, may_send, absl::Now() + options_.insert_timeout);
  if (status.ok()) options_.inserted(options_.clock() - begun);
  // A server's "aborted" is no verdict about the ownership of the partition.
  return absl::IsAborted(status) ? absl::UnavailableError(status.message()) : status;
}

absl::Status Deliverer::DeliverBlock(Batch& batch, RowStore::Target target, const Block& block,
                                     const std::string& name) {
  const std::string token = Token(batch, name);
  return Repeat([&](int attempt) -> absl::Status {
    // The next owner may be at work under the same token.
    if (!offsets_.Owns(batch.partition)) {
      return absl::AbortedError(base::StrCat("topic ", options_.topic, ", partition ", batch.partition,
                                             ": another member of the group has it now"));
    }
    if (attempt > 0) {
      // How the last attempt ended is unknown: only the table knows.
      absl::Status ended = rows_.EndInserts(token, absl::Now() + options_.find_timeout);
      if (!ended.ok()) return ended;
      absl::Status stored = CheckStored(batch, target, block);
      if (!absl::IsNotFound(stored)) return stored;
    }
    absl::Status status = Send(batch, target, token, block);
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("after_insert");
    if (!batch.recovered) return status;
    // The token of a block that was taken out by hand still counts as seen: then only another token brings it back.
    status = CheckStored(batch, target, block);
    if (!absl::IsNotFound(status)) return status;
    return Send(batch, target, base::StrCat(token, ":again"), block);
  });
}

absl::Status Deliverer::DeliverBatch(Batch& batch) {
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
    kafka::CommittedOffset offset{batch->partition, batch->last + 1, EncodeNote({topic_id_, std::nullopt})};
    std::shared_ptr<Batch> following = next(batch->partition);
    if (following != nullptr && following->first == offset.offset && !following->intended) {
      offset.metadata = NoteOf(*following);
      announced.push_back(std::move(following));
    }
    done.push_back(std::move(offset));
  }
  const absl::StatusOr<absl::Duration> announced_at = Commit(done);
  if (!announced_at.ok()) return announced_at.status();
  for (const std::shared_ptr<Batch>& batch : announced) {
    batch->intended = true;
    batch->announced_at = *announced_at;
  }
  AURORA_FAULT_POINT("after_commit");
  return absl::OkStatus();
}

absl::StatusOr<PendingRange> Deliverer::Recover(int32_t partition, const Intent& announced) {
  const std::string prefix = RangeToken(options_.connection_id, options_.topic, partition, announced);
  absl::Status ended = rows_.EndInserts(prefix, absl::Now() + options_.find_timeout);
  if (!ended.ok()) return ended;
  AURORA_FAULT_POINT("in_recovery");
  absl::StatusOr<HeldRows> held = LookUp(partition, announced.first, announced.last);
  if (!held.ok()) return held.status();
  PendingRange pending;
  pending.first = announced.first;
  pending.last = announced.last;
  pending.first_timestamp_ms = announced.first_timestamp_ms;
  pending.held = *std::move(held);
  base::log::Info("announced range found", {{"topic", options_.topic},
                                            {"partition", partition},
                                            {"first", pending.first},
                                            {"last", pending.last},
                                            {"held", pending.held.size()}});
  return pending;
}

absl::StatusOr<HeldRows> Deliverer::LookUp(int32_t partition, int64_t first, int64_t last) {
  HeldRows all;
  for (const RowStore::Target target : {RowStore::Target::kTable, RowStore::Target::kDeadLetters}) {
    absl::StatusOr<HeldRows> held =
        rows_.Find(target, partition, first, last, absl::Now() + options_.find_timeout);
    if (!held.ok()) return held.status();
    all.Merge(*held);
  }
  return all;
}

}  // namespace aurora::ingest
