#include "services/demo-events/producing/history.h"

#include "absl/time/clock.h"
#include "services/demo-events/generator/timeline.h"
#include "services/demo-events/producing/producer.h"

namespace aurora::demo {
namespace {

// A broker of a small machine takes all of it in a few seconds.
constexpr absl::Duration kFlushTimeMax = absl::Minutes(2);

}  // namespace

absl::StatusOr<int64_t> WriteHistory(Producer& producer, const Options& options, const EndOffsets& ends,
                                     absl::Time now, const std::atomic<bool>& stop) {
  const absl::Time end = now - kVisitLongest;
  const auto seed = static_cast<uint64_t>(options.seed);
  const auto starts = SpreadVisits(end - options.history, end, static_cast<uint64_t>(options.history_visits));
  EndOffsets position;
  for (size_t topic = 0; topic < kTopics; ++topic) position[topic].assign(ends[topic].size(), 0);
  int64_t written = 0;
  for (uint64_t number = 0; number < starts.size(); ++number) {
    // Visit by visit, so that the order in each partition does not depend on `now`.
    for (const Event& event : MakeVisit(seed, number, starts[number])) {
      const auto topic = static_cast<size_t>(event.topic);
      const int32_t partition = PartitionOf(event.topic, event.key);
      const auto index = static_cast<size_t>(partition);
      if (position[topic][index]++ < ends[topic][index]) continue;
      if (absl::Status status = producer.Send(event, partition, stop); !status.ok()) return status;
      ++written;
    }
    producer.Poll(absl::ZeroDuration());
    if (stop) return absl::CancelledError("stopped while writing the history");
  }
  if (absl::Status status = producer.Flush(absl::Now() + kFlushTimeMax); !status.ok()) return status;
  return written;
}

}  // namespace aurora::demo
