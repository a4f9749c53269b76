#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace aurora::provisioning {

// Runs a pass again and again in a thread of its own: every `interval` while all is well, and with
// growing pauses up to `interval` while it is not, so that a server that comes up late is set up quickly.
// Stops in the destructor, or earlier with Stop().
class ReconcileLoop {
 public:
  // `what` is set up by a pass, for the log: "clickhouse".
  ReconcileLoop(std::string what, std::function<absl::Status()> pass, absl::Duration interval);
  ~ReconcileLoop();
  ReconcileLoop(const ReconcileLoop&) = delete;
  ReconcileLoop& operator=(const ReconcileLoop&) = delete;

  void Stop();

  // The pause after the `failures`-th failure in a row; 0: after a success.
  static absl::Duration PauseAfter(int failures, absl::Duration interval);

 private:
  void Run();

  const std::string what_;
  const std::function<absl::Status()> pass_;
  const absl::Duration interval_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::provisioning
