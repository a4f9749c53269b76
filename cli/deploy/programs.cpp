#include "cli/deploy/programs.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <deque>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "cli/up/supervision/child_process.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr size_t kAskedBytesMax = 64 << 20;
constexpr size_t kLineBytesMax = 64 << 10;
constexpr size_t kErrorBytesMax = 64 << 10;
constexpr size_t kLastLines = 12;
constexpr absl::Duration kWaitEvery = absl::Seconds(5);
// For a program that was told to end, before it is killed.
constexpr absl::Duration kEndingMax = absl::Seconds(60);

std::atomic<pid_t> running{0};
std::atomic<bool> interrupted{false};

void PassOn(int) {
  interrupted = true;
  const pid_t pid = running;
  // The whole group, as a terminal's Ctrl-C would.
  if (pid > 0) kill(-pid, SIGINT);
}

// While it lives, a request to end goes to the program `pid`, unless one that runs around it has them already.
class Interruptible {
 public:
  explicit Interruptible(pid_t pid) {
    pid_t none = 0;
    is_ours_ = running.compare_exchange_strong(none, pid);
    if (!is_ours_) return;
    struct sigaction action {};
    action.sa_handler = PassOn;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &action, &before_[i]);
  }
  ~Interruptible() {
    if (!is_ours_) return;
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
    running = 0;
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  static constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
  bool is_ours_ = false;
  std::array<struct sigaction, kSignals.size()> before_{};
};

// What a program writes, cut into lines and without what is to stay hidden.
class Lines {
 public:
  Lines(const ProgramCall& call, LogFile* log) : call_(call), log_(log) {}

  void Take(std::string_view bytes) {
    unfinished_ += bytes;
    for (size_t end = 0; (end = unfinished_.find_first_of("\r\n")) != std::string::npos; unfinished_.erase(0, end + 1)) {
      Line(unfinished_.substr(0, end));
    }
    if (unfinished_.size() > kLineBytesMax) Finish();
  }
  void Finish() {
    if (!unfinished_.empty()) Line(unfinished_);
    unfinished_.clear();
  }
  std::string Last() const { return absl::StrJoin(last_, "\n  "); }

 private:
  void Line(std::string line) {
    if (line.empty()) return;
    for (const base::Secret& secret : call_.hidden) {
      if (!secret.empty()) absl::StrReplaceAll({{secret.Reveal(), "(hidden)"}}, &line);
    }
    log_->Append(base::StrCat(line, "\n"));
    last_.push_back(line);
    if (last_.size() > kLastLines) last_.pop_front();
    if (call_.on_line) call_.on_line(line);
  }

  const ProgramCall& call_;
  LogFile* log_;
  std::string unfinished_;
  std::deque<std::string> last_;
};

std::string ReadBack(int file) {
  std::string text(kErrorBytesMax, '\0');
  const ssize_t got = pread(file, text.data(), text.size(), 0);
  text.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return text;
}

// Its exit status; 128 + the number of the signal that ended it.
int AwaitEnd(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

bool Programs::Has(const std::string& name) { return !FindOnPath(name).empty(); }

std::string ShellText(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    const bool plain = !word.empty() && word.find_first_of(" \t\n\"'\\$`&|;<>()*?[]#~{}!") == std::string::npos;
    base::StrAppend(&text, text.empty() ? "" : " ", plain ? word : base::StrCat("'", absl::StrReplaceAll(word, {{"'", "'\\''"}}), "'"));
  }
  return text;
}

absl::StatusOr<int> Programs::Run(const ProgramCall& call) {
  int exit_status = 0;
  const absl::StatusOr<std::string> nothing = Go(call, false, &exit_status);
  if (!nothing.ok()) return nothing.status();
  return exit_status;
}

absl::StatusOr<std::string> Programs::Ask(const ProgramCall& call) {
  int exit_status = 0;
  return Go(call, true, &exit_status);
}

absl::StatusOr<std::string> Programs::Go(const ProgramCall& call, bool ask, int* exit_status) {
  const std::string& name = call.arguments[0];
  const std::string path = FindOnPath(name);
  if (path.empty()) return absl::NotFoundError(base::StrCat("program ", name, " is not installed; ", call.remedy));
  const std::string shown = ShellText(call.arguments);
  log_.Append(base::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now(), absl::UTCTimeZone()), " $ ", shown, "\n"));
  CommandLine command{call.arguments, call.environment};
  command.arguments[0] = path;
  // Apart from what is asked for, which is to be read by a program.
  const int errors = ask ? memfd_create("errors", MFD_CLOEXEC) : -1;
  command.errors = errors;
  if (running == 0) interrupted = false;
  const absl::StatusOr<ChildProcess> child = StartChild(command);
  if (!child.ok()) {
    if (errors >= 0) close(errors);
    return child.status();
  }

  Lines lines(call, &log_);
  std::string asked;
  bool too_much = false;
  bool in_time = true;
  absl::Time deadline = absl::Now() + call.timeout;
  {
    const Interruptible passing_on(child->pid);
    for (;;) {
      pollfd polled{child->log, POLLIN, 0};
      const int ready = poll(&polled, 1, static_cast<int>(absl::ToInt64Milliseconds(kWaitEvery)));
      if (absl::Now() >= deadline) {
        kill(-child->pid, in_time ? SIGINT : SIGKILL);
        in_time = false;
        deadline = absl::Now() + kEndingMax;
      }
      if (ready == 0 && call.on_wait) call.on_wait();
      if (ready <= 0) continue;
      char buffer[16384];
      const ssize_t got = read(child->log, buffer, sizeof(buffer));
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got <= 0) break;
      if (!ask) lines.Take({buffer, static_cast<size_t>(got)});
      if (ask && asked.size() + static_cast<size_t>(got) <= kAskedBytesMax) {
        asked.append(buffer, static_cast<size_t>(got));
      } else {
        too_much = ask;
      }
    }
    close(child->log);
    *exit_status = AwaitEnd(child->pid);
  }
  if (errors >= 0) {
    lines.Take(ReadBack(errors));
    close(errors);
  }
  lines.Finish();

  const std::string last = lines.Last();
  const std::string rest = base::StrCat(call.remedy.empty() ? "" : base::StrCat("; ", call.remedy), "\n  ", last, last.empty() ? "" : "\n",
                                        last.empty() ? "" : "  ", "log: ", log_path_);
  if (interrupted) return absl::CancelledError(base::StrCat("`", shown, "` was interrupted", rest));
  if (!in_time) {
    return absl::DeadlineExceededError(base::StrCat("`", shown, "` did not end within ", absl::FormatDuration(call.timeout), rest));
  }
  if (too_much) return absl::ResourceExhaustedError(base::StrCat("`", shown, "` answered with more than 64 MiB", rest));
  if (std::find(call.fine.begin(), call.fine.end(), *exit_status) == call.fine.end()) {
    return absl::InternalError(base::StrCat("`", shown, "` failed with exit status ", *exit_status, rest));
  }
  return asked;
}

}  // namespace aurora::cli
