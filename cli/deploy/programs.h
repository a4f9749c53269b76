#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/up/supervision/log_file.h"
#include "libs/base/secret.h"

namespace aurora::cli {

// One call of somebody else's program.
struct ProgramCall {
  // The first is its name, looked for on PATH. No secret: everybody on the machine can read them.
  std::vector<std::string> arguments;
  // "NAME=value". Neither shown nor logged.
  std::vector<std::string> environment{};
  // Never shown and never logged, wherever the program writes them.
  std::vector<base::Secret> hidden{};
  // Ends the message when the call fails: what to do then.
  std::string remedy{};
  // Each line as it comes, without its end.
  std::function<void(std::string_view)> on_line{};
  // Now and then while it runs.
  std::function<void()> on_wait{};
  // Exit statuses that are no failure.
  std::vector<int> fine{0};
  absl::Duration timeout = absl::Minutes(60);
};

// Runs programs of others: what they write goes to a log file, and a failure is told with the call, its last lines, the log and the
// remedy. Ctrl-C and SIGTERM are passed on, so that a program ends in its own order and keeps what it knows. One call at a time, and
// inside its on_wait another one; not thread-safe. Owner: a deploy command.
class Programs {
 public:
  explicit Programs(const std::string& log_path) : log_(log_path), log_path_(log_path) {}

  static bool Has(const std::string& name);

  // Runs it to its end and returns its exit status. NotFound when PATH has no such program, Internal when it failed,
  // DeadlineExceeded, Cancelled when somebody interrupted it.
  absl::StatusOr<int> Run(const ProgramCall& call);
  // The same, and returns what it wrote to standard output, which does not go to the log: it may hold what nobody else is to
  // see. ResourceExhausted beyond 64 MiB.
  absl::StatusOr<std::string> Ask(const ProgramCall& call);

 private:
  absl::StatusOr<std::string> Go(const ProgramCall& call, bool ask, int* exit_status);

  LogFile log_;
  std::string log_path_;
};

// Words as a shell would take them, for people.
std::string ShellText(const std::vector<std::string>& words);

}  // namespace aurora::cli
