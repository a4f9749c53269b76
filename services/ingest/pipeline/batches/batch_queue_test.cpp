#include "services/ingest/pipeline/batches/batch_queue.h"

#include <catch2/catch.hpp>
#include <thread>

#include "absl/time/clock.h"

namespace aurora::ingest {
namespace {

kafka::Partition Orders(int32_t number) { return {"orders", number}; }

std::shared_ptr<Batch> Of(int32_t partition, int64_t first, uint64_t bytes = 1) {
  auto batch = std::make_shared<Batch>();
  batch->partition = Orders(partition);
  batch->first = first;
  batch->message_bytes = bytes;
  return batch;
}

TEST_CASE("a round has the oldest batch of each partition") {
  BatchQueue queue;
  queue.Push(Of(0, 0));
  queue.Push(Of(1, 0));
  queue.Push(Of(0, 10));
  auto round = queue.TakeRound(absl::ZeroDuration());
  REQUIRE(round.size() == 2);
  CHECK(round[0]->first == 0);
  CHECK(round[1]->partition == Orders(1));
  CHECK(queue.Peek(Orders(0))->first == 10);
  CHECK(queue.Peek(Orders(1)) == nullptr);
  // The partition's first batch is still under way.
  CHECK(queue.TakeRound(absl::ZeroDuration()).empty());
  CHECK(queue.Has(Orders(1)));
  queue.Finish();
  CHECK_FALSE(queue.Has(Orders(1)));
  CHECK(queue.TakeRound(absl::ZeroDuration()).size() == 1);
}

TEST_CASE("the bound is on what waits and what is in flight") {
  BatchQueue queue;
  queue.Push(Of(0, 0, BatchQueue::kMessageBytesMax));
  CHECK_FALSE(queue.HasRoom());
  queue.TakeRound(absl::ZeroDuration());
  CHECK_FALSE(queue.HasRoom());
  queue.Finish();
  CHECK(queue.HasRoom());
  for (size_t i = 0; i < BatchQueue::kBatchesMax; ++i) queue.Push(Of(0, static_cast<int64_t>(i)));
  CHECK_FALSE(queue.HasRoom());
}

TEST_CASE("a partition that leaves takes its waiting batches along, and the one in flight is waited for") {
  BatchQueue queue;
  queue.Push(Of(0, 0));
  queue.TakeRound(absl::ZeroDuration());
  queue.Push(Of(0, 10));
  queue.Push(Of(1, 0));
  CHECK_FALSE(queue.Drop({Orders(0)}, absl::Now() + absl::Milliseconds(5)));
  CHECK(queue.Peek(Orders(0)) == nullptr);
  CHECK(queue.Peek(Orders(1)) != nullptr);
  std::thread inserter([&] {
    absl::SleepFor(absl::Milliseconds(20));
    queue.Finish();
  });
  CHECK(queue.Drop({Orders(0)}, absl::Now() + absl::Seconds(5)));
  inserter.join();
  CHECK_FALSE(queue.WaitEmpty(absl::Now()));
}

}  // namespace
}  // namespace aurora::ingest
