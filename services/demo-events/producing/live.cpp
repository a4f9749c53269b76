#include "services/demo-events/producing/live.h"

#include <algorithm>
#include <queue>
#include <random>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "services/demo-events/generator/random.h"
#include "services/demo-events/producing/producer.h"
#include "services/demo-events/producing/topics.h"

namespace aurora::demo {
namespace {

constexpr absl::Duration kTick = absl::Milliseconds(20);
// Above this rate visits are shortened, so that the events that wait for their time stay bounded.
constexpr double kUnhurriedRate = 400;
constexpr size_t kWaitingEventsMax = 500'000;
// After a pause (a sleeping laptop, an absent broker) what was missed is not made up for.
constexpr absl::Duration kCatchUpMax = absl::Seconds(5);

struct Later {
  bool operator()(const Event& a, const Event& b) const { return a.sent_at > b.sent_at; }
};

// Visits that arrive at random at a steady mean rate, and the events they have still to send.
class Crowd {
 public:
  Crowd(double rate, uint64_t seed, absl::Time now)
      : seed_(seed),
        arrivals_(seed, 1),
        pace_(std::max(1.0, rate / kUnhurriedRate)),
        gap_(absl::Seconds(kEventsPerVisit / rate)),
        // As if it had been going on for long: the visits that are under way send at once.
        next_visit_(now - kVisitLongest / pace_),
        begin_(now) {}

  // All events up to `now`, in order.
  std::vector<Event> Until(absl::Time now) {
    if (now - next_visit_ > kCatchUpMax + kVisitLongest) next_visit_ = now;
    while (next_visit_ <= now && waiting_.size() < kWaitingEventsMax) {
      for (Event& event : MakeVisit(seed_, number_++, next_visit_, pace_)) {
        if (event.sent_at >= begin_) waiting_.push(std::move(event));
      }
      next_visit_ += gap_ * arrivals_.Exponential();
    }
    std::vector<Event> due;
    while (!waiting_.empty() && waiting_.top().sent_at <= now) {
      due.push_back(waiting_.top());
      waiting_.pop();
    }
    return due;
  }

 private:
  uint64_t seed_;
  Random arrivals_;
  double pace_;
  absl::Duration gap_;
  absl::Time next_visit_;
  absl::Time begin_;
  uint64_t number_ = 0;
  std::priority_queue<Event, std::vector<Event>, Later> waiting_;
};

}  // namespace

absl::Status RunLive(Producer& producer, const Options& options, const std::atomic<bool>& stop) {
  // Not the history's seed: the same orders must not be placed again after each start.
  std::random_device device;
  const uint64_t seed = (uint64_t{device()} << 32) | device();
  Crowd crowd(std::max(options.rate_per_second, 1e-3), seed, absl::Now());
  base::log::Info("live events begin", {{"rate_per_second", options.rate_per_second}});
  while (!stop) {
    const absl::Time now = absl::Now();
    for (Event& event : crowd.Until(now)) {
      event.sent_at = now;
      const absl::Status status = producer.Send(event, PartitionOf(event.topic, event.key), stop);
      if (absl::IsCancelled(status)) return absl::OkStatus();
      if (!status.ok()) return status;
    }
    producer.Poll(kTick);
    // Poll returns at once when it has something to hear.
    absl::SleepFor(std::max(absl::ZeroDuration(), now + kTick - absl::Now()));
    if (const absl::Status health = producer.health(); absl::IsFailedPrecondition(health)) return health;
  }
  return absl::OkStatus();
}

}  // namespace aurora::demo
