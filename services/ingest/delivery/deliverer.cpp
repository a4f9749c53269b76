#include "services/ingest/delivery/deliverer.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/delivery/skipped_offsets.h"

namespace aurora::ingest {

Intent Deliverer::IntentOf(const Batch& batch) const {
  Intent intent;
  intent.first = batch.first;
  intent.last = batch.last;
  intent.first_timestamp_ms = batch.first_timestamp_ms;
  intent.schema_version = options_.schema_version;
  intent.table = options_.table;
  intent.blocks = static_cast<uint32_t>(batch.blocks.size());
  intent.dead_letters = batch.dead_letters != nullptr;
  intent.joined = batch.joined;
  return intent;
}

std::string Deliverer::NoteOf(const Batch& batch) const { return EncodeNote({batch.topic_id, IntentOf(batch)}); }

std::string Deliverer::OwnToken(const Batch& batch, std::string_view block) const {
  return BlockToken(options_.connection_id, batch.partition, IntentOf(batch), batch.topic_id, block);
}

std::string Deliverer::Token(const Batch& batch, std::string_view block) const {
  if (batch.joined.empty()) return OwnToken(batch, block);
  return JoinedToken(options_.connection_id, batch.partition.topic, IntentOf(batch), batch.topic_id, block);
}

absl::Status Deliverer::EndInserts(const kafka::Partition& partition, const Intent& announced) {
  const absl::Time deadline = absl::Now() + options_.find_timeout;
  absl::Status ended = rows_.EndInserts(RangeToken(options_.connection_id, partition, announced), deadline);
  if (!ended.ok() || announced.joined.empty()) return ended;
  return rows_.EndInserts(JoinedTokens(options_.connection_id, partition.topic, announced), deadline);
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

absl::Status Deliverer::CheckStored(const Load& load, RowStore::Target target) {
  size_t found = 0;
  size_t wanted = 0;
  for (size_t i = 0; i < load.batches.size(); ++i) {
    const Batch& batch = *load.batches[i];
    const Block& block = *load.blocks[i];
    // A dead letter may have become a row meanwhile, because somebody replayed it.
    absl::StatusOr<HeldRows> held =
        target == RowStore::Target::kDeadLetters
            ? LookUp(batch.partition, batch.first, batch.last)
            : rows_.Find(target, batch.partition, batch.first, batch.last, absl::Now() + options_.find_timeout);
    if (!held.ok()) return held.status();
    for (size_t row = 0; row < block.rows(); ++row) {
      const int64_t offset = block.offsets[row];
      const int64_t timestamp_ms = block.timestamps_ms[row];
      // A message is a dead letter as a whole, and becomes rows as a whole.
      const bool is_held = target == RowStore::Target::kDeadLetters
                               ? held->Has(offset, timestamp_ms)
                               : held->HasRow(offset, timestamp_ms, block.element(row));
      found += is_held ? 1 : 0;
    }
    wanted += block.rows();
  }
  // Of a table of latest states rows vanish at any time; dead letters stay.
  const bool rows_vanish = options_.replaces_rows && target == RowStore::Target::kTable;
  if (found == wanted || (found > 0 && rows_vanish)) return absl::OkStatus();
  if (found == 0) return absl::NotFoundError("no row of the block is stored");
  return absl::AbortedError(base::StrCat(kafka::Place(load.batches.front()->partition), ": ",
                                         found, " of ", wanted,
                                         " rows of a block are stored; the range is read again"));
}

absl::Status Deliverer::CheckOwned(const Load& load) {
  for (const Batch* batch : load.batches) {
    if (offsets_.Owns(batch->partition)) continue;
    return absl::AbortedError(base::StrCat(kafka::Place(batch->partition),
                                           ": another member of the group has it now"));
  }
  return absl::OkStatus();
}

absl::Status Deliverer::Send(const Load& load, RowStore::Target target, const std::string& token) {
  const auto fresh = [&](const Batch* batch) { return options_.clock() - batch->announced_at <= options_.lease; };
  std::vector<kafka::CommittedOffset> stale;
  for (const Batch* batch : load.batches) {
    if (!fresh(batch)) stale.push_back({batch->partition, batch->first, NoteOf(*batch)});
  }
  if (!stale.empty()) {
    // The brokers refuse it when another member has a partition.
    const absl::StatusOr<absl::Duration> announced_at = Commit(stale);
    if (!announced_at.ok()) return announced_at.status();
    for (Batch* batch : load.batches) {
      if (!fresh(batch)) batch->announced_at = *announced_at;
    }
  }
  AURORA_FAULT_POINT("before_insert");
  const auto may_send = [&]() -> absl::Status {
    for (const Batch* batch : load.batches) {
      if (fresh(batch)) continue;
      return absl::UnavailableError(base::StrCat(kafka::Place(batch->partition),
                                                 ": this process stood still; the group is asked again"));
    }
    return absl::OkStatus();
  };
  return Insert(load, target, token, may_send);
}

absl::Status Deliverer::DeliverLoad(const Load& load, RowStore::Target target, const std::string& name) {
  const Batch& first = *load.batches.front();
  const std::string token = Token(first, name);
  // A token that others may have used drops rows that are not stored. Such batches come one by one.
  const bool may_be_dropped = first.recovered;
  return Repeat([&](int attempt) -> absl::Status {
    // The next owner may be at work under the same token.
    if (absl::Status owned = CheckOwned(load); !owned.ok()) return owned;
    if (attempt > 0) {
      // How the last attempt ended is unknown: only the table knows.
      absl::Status ended = EndInserts(first.partition, IntentOf(first));
      if (!ended.ok()) return ended;
      absl::Status stored = CheckStored(load, target);
      if (!absl::IsNotFound(stored)) return stored;
    }
    absl::Status status = Send(load, target, token);
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("after_insert");
    if (!may_be_dropped) return status;
    status = CheckStored(load, target);
    if (!absl::IsNotFound(status)) return status;
    return Send(load, target, base::StrCat(OwnToken(first, name), ":again"));
  });
}

absl::Status Deliverer::DeliverSkipped(Batch& batch) {
  const std::unique_ptr<Block> block = MakeSkippedBlock(options_.connection_id, batch);
  if (block == nullptr) return absl::OkStatus();
  const Load load{{&batch}, {block.get()}};
  // Its own, also where the rows travel together with those of others: their ranges come in inserts of their own.
  const std::string token = OwnToken(batch, "skipped");
  return Repeat([&](int attempt) -> absl::Status {
    if (absl::Status owned = CheckOwned(load); !owned.ok()) return owned;
    if (attempt > 0) {
      absl::Status ended = rows_.EndInserts(token, absl::Now() + options_.find_timeout);
      if (!ended.ok()) return ended;
    }
    return Send(load, RowStore::Target::kSkipped, token);
  });
}

absl::Status Deliverer::Deliver(const std::vector<std::shared_ptr<Batch>>& round, const Next& next) {
  Join(round, options_.join);
  AURORA_FAULT_POINT("before_intent");
  if (absl::Status status = CommitIntents(round); !status.ok()) return status;
  AURORA_FAULT_POINT("after_intent");
  for (const std::vector<Batch*>& together : GroupsOf(round)) {
    if (absl::Status status = DeliverTogether(together); !status.ok()) return status;
  }
  AURORA_FAULT_POINT("after_insert_before_commit");
  std::vector<std::shared_ptr<Batch>> following;
  for (const std::shared_ptr<Batch>& batch : round) {
    std::shared_ptr<Batch> successor = next(batch->partition);
    if (successor != nullptr && successor->first == batch->last + 1 && !successor->intended) {
      following.push_back(std::move(successor));
    }
  }
  Join(following, options_.join);
  std::vector<kafka::CommittedOffset> done;
  for (const std::shared_ptr<Batch>& batch : round) {
    const auto successor = std::find_if(following.begin(), following.end(), [&](const std::shared_ptr<Batch>& other) {
      return other->partition == batch->partition;
    });
    done.push_back({batch->partition, batch->last + 1,
                    successor == following.end() ? EncodeNote({batch->topic_id, std::nullopt}) : NoteOf(**successor)});
  }
  const absl::StatusOr<absl::Duration> announced_at = Commit(done);
  if (!announced_at.ok()) return announced_at.status();
  for (const std::shared_ptr<Batch>& batch : following) {
    batch->intended = true;
    batch->announced_at = *announced_at;
  }
  AURORA_FAULT_POINT("after_commit");
  return absl::OkStatus();
}

absl::StatusOr<PendingRange> Deliverer::Recover(const kafka::Partition& partition, const Intent& announced) {
  absl::Status ended = EndInserts(partition, announced);
  if (!ended.ok()) return ended;
  AURORA_FAULT_POINT("in_recovery");
  absl::StatusOr<HeldRows> held = LookUp(partition, announced.first, announced.last);
  if (!held.ok()) return held.status();
  PendingRange pending;
  pending.first = announced.first;
  pending.last = announced.last;
  pending.first_timestamp_ms = announced.first_timestamp_ms;
  pending.joined = announced.joined;
  pending.held = *std::move(held);
  base::log::Info("announced range found", {{"topic", partition.topic},
                                            {"partition", partition.number},
                                            {"first", pending.first},
                                            {"last", pending.last},
                                            {"held", pending.held.size()}});
  return pending;
}

absl::StatusOr<HeldRows> Deliverer::LookUp(const kafka::Partition& partition, int64_t first, int64_t last) {
  HeldRows all;
  // The dead letters first: one that is replayed meanwhile becomes a row before it goes from there.
  for (const RowStore::Target target : {RowStore::Target::kDeadLetters, RowStore::Target::kTable}) {
    absl::StatusOr<HeldRows> held =
        rows_.Find(target, partition, first, last, absl::Now() + options_.find_timeout);
    if (!held.ok()) return held.status();
    all.Merge(*held);
  }
  return all;
}

}  // namespace aurora::ingest
