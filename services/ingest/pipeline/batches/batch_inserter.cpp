#include "services/ingest/pipeline/batches/batch_inserter.h"

#include <memory>
#include <vector>

#include "absl/time/clock.h"

namespace aurora::ingest {
namespace {

// Parts come and go in seconds; counting them costs the server about a millisecond.
constexpr absl::Duration kTableInterval = absl::Seconds(5);
constexpr absl::Duration kTableTimeout = absl::Seconds(2);
constexpr absl::Duration kRoundWait = absl::Milliseconds(200);

}  // namespace

void BatchInserter::Run() {
  const auto next = [this](const kafka::Partition& partition) { return parts_.queue.Peek(partition); };
  while (!abandoned_.HasBeenNotified()) {
    std::vector<std::shared_ptr<Batch>> round = parts_.queue.TakeRound(kRoundWait);
    if (round.empty()) continue;
    const absl::Time start = absl::Now();
    const absl::Status status = parts_.deliverer.Deliver(round, next);
    const absl::Time now = absl::Now();
    if (status.ok()) {
      parts_.delay.Delivered(now - start);
      parts_.metrics.BatchDelayed(parts_.delay.current());
      for (const std::shared_ptr<Batch>& batch : round) {
        parts_.progress.Delivered(*batch, now);
        parts_.metrics.Delivered(*batch, now - start);
        parts_.pool.GiveBack(*batch);
      }
    } else {
      parts_.on_failure(status);
    }
    parts_.queue.Finish();
    if (!status.ok()) return;
    WatchTable(now);
  }
}

void BatchInserter::WatchTable(absl::Time now) {
  if (now - table_watched_ < kTableInterval) return;
  table_watched_ = now;
  if (parts_.check_table != nullptr) {
    const absl::Status fits = parts_.check_table(now + kTableTimeout);
    // Without an answer the inserts will tell.
    if (absl::IsFailedPrecondition(fits)) parts_.on_failure(fits);
  }
  // Without an answer (a server that does not let its parts be seen) the time of inserts alone decides.
  const absl::StatusOr<int64_t> parts = parts_.rows.CountParts(absl::Now() + kTableTimeout);
  if (parts.ok()) parts_.delay.SetParts(*parts);
}

}  // namespace aurora::ingest
