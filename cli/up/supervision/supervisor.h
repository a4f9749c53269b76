#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "cli/up/plan/plan.h"

namespace aurora::cli {

class Reporter;

enum class PartState { kWaiting, kStarting, kUp, kRestarting, kEnded };
const char* PartStateName(PartState state);

struct PartStatus {
  std::string name;
  PartState state = PartState::kWaiting;
  pid_t pid = 0;
  int restarts = 0;
  // Deaths since it was up for the last time.
  int deaths = 0;
  absl::Time started_at;
  // Why it died the last time, with its last words.
  std::string last_death;
  // It said that it was started wrongly: trying again is useless.
  bool hopeless = false;
};

// Starts the parts that it is told to, takes their logs, starts again what dies, and ends all of them in
// order.
//
// Threads: Run belongs to the process's first thread, which must live as long as the parts (they are killed
// with it). All other methods may be called from any thread. Owner: the up command.
class Supervisor {
 public:
  // `on_change` is called from Run after states have changed.
  Supervisor(const Plan& plan, const DataDirectory& data, Reporter& reporter,
             std::function<void(const std::vector<PartStatus>&)> on_change);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  // Blocks the signals that Run waits for; call it before the process's second thread is made.
  static void BlockSignals();

  void Start(const std::string& name);
  void MarkUp(const std::string& name);
  std::vector<PartStatus> Snapshot() const;
  // Ends everything and then Run, as SIGTERM does.
  void Stop();
  bool stopping() const;

  // Until Stop or a signal has ended everything. False when parts had to be killed.
  bool Run();

 private:
  struct Child;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::cli
