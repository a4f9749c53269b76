#include "cli/up/supervision/supervisor.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <deque>
#include <map>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/up/reporter.h"
#include "cli/up/supervision/backoff.h"
#include "cli/up/supervision/log_file.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// All must have ended within ten seconds.
constexpr absl::Duration kStopTimeMax = absl::Milliseconds(9500);
constexpr absl::Duration kWaveTimeMax = absl::Milliseconds(4500);
// What the waves behind a slow one keep of the whole time.
constexpr absl::Duration kWaveReserve = absl::Milliseconds(700);
constexpr absl::Duration kIdlePoll = absl::Milliseconds(500);
constexpr size_t kLogReadBytes = 64 << 10;

sigset_t Signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&set, signal);
  return set;
}

std::string DeathText(int wait_status, const std::string& last_words) {
  std::string text = WIFSIGNALED(wait_status) ? base::StrCat("killed by signal ", WTERMSIG(wait_status), ", ",
                                                             strsignal(WTERMSIG(wait_status)))
                                              : base::StrCat("exit status ", WEXITSTATUS(wait_status));
  // After a kill its last words tell nothing about the reason.
  if (WIFEXITED(wait_status) && !last_words.empty()) base::StrAppend(&text, ": ", last_words);
  return text;
}

}  // namespace

const char* PartStateName(PartState state) {
  switch (state) {
    case PartState::kWaiting:
      return "waiting";
    case PartState::kStarting:
      return "starting";
    case PartState::kUp:
      return "up";
    case PartState::kRestarting:
      return "restarting";
    case PartState::kEnded:
      return "ended";
  }
  return "";
}

// One part as the supervisor's own thread sees it.
struct Supervisor::Child {
  const Part* part;
  LogFile log;
  Backoff backoff;
  int pipe = -1;
  // InfinitePast: no start is due.
  absl::Time start_at = absl::InfiniteFuture();

  Child(const Part* its_part, const std::string& log_path) : part(its_part), log(log_path) {}
};

struct Supervisor::Impl {
  Reporter& reporter;
  std::function<void(const std::vector<PartStatus>&)> on_change;
  std::vector<std::unique_ptr<Child>> children;
  int signals = -1;
  int wake = -1;
  // Of the end: which wave is being ended, until when, and when all must be over.
  bool ending = false;
  int wave = -1;
  absl::Time wave_deadline;
  absl::Time end_deadline;
  bool clean = true;

  mutable std::mutex mutex;
  std::vector<PartStatus> statuses;
  bool changed = false;
  bool stop_asked = false;

  explicit Impl(Reporter& its_reporter) : reporter(its_reporter) {}

  void Wake() const {
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(wake, &one, sizeof(one));
  }
  size_t IndexOf(const std::string& name) const {
    for (size_t i = 0; i < statuses.size(); ++i) {
      if (statuses[i].name == name) return i;
    }
    return statuses.size();
  }
  pid_t PidOf(size_t index) const {
    const std::lock_guard lock(mutex);
    return statuses[index].pid;
  }

  void StartDue();
  void StartOne(size_t index);
  void ReadLog(Child& child);
  void Reap();
  void Bury(size_t index, int wait_status);
  void HandleSignals();
  void Announce();
  void BeginEnd();
  void ContinueEnd();
  bool IsOver() const { return ending && wave > MaxWave(); }
  int MaxWave() const;
  int WaitMilliseconds() const;
  void PollOnce();
};

void Supervisor::BlockSignals() {
  const sigset_t set = Signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

Supervisor::Supervisor(const Plan& plan, const DataDirectory& data, Reporter& reporter,
                       std::function<void(const std::vector<PartStatus>&)> on_change)
    : impl_(std::make_unique<Impl>(reporter)) {
  impl_->on_change = std::move(on_change);
  const sigset_t set = Signals();
  impl_->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  impl_->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  for (const Part& part : plan.parts) {
    impl_->children.push_back(std::make_unique<Child>(&part, data.Log(part.name)));
    PartStatus status;
    status.name = part.name;
    impl_->statuses.push_back(std::move(status));
  }
}

Supervisor::~Supervisor() {
  close(impl_->signals);
  close(impl_->wake);
}

void Supervisor::Start(const std::string& name) {
  {
    const std::lock_guard lock(impl_->mutex);
    const size_t index = impl_->IndexOf(name);
    impl_->statuses[index].state = PartState::kStarting;
    impl_->children[index]->start_at = absl::InfinitePast();
  }
  impl_->Wake();
}

void Supervisor::MarkUp(const std::string& name) {
  {
    const std::lock_guard lock(impl_->mutex);
    PartStatus& status = impl_->statuses[impl_->IndexOf(name)];
    if (status.state != PartState::kStarting) return;
    status.state = PartState::kUp;
    status.deaths = 0;
    impl_->changed = true;
  }
  impl_->Wake();
}

std::vector<PartStatus> Supervisor::Snapshot() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->statuses;
}

void Supervisor::Stop() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stop_asked = true;
  }
  impl_->Wake();
}

bool Supervisor::stopping() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->stop_asked;
}

bool Supervisor::Run() {
  while (!impl_->IsOver()) impl_->PollOnce();
  impl_->Announce();
  return impl_->clean;
}

void Supervisor::Impl::PollOnce() {
  std::vector<pollfd> polled = {{signals, POLLIN, 0}, {wake, POLLIN, 0}};
  std::vector<Child*> readers;
  for (const auto& child : children) {
    if (child->pipe < 0) continue;
    polled.push_back({child->pipe, POLLIN, 0});
    readers.push_back(child.get());
  }
  poll(polled.data(), polled.size(), WaitMilliseconds());
  uint64_t count = 0;
  [[maybe_unused]] const ssize_t got = read(wake, &count, sizeof(count));
  for (size_t i = 0; i < readers.size(); ++i) {
    if (polled[i + 2].revents != 0) ReadLog(*readers[i]);
  }
  HandleSignals();
  Reap();
  bool stop = false;
  {
    const std::lock_guard lock(mutex);
    stop = stop_asked;
  }
  if (stop && !ending) BeginEnd();
  if (ending) {
    ContinueEnd();
  } else {
    StartDue();
  }
  Announce();
}

int Supervisor::Impl::WaitMilliseconds() const {
  absl::Duration wait = ending ? absl::Milliseconds(50) : kIdlePoll;
  const std::lock_guard lock(mutex);
  for (const auto& child : children) wait = std::min(wait, child->start_at - absl::Now());
  return static_cast<int>(std::max<int64_t>(0, absl::ToInt64Milliseconds(wait)));
}

void Supervisor::Impl::StartDue() {
  for (size_t i = 0; i < children.size(); ++i) {
    bool due = false;
    {
      const std::lock_guard lock(mutex);
      due = children[i]->start_at <= absl::Now();
      if (due) children[i]->start_at = absl::InfiniteFuture();
    }
    if (due) StartOne(i);
  }
}

void Supervisor::Impl::StartOne(size_t index) {
  Child& child = *children[index];
  const absl::StatusOr<ChildProcess> process = StartChild(child.part->command);
  const std::lock_guard lock(mutex);
  PartStatus& status = statuses[index];
  changed = true;
  if (!process.ok()) {
    status.last_death = std::string(process.status().message());
    ++status.deaths;
    child.start_at = absl::Now() + child.backoff.AfterDeath(absl::ZeroDuration());
    return;
  }
  child.pipe = process->log;
  status.pid = process->pid;
  status.started_at = absl::Now();
  status.state = PartState::kStarting;
}

void Supervisor::Impl::ReadLog(Child& child) {
  char buffer[kLogReadBytes];
  const ssize_t got = read(child.pipe, buffer, sizeof(buffer));
  if (got > 0) {
    child.log.Append({buffer, static_cast<size_t>(got)});
  } else if (got == 0 || errno != EAGAIN) {
    close(child.pipe);
    child.pipe = -1;
  }
}

void Supervisor::Impl::HandleSignals() {
  signalfd_siginfo information{};
  while (read(signals, &information, sizeof(information)) == sizeof(information)) {
    if (information.ssi_signo == SIGCHLD) continue;
    const std::lock_guard lock(mutex);
    if (stop_asked) {
      // The second request: at once.
      end_deadline = wave_deadline = absl::Now();
    }
    stop_asked = true;
  }
}

void Supervisor::Impl::Reap() {
  for (size_t i = 0; i < children.size(); ++i) {
    const pid_t pid = PidOf(i);
    int wait_status = 0;
    if (pid > 0 && waitpid(pid, &wait_status, WNOHANG) == pid) Bury(i, wait_status);
  }
}

void Supervisor::Impl::Bury(size_t index, int wait_status) {
  Child& child = *children[index];
  if (child.pipe >= 0) ReadLog(child);
  if (child.pipe >= 0) close(child.pipe);
  child.pipe = -1;
  const std::string death = DeathText(wait_status, child.log.last_plain_line());
  absl::Duration wait;
  {
    const std::lock_guard lock(mutex);
    PartStatus& status = statuses[index];
    status.pid = 0;
    changed = true;
    if (ending) {
      status.state = PartState::kEnded;
      return;
    }
    wait = child.backoff.AfterDeath(absl::Now() - status.started_at);
    status.state = PartState::kRestarting;
    status.last_death = death;
    status.hopeless = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == kExitUsage;
    ++status.restarts;
    ++status.deaths;
    child.start_at = absl::Now() + wait;
  }
  reporter.Trouble(
      base::StrCat(child.part->name, " ended (", death, "); starts again in ", DurationText(wait)));
}

void Supervisor::Impl::Announce() {
  std::vector<PartStatus> copy;
  {
    const std::lock_guard lock(mutex);
    if (!changed) return;
    changed = false;
    copy = statuses;
  }
  on_change(copy);
}

int Supervisor::Impl::MaxWave() const {
  int last = 0;
  for (const auto& child : children) last = std::max(last, child->part->stop_wave);
  return last;
}

void Supervisor::Impl::BeginEnd() {
  ending = true;
  end_deadline = absl::Now() + kStopTimeMax;
  wave_deadline = absl::InfinitePast();
}

void Supervisor::Impl::ContinueEnd() {
  for (;;) {
    bool waits = false;
    for (size_t i = 0; i < children.size(); ++i) {
      const pid_t pid = PidOf(i);
      if (pid <= 0 || children[i]->part->stop_wave > wave) continue;
      if (absl::Now() >= wave_deadline) {
        reporter.Trouble(base::StrCat(children[i]->part->name, " did not end in time and was killed"));
        clean = false;
        kill(pid, SIGKILL);
        int wait_status = 0;
        waitpid(pid, &wait_status, 0);
        Bury(i, wait_status);
      } else {
        waits = true;
      }
    }
    if (waits) return;
    ++wave;
    if (IsOver()) return;
    const absl::Duration reserve = kWaveReserve * (MaxWave() - wave);
    wave_deadline = std::min(absl::Now() + kWaveTimeMax, end_deadline - reserve);
    for (size_t i = 0; i < children.size(); ++i) {
      const pid_t pid = PidOf(i);
      if (pid > 0 && children[i]->part->stop_wave == wave) kill(pid, SIGTERM);
    }
  }
}

}  // namespace aurora::cli
