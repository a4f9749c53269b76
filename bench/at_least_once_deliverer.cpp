// For `./aurora bench exactness` only, never part of the product: what stands here takes the place of
// services/ingest/delivery/deliverer.cpp in the program aurora-ingest-at-least-once. Batches travel together as they do in the
// product, and nothing else of the protocol is left: no announcement, no token, no consent of the group, no question to the table; an insert
// that fails is sent again, and offsets are committed now and then, as a consumer does that may store a message twice.

#include <algorithm>
#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "services/ingest/delivery/deliverer.h"

namespace aurora::ingest {
namespace {

// As auto.commit.interval.ms of Kafka's clients by default.
constexpr absl::Duration kCommitInterval = absl::Seconds(5);

// A process loads with several deliverers; each commits for itself.
struct Uncommitted {
  std::map<kafka::Partition, kafka::CommittedOffset> offsets;
  absl::Time committed_at = absl::Now();
};
thread_local Uncommitted uncommitted;

}  // namespace

Deliverer::Deliverer(DelivererOptions options, RowStore& rows, OffsetStore& offsets, Sleeper sleeper,
                     Observer observer)
    : options_(std::move(options)),
      rows_(rows),
      offsets_(offsets),
      sleeper_(std::move(sleeper)),
      observer_(std::move(observer)) {}

absl::Status Deliverer::Repeat(const std::function<absl::Status(int attempt)>& attempt) {
  absl::Duration backoff = options_.backoff_min;
  for (int i = 0;; ++i) {
    absl::Status status = attempt(i);
    if (status.ok() || absl::IsAborted(status) || absl::IsCancelled(status)) return status;
    observer_(status);
    if (!sleeper_(backoff)) return absl::CancelledError("the connection stops");
    backoff = std::min(backoff * 2, options_.backoff_max);
  }
}

absl::Status Deliverer::Send(const Load& load, RowStore::Target target, const std::string& token) {
  const absl::Duration begun = options_.clock();
  absl::Status status =
      rows_.Insert(target, token, load.blocks, [] { return absl::OkStatus(); }, absl::Now() + options_.insert_timeout);
  if (status.ok()) options_.inserted(options_.clock() - begun);
  return absl::IsAborted(status) ? absl::UnavailableError(status.message()) : status;
}

absl::Status Deliverer::DeliverLoad(const Load& load, RowStore::Target target, const std::string&) {
  return Repeat([&](int) { return Send(load, target, ""); });
}

absl::Status Deliverer::DeliverTogether(const std::vector<Batch*>& batches) {
  std::vector<std::pair<int64_t, Load>> loads;
  Load dead_letters;
  for (Batch* batch : batches) {
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      if (block->rows() == 0) continue;
      auto load = std::find_if(loads.begin(), loads.end(), [&](const auto& known) { return known.first == block->key; });
      if (load == loads.end()) load = loads.insert(loads.end(), {block->key, Load()});
      load->second.batches.push_back(batch);
      load->second.blocks.push_back(block.get());
    }
    if (batch->dead_letters == nullptr || batch->dead_letters->rows() == 0) continue;
    dead_letters.batches.push_back(batch);
    dead_letters.blocks.push_back(batch->dead_letters.get());
  }
  for (const auto& [key, load] : loads) {
    if (absl::Status status = DeliverLoad(load, RowStore::Target::kTable, ""); !status.ok()) return status;
  }
  if (dead_letters.batches.empty()) return absl::OkStatus();
  return DeliverLoad(dead_letters, RowStore::Target::kDeadLetters, "");
}

absl::Status Deliverer::Deliver(const std::vector<std::shared_ptr<Batch>>& round, const Next&) {
  Join(round, options_.join);
  for (const std::vector<Batch*>& together : GroupsOf(round)) {
    if (absl::Status status = DeliverTogether(together); !status.ok()) return status;
  }
  for (const std::shared_ptr<Batch>& batch : round) {
    uncommitted.offsets[batch->partition] = {batch->partition, batch->last + 1, EncodeNote({batch->topic_id, std::nullopt})};
  }
  if (absl::Now() - uncommitted.committed_at < kCommitInterval) return absl::OkStatus();
  uncommitted.committed_at = absl::Now();
  std::vector<kafka::CommittedOffset> done;
  for (auto& [partition, offset] : std::exchange(uncommitted.offsets, {})) done.push_back(std::move(offset));
  return Repeat([&](int) { return offsets_.Commit(done, absl::Now() + options_.commit_timeout); });
}

absl::StatusOr<PendingRange> Deliverer::Recover(const kafka::Partition&, const Intent&) { return PendingRange(); }

absl::StatusOr<HeldRows> Deliverer::LookUp(const kafka::Partition&, int64_t, int64_t) { return HeldRows(); }

}  // namespace aurora::ingest
