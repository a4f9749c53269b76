#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/embedded-clickhouse/sandbox.h"
#include "services/embedded-clickhouse/terminal.h"

namespace aurora::embedded_clickhouse {

struct EngineOptions {
  std::string library;
  // What the engine takes for its user's home: a folder inside the sandbox.
  std::string home;
  // Without the program's name.
  std::vector<std::string> arguments;
  Sandbox sandbox;
  // "required", "preferred", "off".
  std::string sandbox_mode;
};

// The ClickHouse engine of libchdb.so on a thread of its own, behind Landlock.
//
// Lifecycle: Start() returns when the thread is walled in and the library is loaded (its ports open a little later:
// ask them); `on_end` is called when the engine ends, with OK when it was asked to; Stop() asks it to end. There
// is one engine a process, and none after it: the library cannot be loaded a second time.
// Threads: the engine's; Stop from any.
class Engine {
 public:
  // NotFound without the library, Unavailable without a terminal, FailedPrecondition when the sandbox is required
  // and the kernel has none.
  static absl::StatusOr<std::unique_ptr<Engine>> Start(EngineOptions options,
                                                       std::function<void(absl::Status reason)> on_end);
  // Ends the process's use of the engine; Stop first.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Asks the engine to write what it has and end, and waits. False at the deadline.
  bool Stop(absl::Time deadline);

  // Whether Landlock is around it.
  bool sandboxed() const { return sandboxed_; }

 private:
  Engine(EngineOptions options, std::unique_ptr<Terminal> terminal, std::function<void(absl::Status)> on_end);
  void Run(std::promise<absl::Status> started);
  absl::Status Serve(void* library);

  const EngineOptions options_;
  const std::unique_ptr<Terminal> terminal_;
  const std::function<void(absl::Status)> on_end_;
  std::atomic<bool> sandboxed_{false};
  std::atomic<bool> stop_asked_{false};
  std::promise<void> ended_;
  std::future<void> end_;
  std::thread thread_;
};

}  // namespace aurora::embedded_clickhouse
