#include "libs/service/runtime.h"

#include <poll.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <mutex>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/service/admin_server.h"
#include "libs/service/configuration.h"

namespace aurora::service {
namespace {

namespace log = base::log;

// How long past the deadline a drain step may hang before the process is ended around it.
constexpr absl::Duration kDrainGrace = absl::Seconds(1);

sigset_t EndSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

void Raise(int event) {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(event, &one, sizeof(one));
}

}  // namespace

void RuntimeOptions::Declare(Configuration& configuration) {
  configuration.Add("admin.listen", &admin_listen,
                    "host:port of health and metrics over HTTP; port 0: any free one");
  configuration.AddChoice("log.level", &log_level, "least level that is logged",
                          {"debug", "info", "warning", "error"});
  configuration.Add("drain.delay", &drain_delay, "time after SIGTERM in which work is still taken while /readyz says no, for a balancer to see it",
                    absl::ZeroDuration(), absl::Minutes(5));
  configuration.Add("drain.timeout", &drain_timeout, "time to finish running work after SIGTERM",
                    absl::Milliseconds(100), absl::Minutes(10));
}

struct Runtime::Impl {
  struct Check {
    std::string name;
    std::function<absl::Status()> ask;
  };
  struct Note {
    std::string name;
    std::function<std::string()> ask;
  };
  struct Step {
    std::string name;
    std::function<void(absl::Time)> run;
  };

  std::string service;
  absl::Duration drain_delay;
  absl::Duration drain_timeout;
  int signals = -1;
  int stop = -1;
  prometheus::Registry registry;
  prometheus::TextSerializer serializer;

  // Guards what follows. It is held while checks run, so that none runs once the drain has begun.
  std::mutex mutex;
  // Only while Run() is under way do the parts exist for certain that checks ask: a start that fails takes them away again.
  bool running = false;
  bool draining = false;
  std::vector<Check> checks;
  std::vector<Note> notes;
  std::vector<Step> steps;
  bool stopped = false;
  absl::Status stop_reason;

  // Last: its thread uses all of the above.
  std::unique_ptr<AdminServer> admin;

  ~Impl() {
    admin.reset();
    if (signals >= 0) close(signals);
    if (stop >= 0) close(stop);
  }

  AdminResponse Answer(const std::string& path) {
    if (path == "/healthz") return {.body = "alive\n"};
    if (path == "/readyz") return Readiness();
    if (path == "/metrics") {
      std::ostringstream out;
      serializer.Serialize(out, registry.Collect());
      return {.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = std::move(out).str()};
    }
    return {.status = 404, .body = "there are /healthz, /readyz and /metrics\n"};
  }

  AdminResponse Readiness() {
    const std::lock_guard lock(mutex);
    if (draining) return {.status = 503, .body = "draining\n"};
    if (!running || checks.empty()) return {.status = 503, .body = "starting\n"};
    AdminResponse response;
    for (const Check& check : checks) {
      const absl::Status status = check.ask();
      if (!status.ok()) response.status = 503;
      base::StrAppend(&response.body, check.name, ": ", status.ok() ? "ready" : base::Message(status), "\n");
    }
    for (const Note& note : notes) base::StrAppend(&response.body, note.name, ": ", note.ask(), "\n");
    return response;
  }

  // The signal's number, or 0 for Stop().
  int WaitForEnd() const {
    pollfd polled[] = {{signals, POLLIN, 0}, {stop, POLLIN, 0}};
    while (poll(polled, 2, -1) < 0) {
    }
    if (polled[0].revents == 0) return 0;
    signalfd_siginfo information{};
    if (read(signals, &information, sizeof(information)) != sizeof(information)) return 0;
    return static_cast<int>(information.ssi_signo);
  }

  // True when all steps ended inside the deadline.
  bool Drain();
};

namespace {

// Ends the process when a second signal comes or a drain step hangs; `done` calls it off.
void WatchDrain(int signals, int done, absl::Time last) {
  pollfd polled[] = {{done, POLLIN, 0}, {signals, POLLIN, 0}};
  for (;;) {
    const int64_t wait_ms = absl::ToInt64Milliseconds(last - absl::Now());
    const int ready = wait_ms <= 0 ? 0 : poll(polled, 2, static_cast<int>(wait_ms));
    if (ready < 0) continue;
    if (ready > 0 && polled[0].revents != 0) return;
    if (ready > 0) {
      log::Warning("second signal: ended without finishing the drain");
    } else {
      log::Error("a drain step hangs past its deadline: ended around it");
    }
    _exit(1);
  }
}

}  // namespace

bool Runtime::Impl::Drain() {
  std::vector<Step> todo;
  {
    const std::lock_guard lock(mutex);
    draining = true;
    todo = steps;
  }
  const absl::Time deadline = absl::Now() + drain_delay + drain_timeout;
  const int done = eventfd(0, EFD_CLOEXEC);
  std::thread watcher([&] { WatchDrain(signals, done, deadline + kDrainGrace); });
  absl::SleepFor(drain_delay);
  for (const Step& step : todo) {
    const absl::Time step_begin = absl::Now();
    step.run(deadline);
    log::Info("drained",
              {{"step", step.name}, {"elapsed_ms", absl::ToInt64Milliseconds(absl::Now() - step_begin)}});
  }
  Raise(done);
  watcher.join();
  close(done);
  const bool in_time = absl::Now() <= deadline;
  if (!in_time)
    log::Error("drain took longer than its deadline",
               {{"drain_timeout_ms", absl::ToInt64Milliseconds(drain_timeout)}});
  return in_time;
}

absl::StatusOr<std::unique_ptr<Runtime>> Runtime::Create(std::string service, const RuntimeOptions& options) {
  const sigset_t set = EndSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A peer that went away is an error of write(), not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);

  auto impl = std::make_unique<Impl>();
  impl->service = std::move(service);
  impl->drain_delay = options.drain_delay;
  impl->drain_timeout = options.drain_timeout;
  impl->signals = signalfd(-1, &set, SFD_CLOEXEC);
  impl->stop = eventfd(0, EFD_CLOEXEC);
  if (impl->signals < 0 || impl->stop < 0) {
    return absl::UnavailableError(
        base::StrCat(impl->service, " has no free file descriptor; raise `ulimit -n`"));
  }
  prometheus::BuildGauge()
      .Name("aurora_build_info")
      .Help("1; the labels tell what runs")
      .Register(impl->registry)
      .Add({{"service", impl->service}, {"version", AURORA_VERSION}})
      .Set(1);
  prometheus::BuildGauge()
      .Name("process_start_time_seconds")
      .Help("start of the process, seconds since 1970")
      .Register(impl->registry)
      .Add({})
      .Set(absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()));
  Impl* const raw = impl.get();
  auto admin =
      AdminServer::Create(options.admin_listen, [raw](const std::string& path) { return raw->Answer(path); });
  if (!admin.ok()) return admin.status();
  impl->admin = *std::move(admin);
  return std::unique_ptr<Runtime>(new Runtime(std::move(impl)));
}

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runtime::~Runtime() = default;

prometheus::Registry& Runtime::metrics() { return impl_->registry; }
const std::string& Runtime::admin_address() const { return impl_->admin->address(); }

void Runtime::AddReadinessCheck(std::string name, std::function<absl::Status()> check) {
  const std::lock_guard lock(impl_->mutex);
  impl_->checks.push_back({std::move(name), std::move(check)});
}

void Runtime::AddReadinessNote(std::string name, std::function<std::string()> note) {
  const std::lock_guard lock(impl_->mutex);
  impl_->notes.push_back({std::move(name), std::move(note)});
}

void Runtime::AddDrainStep(std::string name, std::function<void(absl::Time)> step) {
  const std::lock_guard lock(impl_->mutex);
  impl_->steps.push_back({std::move(name), std::move(step)});
}

void Runtime::Stop(absl::Status reason) {
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->stopped) return;
    impl_->stopped = true;
    impl_->stop_reason = std::move(reason);
  }
  Raise(impl_->stop);
}

int Runtime::Run() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->running = true;
  }
  log::Info("running", {{"version", AURORA_VERSION}, {"admin", admin_address()}});
  const int signal = impl_->WaitForEnd();
  if (signal != 0) {
    log::Info("ending", {{"signal", strsignal(signal)}});
  } else {
    log::Info("ending", {{"reason", impl_->stop_reason}});
  }
  const bool drained = impl_->Drain();
  const std::lock_guard lock(impl_->mutex);
  if (!impl_->stop_reason.ok()) log::Error("ended by an error", {{"error", impl_->stop_reason}});
  log::Info("ended");
  return drained && impl_->stop_reason.ok() ? 0 : 1;
}

}  // namespace aurora::service
