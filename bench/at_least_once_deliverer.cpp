// For `./aurora bench exactness` only, never part of the product: what stands here takes the place of
// services/ingest/delivery/deliverer.cpp in the program aurora-ingest-at-least-once. Inserts are the product's
// (deliverer_inserts.cpp), and nothing of the protocol is left: no announcement, no token, no consent of the group, no question
// to the table, no ledger of what filters left out. Offsets are committed now and then, as a consumer does that may store a
// message twice.

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

absl::Status Deliverer::DeliverLoad(const Load& load, RowStore::Target target, const std::string&) {
  return Repeat([&](int) { return Insert(load, target, "", [] { return absl::OkStatus(); }); });
}

absl::Status Deliverer::DeliverSkipped(Batch&) { return absl::OkStatus(); }

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
