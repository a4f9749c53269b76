#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/demo-events/generator/visit.h"

typedef struct rd_kafka_s rd_kafka_t;

namespace prometheus {
class Counter;
class Registry;
}  // namespace prometheus

namespace aurora::demo {

// An idempotent producer that waits for every broker's acknowledgement. A message stays in its bounded queue
// until it is acknowledged, so an absent broker slows the caller down instead of losing events.
// Threads: one at a time, but the counters may be read from any. Owner: Demonstration.
class Producer {
 public:
  static absl::StatusOr<std::unique_ptr<Producer>> Create(const std::string& brokers,
                                                          prometheus::Registry& registry);
  ~Producer();
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  // Waits while the queue is full. Cancelled when `stop` turns true meanwhile; FailedPrecondition when the
  // producer cannot go on and must be made anew.
  absl::Status Send(const Event& event, int32_t partition, const std::atomic<bool>& stop);
  // Hears acknowledgements for at most `wait`.
  void Poll(absl::Duration wait);
  // DeadlineExceeded names how many messages are not acknowledged.
  absl::Status Flush(absl::Time deadline);
  // Messages that are not acknowledged yet.
  int64_t pending() const;
  // FailedPrecondition after a fatal error, Unavailable while no broker can be reached.
  absl::Status health() const;

  rd_kafka_t* handle() const { return kafka_; }

 private:
  explicit Producer(prometheus::Registry& registry);
  // Called back by librdkafka inside Poll, Send and Flush.
  void OnDelivery(int topic, bool ok, std::string error);
  void OnError(bool all_brokers_down, bool fatal, std::string error);
  struct Callbacks;

  rd_kafka_t* kafka_ = nullptr;
  std::array<prometheus::Counter*, kTopics> acknowledged_{};
  prometheus::Counter* failed_ = nullptr;
  mutable std::mutex mutex_;
  absl::Status health_;
};

}  // namespace aurora::demo
