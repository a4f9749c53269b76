#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/time/time.h"

namespace aurora::provisioning {

class Provisioner;

// Runs the provisioner again and again in a thread of its own: every `interval` while all is well, and with
// growing pauses up to `interval` while it is not, so that a server that comes up late is set up quickly.
// Stops in the destructor, or earlier with Stop().
class ReconcileLoop {
 public:
  ReconcileLoop(Provisioner& provisioner, absl::Duration interval);
  ~ReconcileLoop();
  ReconcileLoop(const ReconcileLoop&) = delete;
  ReconcileLoop& operator=(const ReconcileLoop&) = delete;

  void Stop();

  // The pause after the `failures`-th failure in a row; 0: after a success.
  static absl::Duration PauseAfter(int failures, absl::Duration interval);

 private:
  void Run();

  Provisioner& provisioner_;
  const absl::Duration interval_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::provisioning
