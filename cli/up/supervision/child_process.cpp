#include "cli/up/supervision/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"

extern char** environ;

namespace aurora::cli {
namespace {

constexpr size_t kOutputBytesMax = 64 << 10;
constexpr int kExitNotStarted = 127;
constexpr int64_t kLookForStopEveryMs = 500;

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Between fork and exec: only calls that are safe in a process whose other threads are gone.
[[noreturn]] void BecomeProgram(pid_t parent, int input, int output, int errors, char* const* arguments,
                                char* const* environment) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have died before the line above.
  if (getppid() != parent) _exit(kExitNotStarted);
  // Before the mask is lifted: a request to end that waits behind it is meant for the program and not for a handler of ours.
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(errors >= 0 ? errors : output, STDERR_FILENO);
  execve(arguments[0], arguments, environment);
  constexpr char kMessage[] = "the program cannot be started\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  _exit(kExitNotStarted);
}

}  // namespace

std::string FindOnPath(const std::string& name) {
  const char* path = std::getenv("PATH");
  const std::vector<std::string> folders = absl::StrSplit(path == nullptr ? "" : path, ':');
  for (const std::string& folder : folders) {
    const std::string found = base::StrCat(folder, "/", name);
    if (!folder.empty() && access(found.c_str(), X_OK) == 0) return found;
  }
  return "";
}

absl::StatusOr<ChildProcess> StartChild(const CommandLine& command) {
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> environment = command.environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
  const std::vector<char*> argument_pointers = Pointers(arguments);
  const std::vector<char*> environment_pointers = Pointers(environment);

  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return absl::UnavailableError("no pipe for a log; raise `ulimit -n`");
  const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0)
    BecomeProgram(parent, input, pipe_ends[1], command.errors, argument_pointers.data(), environment_pointers.data());
  close(input);
  close(pipe_ends[1]);
  if (pid < 0) {
    close(pipe_ends[0]);
    return absl::UnavailableError(
        base::StrCat("no process for ", command.arguments[0], " (", strerror(errno), ")"));
  }
  // Reads never wait: the supervisor asks poll first.
  fcntl(pipe_ends[0], F_SETFL, O_NONBLOCK);
  return ChildProcess{pid, pipe_ends[0]};
}

absl::StatusOr<std::string> RunToEnd(const CommandLine& command, absl::Duration timeout, const std::function<bool()>& stopping) {
  absl::StatusOr<ChildProcess> child = StartChild(command);
  if (!child.ok()) return child.status();
  const absl::Time deadline = absl::Now() + timeout;
  std::string output;
  bool in_time = true;
  bool stopped = false;
  for (;;) {
    pollfd polled{child->log, POLLIN, 0};
    const int64_t wait_ms = absl::ToInt64Milliseconds(deadline - absl::Now());
    in_time = wait_ms > 0;
    stopped = stopping != nullptr && stopping();
    if (!in_time || stopped) break;
    if (poll(&polled, 1, static_cast<int>(stopping == nullptr ? wait_ms : std::min(wait_ms, kLookForStopEveryMs))) <= 0) continue;
    char buffer[4096];
    const ssize_t got = read(child->log, buffer, sizeof(buffer));
    if (got <= 0) break;
    if (output.size() < kOutputBytesMax) output.append(buffer, static_cast<size_t>(got));
  }
  if (!in_time || stopped) kill(child->pid, SIGKILL);
  close(child->log);
  int status = 0;
  waitpid(child->pid, &status, 0);
  if (stopped) return absl::CancelledError(base::StrCat(command.arguments[0], " was stopped"));
  if (!in_time)
    return absl::DeadlineExceededError(base::StrCat(command.arguments[0], " did not end in time"));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    const size_t from = output.size() > 500 ? output.size() - 500 : 0;
    return absl::InternalError(base::StrCat(command.arguments[0], " failed: ", output.substr(from)));
  }
  return output;
}

}  // namespace aurora::cli
