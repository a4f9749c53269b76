#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/demo-events/options.h"

namespace aurora::service {
class Runtime;
}

namespace aurora::demo {

class Producer;

// Waits for Kafka, makes the topics, writes the history once and then sends live events, on one thread.
// Ready when the history is in Kafka and the last events were acknowledged. On the end nothing is sent any
// more and everything sent is acknowledged. Owner: main.
class Demonstration {
 public:
  static absl::StatusOr<std::unique_ptr<Demonstration>> Create(const Options& options,
                                                               service::Runtime& runtime);
  ~Demonstration();
  Demonstration(const Demonstration&) = delete;
  Demonstration& operator=(const Demonstration&) = delete;

 private:
  Demonstration(const Options& options, service::Runtime& runtime, std::unique_ptr<Producer> producer);
  void Run();
  absl::Status Prepare();
  absl::Status Readiness() const;
  void Drain(absl::Time deadline);
  void SetState(absl::Status state);

  Options options_;
  service::Runtime& runtime_;
  std::unique_ptr<Producer> producer_;
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;
  absl::Status state_;
  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::demo
