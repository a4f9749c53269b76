#include "cli/commands/lifecycle/detached_start.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>
#include <string_view>

#include "cli/commands/context.h"
#include "cli/exit_status.h"

namespace aurora::cli {
namespace {

// Ends what is shown; the exit status as a digit follows.
constexpr char kEnd = '\x1e';

std::atomic<pid_t> supervisor_pid{0};

void Forward(int) {
  const pid_t pid = supervisor_pid;
  if (pid > 0) kill(pid, SIGTERM);
}

void SendEnd(int pipe, int exit_status) {
  const char end[] = {kEnd, static_cast<char>('0' + exit_status)};
  [[maybe_unused]] const ssize_t written = write(pipe, end, sizeof(end));
}

[[noreturn]] void BeSupervisor(
    int pipe,
    const std::function<absl::Status(int output, const std::function<void()>& on_ready)>& supervise) {
  setsid();
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDOUT_FILENO);
  // Errors of the start go to whoever waits for it.
  dup2(pipe, STDERR_FILENO);
  std::atomic<bool> told{false};
  const absl::Status status = supervise(pipe, [&] {
    told = true;
    SendEnd(pipe, kExitOk);
    dup2(nothing, STDERR_FILENO);
    close(pipe);
  });
  const int exit_status = ExitStatusFor(status);
  if (!told) {
    Report(status);
    SendEnd(pipe, exit_status);
  }
  _exit(exit_status);
}

// Shows what comes until the end mark; kExitFailed when it never comes.
int ShowUntilEnd(int pipe) {
  char buffer[4096];
  bool ended = false;
  for (;;) {
    const ssize_t got = read(pipe, buffer, sizeof(buffer));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return kExitFailed;
    std::string_view text(buffer, static_cast<size_t>(got));
    if (ended) return text[0] - '0';
    const size_t end = text.find(kEnd);
    const std::string_view shown = text.substr(0, end);
    [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, shown.data(), shown.size());
    if (end == std::string_view::npos) continue;
    if (end + 1 < text.size()) return text[end + 1] - '0';
    ended = true;
  }
}

}  // namespace

int StartDetached(
    const std::function<absl::Status(int output, const std::function<void()>& on_ready)>& supervise) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Report(absl::UnavailableError("no pipe; raise `ulimit -n`"));
  const pid_t pid = fork();
  if (pid < 0) return Report(absl::UnavailableError("no process for the supervisor; raise `ulimit -u`"));
  if (pid == 0) {
    close(ends[0]);
    BeSupervisor(ends[1], supervise);
  }
  close(ends[1]);
  supervisor_pid = pid;
  struct sigaction action {};
  action.sa_handler = Forward;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return ShowUntilEnd(ends[0]);
}

}  // namespace aurora::cli
