#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace prometheus {
class Registry;
}

namespace aurora::service {

class Configuration;

// Keys that every process has: admin.listen (health and metrics over HTTP), log.level, drain.delay, drain.timeout.
struct RuntimeOptions {
  std::string admin_listen = "127.0.0.1:0";
  std::string log_level = "info";
  // Before a drain begins, unready already: for balancers that ask /readyz, and send work until they have seen it.
  absl::Duration drain_delay = absl::ZeroDuration();
  absl::Duration drain_timeout = absl::Seconds(8);

  void Declare(Configuration& configuration);
};

// What every process of Aurora has in common: signals, an admin HTTP server with /healthz (alive), /readyz
// (able to work, with reasons as text when not) and /metrics (Prometheus), and an ordered end.
//
// Lifecycle: Create() blocks SIGTERM and SIGINT in the calling thread, so call it before any other thread is
// made; the process's parts are built; Run() waits for a signal or Stop(), then drains: /readyz turns
// unready, and after drain.delay the drain steps run in the order they were added (stop intake, finish, flush, close) and share one
// deadline, and the exit status is returned. A second signal during the drain ends the process at once.
// Threads: all methods but Run are thread-safe after Create.
class Runtime {
 public:
  // Unavailable when admin_listen is taken (names it).
  static absl::StatusOr<std::unique_ptr<Runtime>> Create(std::string service, const RuntimeOptions& options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  prometheus::Registry& metrics();
  // The admin server's real address, host:port.
  const std::string& admin_address() const;

  // /readyz asks every check; each must answer within a second from what it already knows. Unready before Run(),
  // and no check is asked then: what it uses must live from Run's begin to its end.
  void AddReadinessCheck(std::string name, std::function<absl::Status()> check);
  // A line of /readyz for people, which does not make the process unready: about what it can do without.
  void AddReadinessNote(std::string name, std::function<std::string()> note);
  void AddDrainStep(std::string name, std::function<void(absl::Time deadline)> step);

  // Ends Run() as a signal would; the first status given decides the exit status (ok: 0, else 1, and it is
  // logged).
  void Stop(absl::Status reason);
  // 0 after a clean end, 1 after an error or a drain that did not finish.
  int Run();

 private:
  struct Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A whole main: declares the common keys and those of `options`, parses, makes the runtime, calls `start`
// (builds the parts, which must live until Run returns, so it hands over to `runtime.Run()` itself) and turns
// errors into one line on standard error and exit status 1 (2 for a wrong configuration).
//
//   int main(int argc, char** argv) {
//     aurora::ingest::Options options;
//     return aurora::service::Main(argc, argv, {"ingest", "Kafka topics into ClickHouse tables"},
//                                  [&](auto& configuration) { options.Declare(configuration); },
//                                  [&](auto& runtime) { return aurora::ingest::Serve(options, runtime); });
//   }
struct ProgramInfo {
  // "ingest": the program is aurora-ingest, its environment prefix AURORA_INGEST.
  std::string service;
  std::string summary;
};
int Main(int argc, char** argv, const ProgramInfo& info, const std::function<void(Configuration&)>& declare,
         const std::function<absl::StatusOr<int>(Runtime&)>& start);

}  // namespace aurora::service
