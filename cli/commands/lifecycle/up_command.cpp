#include "cli/commands/lifecycle/up_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <atomic>
#include <mutex>
#include <thread>

#include "absl/time/clock.h"
#include "cli/backup/restore.h"
#include "cli/commands/lifecycle/detached_start.h"
#include "cli/exit_status.h"
#include "cli/up/backup_schedule.h"
#include "cli/up/demonstration.h"
#include "cli/up/instance/instance_lock.h"
#include "cli/up/plan/plan.h"
#include "cli/up/preflight.h"
#include "cli/up/reporter.h"
#include "cli/up/startup.h"
#include "cli/up/supervision/orphans.h"
#include "cli/up/supervision/supervisor.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr int kPortMax = 65535 - Ports::kSpan;
constexpr size_t kSecretBytes = 32;

struct Preparation {
  Settings settings;
  Layout layout;
  DataDirectory data;
  std::string java;
  Plan plan;
};

absl::Status MakeSecrets(const DataDirectory& data) {
  for (const std::string& name : SecretNames()) {
    if (base::Secret::FromFile(data.Secret(name)).ok()) continue;
    const std::string line = base::StrCat(base::Secret::Random(kSecretBytes).Reveal(), "\n");
    if (absl::Status status = WritePrivateFile(data.Secret(name), line); !status.ok()) return status;
  }
  return absl::OkStatus();
}

// All that can be found wrong before anything is started or changed.
absl::StatusOr<Preparation> Prepare(const Context& context, const UpOptions& options) {
  Preparation ready;
  if (!options.config.empty()) {
    if (absl::Status status = ReadSettings(options.config, &ready.settings); !status.ok()) return status;
  }
  if (options.port.has_value()) ready.settings.port = *options.port;
  if (options.rate.has_value()) ready.settings.rate = *options.rate;
  if (options.demo || options.no_demo) ready.settings.demo_asked = options.demo;
  if (!options.grafana.empty()) ready.settings.grafana_url = options.grafana;
  if (!ready.settings.grafana_password_file.empty() && ready.settings.grafana_url.empty()) {
    return absl::InvalidArgumentError("grafana.password_file is given without a URL; add grafana.url, or --grafana URL");
  }
  if (ready.settings.port < 1 || ready.settings.port > kPortMax) {
    return absl::InvalidArgumentError(base::StrCat("port ", ready.settings.port,
                                                   " does not fit: Aurora takes it and the ", Ports::kSpan,
                                                   " after it; give one from 1 to ", kPortMax));
  }
  if (ready.settings.rate < 0) return absl::InvalidArgumentError("--rate must not be negative");
  ready.layout = context.layout;
  ready.data = context.Data();
  if (absl::Status status = ready.data.Make(); !status.ok()) return status;
  if (absl::Status status = CheckRestored(ready.data); !status.ok()) return status;
  ready.settings.demo = ready.settings.demo_asked.value_or(HadDemonstration(ready.data));
  if (absl::Status status = CheckDisk(ready.data); !status.ok()) return status;
  if (ready.settings.demo && ready.settings.kafka_brokers.empty()) {
    absl::StatusOr<std::string> java = FindJava();
    if (!java.ok()) return java.status();
    ready.java = *std::move(java);
  }
  absl::StatusOr<Plan> plan = MakePlan(ready.settings, ready.layout, ready.data, ready.java);
  if (!plan.ok()) return plan.status();
  ready.plan = *std::move(plan);
  if (absl::Status status = CheckPrograms(ready.plan, ready.layout); !status.ok()) return status;
  if (absl::Status status = CheckClickHouse(ready.settings); !status.ok()) return status;
  return ready;
}

// run/instance.json of this supervisor. Thread-safe.
class InstanceRecord {
 public:
  explicit InstanceRecord(const Preparation& ready) : data_(ready.data) {
    instance_.pid = getpid();
    instance_.version = AURORA_VERSION;
    instance_.started_at = absl::Now();
    instance_.url = ready.plan.url;
    instance_.admin_token_file = ready.data.Secret("admin-token");
    instance_.clickhouse_url = ready.plan.clickhouse_url;
    instance_.clickhouse_user = ready.plan.clickhouse_user;
    instance_.clickhouse_password_file = ready.plan.clickhouse_password_file;
    instance_.kafka_brokers = ready.plan.kafka_brokers;
    instance_.backup_to = ready.settings.backup_to;
    for (const Part& part : ready.plan.parts) {
      Instance::Part entry;
      entry.status.name = part.name;
      entry.address = part.address;
      entry.version = part.version;
      entry.probe = part.probe;
      instance_.parts.push_back(std::move(entry));
    }
  }
  void Update(const std::vector<PartStatus>& statuses) {
    const std::lock_guard lock(mutex_);
    for (size_t i = 0; i < statuses.size(); ++i) instance_.parts[i].status = statuses[i];
    // A full disk must not end the supervision; the file is then older than the truth.
    [[maybe_unused]] const absl::Status written = WriteInstance(data_, instance_);
  }
  absl::Status SetReady(bool ready) {
    const std::lock_guard lock(mutex_);
    instance_.ready = ready;
    return WriteInstance(data_, instance_);
  }
  void Remove() const { unlink(data_.Instance().c_str()); }

 private:
  std::mutex mutex_;
  DataDirectory data_;
  Instance instance_;
};

std::string GrafanaLine(const Settings& settings) {
  if (settings.grafana_url.empty()) {
    return "none. To have it here: apt install grafana (or its container), docs/grafana.md's grafana.ini, then `up --grafana URL`";
  }
  if (settings.grafana_password_file.empty()) {
    return base::StrCat("below /grafana/, from ", settings.grafana_url,
                        "; grafana.password_file of --config sets up its data source and dashboards too");
  }
  return base::StrCat("below /grafana/, from ", settings.grafana_url);
}

void Welcome(const Context& context, const Settings& settings, const std::string& link, Reporter& reporter) {
  const Style& style = reporter.style();
  const std::string program = context.Program();
  std::string text = base::StrCat(
      "\n", style.Bold("Aurora is ready."), "\n\n  ", style.Accent(link), "\n  ",
      style.Dim(base::StrCat("signs you in once, within 15 minutes; `", program, " link` makes another")),
      "\n\n");
  if (settings.demo) {
    text += "Questions to try:\n";
    for (const char* question : {"How many orders did we get from California this week?",
                                 "What are the top 5 user actions in the last hour?",
                                 "Show me conversion trends for mobile users today"}) {
      base::StrAppend(&text, "  ", program, " ask \"", question, "\"\n");
    }
  } else {
    base::StrAppend(&text, "Connect a topic of yours:\n  ", program,
                    " connect --brokers HOST:PORT --topic TOPIC\n");
  }
  base::StrAppend(&text, "\nGrafana: ", GrafanaLine(settings), "\n");
  reporter.Plain(text);
}

// What follows once all parts are up: demonstration and sign-in link.
absl::Status Furnish(const Context& context, const Preparation& ready, Supervisor& supervisor,
                     Reporter& reporter) {
  absl::StatusOr<base::Secret> token = base::Secret::FromFile(ready.data.Secret("admin-token"));
  if (!token.ok()) return token.status();
  auto api = ApiClient::Create(ready.plan.url, *std::move(token));
  if (!api.ok()) return api.status();
  if (ready.settings.demo) {
    const absl::Status connected = ConnectDemonstration(**api, ready.plan.kafka_brokers, ready.settings.rate,
                                                        reporter, [&] { return supervisor.stopping(); });
    if (!connected.ok())
      reporter.Trouble(base::StrCat("the demonstration is not connected: ", base::Message(connected)));
  }
  const absl::StatusOr<boost::json::value> link =
      (*api)->Post("/api/v1/sign-in-links", boost::json::object());
  if (!link.ok()) {
    return absl::InternalError(base::StrCat("no sign-in link could be made: ", base::Message(link.status())));
  }
  const boost::json::value* url = link->as_object().if_contains("url");
  if (url == nullptr || !url->is_string())
    return absl::InternalError("the gateway's sign-in link has no url");
  Welcome(context, ready.settings, std::string(url->as_string()), reporter);
  return absl::OkStatus();
}

// Runs in the process that stays; its first thread owns all children.
absl::Status Supervise(const Context& context, const Preparation& ready, int output,
                       const std::function<void()>& on_ready) {
  absl::StatusOr<std::unique_ptr<InstanceLock>> lock = InstanceLock::Take(ready.data.Lock());
  if (!lock.ok()) return lock.status();
  const Leftover leftover = EndOrphans(ready.data);
  if (absl::Status status = CheckPorts(ready.plan); !status.ok()) return status;
  if (absl::Status status = MakeSecrets(ready.data); !status.ok()) return status;
  if (absl::Status status = KeepDemonstration(ready.data, ready.settings.demo); !status.ok()) return status;
  for (const PlannedFile& file : ready.plan.files) {
    if (absl::Status status = WritePrivateFile(file.path, file.content); !status.ok()) return status;
  }
  InstanceRecord record(ready);
  if (absl::Status status = record.SetReady(false); !status.ok()) return status;

  Supervisor::BlockSignals();
  Reporter reporter(output, context.style, ready.data.Log("supervisor"));
  Supervisor supervisor(ready.plan, ready.data, reporter,
                        [&](const auto& statuses) { record.Update(statuses); });
  reporter.Plain(base::StrCat(context.style.Bold(base::StrCat("Aurora ", AURORA_VERSION)), "  ",
                              context.style.Dim(base::StrCat("data in ", ready.data.path))));
  if (leftover.supervisor != 0) {
    reporter.Note(base::StrCat("the Aurora before (process ", leftover.supervisor,
                               ") ended without `aurora down`; going on with its data",
                               leftover.ended.empty() ? "" : "; ended what it had left running: ", leftover.ended));
  }
  if (!ready.settings.demo && !ready.settings.demo_asked.has_value()) {
    reporter.Note("without the demonstration: this directory was restored, or started so before; --demo adds it");
  }
  absl::Status outcome;
  std::atomic<bool> is_ready = false;
  std::thread beside([&] {
    Startup startup(ready.plan, ready.layout, ready.data, ready.java, supervisor, reporter);
    outcome = startup.BringUp();
    if (outcome.ok()) outcome = Furnish(context, ready, supervisor, reporter);
    if (!outcome.ok()) {
      supervisor.Stop();
      return;
    }
    [[maybe_unused]] const absl::Status written = record.SetReady(true);
    is_ready = true;
    on_ready();
    if (output != STDOUT_FILENO) reporter.LeaveTerminal();
    startup.Watch();
  });
  std::thread backups([&] {
    if (ready.settings.backup_to.empty()) return;
    while (!supervisor.stopping() && !is_ready) absl::SleepFor(absl::Milliseconds(200));
    RunBackupSchedule(ready.settings, ready.data, reporter, [&] { return supervisor.stopping(); });
  });
  const bool clean = supervisor.Run();
  beside.join();
  backups.join();
  record.Remove();
  reporter.Step(clean ? "everything has ended" : "everything has ended, not all of it by itself");
  // Stopped on request during the start: not a failure.
  return absl::IsCancelled(outcome) ? absl::OkStatus() : outcome;
}

}  // namespace

int RunUp(const Context& context, const UpOptions& options) {
  absl::StatusOr<Preparation> ready = Prepare(context, options);
  if (!ready.ok()) return Report(ready.status());
  if (!options.detach) return Report(Supervise(context, *ready, STDOUT_FILENO, [] {}));
  return StartDetached([&](int output, const std::function<void()>& on_ready) {
    return Supervise(context, *ready, output, on_ready);
  });
}

}  // namespace aurora::cli
