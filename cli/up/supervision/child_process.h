#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::cli {

struct CommandLine {
  // The first is the program's path.
  std::vector<std::string> arguments;
  // "NAME=value", added to our own environment.
  std::vector<std::string> environment;
  // A file that takes standard error; -1: it goes where the output goes.
  int errors = -1;
};

// Where PATH has a program that may be run; "" when it has none.
std::string FindOnPath(const std::string& name);

// A running child: its pid, and the reading end of the pipe that takes its standard output and error.
struct ChildProcess {
  pid_t pid = -1;
  int log = -1;
};

// Starts a program in a process group of its own (so that Ctrl-C reaches the supervisor only). The kernel
// kills it when the calling thread ends, whatever way that happens: nothing outlives its supervisor. Standard
// input is /dev/null. Unavailable when there are no processes or files left.
absl::StatusOr<ChildProcess> StartChild(const CommandLine& command);

// Starts it, waits for its end and returns what it wrote. DeadlineExceeded and Cancelled, when `stopping` says so (it is killed then),
// Internal with its last lines when the exit status is not 0.
absl::StatusOr<std::string> RunToEnd(const CommandLine& command, absl::Duration timeout, const std::function<bool()>& stopping = nullptr);

}  // namespace aurora::cli
