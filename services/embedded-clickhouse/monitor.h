#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace prometheus {
class Gauge;
class Registry;
}  // namespace prometheus

namespace aurora::clickhouse {
class Client;
}

namespace aurora::embedded_clickhouse {

// Asks the engine a real question over HTTP, ten times a second until the first answer and every two seconds
// then, and keeps what it said for health and metrics. `refusal` is what it says when the engine does not let this process
// in.
//
// Threads: one of its own; the methods from any, Close from one. Owner: Serve. The registry must outlive it.
class Monitor {
 public:
  Monitor(std::unique_ptr<clickhouse::Client> client, prometheus::Registry& registry, absl::Status refusal);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  // What the last question brought; Unavailable before the first answer.
  absl::Status Health();
  // OK at the first answer; else the last error at the deadline, or at once when End() was called or the engine refuses
  // this process, which waiting does not change.
  absl::Status AwaitAnswer(absl::Time deadline);
  // No more questions, and AwaitAnswer returns: the engine has ended.
  void End();
  // End(), and the connection is closed: an engine that is to stop waits for open ones.
  void Close();

 private:
  struct Gauges;
  void Watch();
  absl::Status Ask();

  std::unique_ptr<clickhouse::Client> client_;
  const std::unique_ptr<Gauges> gauges_;
  const absl::Status refusal_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool answered_ = false;
  bool refused_ = false;
  absl::Status health_ = absl::UnavailableError("the engine is starting");
  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::embedded_clickhouse
