#include "services/ingest/pipeline/progress.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

const kafka::Partition kFirst{"orders", 0};
const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

Batch Of(int64_t first, int64_t last, absl::Time newest) {
  Batch batch;
  batch.partition = kFirst;
  batch.first = first;
  batch.last = last;
  batch.messages = batch.rows = static_cast<uint64_t>(last - first + 1);
  batch.message_bytes = 100 * batch.messages;
  batch.newest_timestamp_ms = absl::ToUnixMillis(newest);
  return batch;
}

TEST_CASE("lag, freshness and rates follow what was delivered") {
  Progress progress;
  progress.Assigned(kFirst, 5);
  progress.Ends(kFirst, 25);
  CHECK(progress.Snapshot(kNow).lag_messages == 20);
  progress.Delivered(Of(5, 14, kNow - absl::Milliseconds(300)), kNow);
  const ProgressSnapshot snapshot = progress.Snapshot(kNow + absl::Seconds(1));
  CHECK(snapshot.lag_messages == 10);
  CHECK(snapshot.freshness_ms == 300);
  CHECK(snapshot.rows_written == 10);
  CHECK(snapshot.messages_per_second == 1);
  CHECK(snapshot.bytes_per_second == 100);
  CHECK(snapshot.partitions.at(kFirst).committed == 15);
  // Ten seconds later the rate is gone, the totals stay.
  const ProgressSnapshot later = progress.Snapshot(kNow + absl::Seconds(12));
  CHECK(later.messages_per_second == 0);
  CHECK(later.rows_written == 10);
}

TEST_CASE("offsets without a message are no lag, old messages do not lower freshness") {
  Progress progress;
  progress.Assigned(kFirst, 0);
  progress.Ends(kFirst, 10);
  progress.Idle(kFirst, 10);
  CHECK(progress.Snapshot(kNow).lag_messages == 0);
  progress.Delivered(Of(0, 0, kNow), kNow + absl::Milliseconds(100));
  progress.Delivered(Of(1, 1, kNow - absl::Hours(1)), kNow + absl::Milliseconds(200));
  CHECK(progress.Snapshot(kNow).freshness_ms == 100);
  progress.Revoked(kFirst);
  CHECK(progress.Snapshot(kNow).partitions.empty());
}

}  // namespace
}  // namespace aurora::ingest
