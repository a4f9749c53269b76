#include "cli/commands/lifecycle/status_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <optional>

#include "absl/time/clock.h"
#include "cli/backup/place.h"
#include "cli/commands/connections/connections_command.h"
#include "cli/commands/lifecycle/remote_status.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "cli/up/readiness.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr absl::Duration kAnswerTimeMax = absl::Seconds(1);

struct PartReport {
  std::string name;
  std::string state;
  std::string reason;
  pid_t pid = 0;
  std::string address;
  std::string version;
  absl::Duration uptime;
  int restarts = 0;
};

// The supervisor knows whether a process runs; only the process itself knows whether it can work.
PartReport Look(const Instance::Part& part) {
  PartReport report{part.status.name,
                    PartStateName(part.status.state),
                    "",
                    part.status.pid,
                    part.address,
                    part.version,
                    absl::ZeroDuration(),
                    part.status.restarts};
  if (part.status.pid == 0) {
    report.reason = part.status.last_death;
    return report;
  }
  report.uptime = absl::Now() - part.status.started_at;
  const absl::Status ready = AskReadiness(part.probe, kAnswerTimeMax);
  report.state = ready.ok() ? "up" : part.status.state == PartState::kUp ? "unready" : report.state;
  if (!ready.ok()) report.reason = std::string(ready.message());
  return report;
}

json::object ToJson(const PartReport& part) {
  json::object object = {{"name", part.name},        {"state", part.state},
                         {"pid", nullptr},           {"address", part.address},
                         {"version", part.version},  {"uptime_s", absl::ToDoubleSeconds(part.uptime)},
                         {"restarts", part.restarts}};
  if (part.pid != 0) object["pid"] = part.pid;
  if (!part.reason.empty()) object["reason"] = part.reason;
  return object;
}

std::string Coloured(const Style& style, const std::string& state) {
  return state == "up" ? style.Good(state) : style.Bad(state);
}

void PrintParts(const Context& context, const std::vector<PartReport>& parts) {
  Table table({{"part"},
               {"state"},
               {"pid", Table::Align::kRight},
               {"address"},
               {"up for"},
               {"restarts", Table::Align::kRight},
               {"note", Table::Align::kLeft, true}});
  for (const PartReport& part : parts) {
    table.Add({part.name, part.state, part.pid == 0 ? "" : std::to_string(part.pid), part.address,
               part.pid == 0 ? "" : DurationText(part.uptime), std::to_string(part.restarts), part.reason});
  }
  std::printf("%s", table.Render(context.style).c_str());
}

// InfinitePast when there is none yet.
absl::StatusOr<absl::Time> NewestIn(const std::string& text) {
  const auto place = OpenPlace(text, {.owner = "", .impatient = true});
  if (!place.ok()) return place.status();
  absl::StatusOr<absl::Time> newest = NewestBackup(**place);
  // The first run makes the folder.
  if (absl::IsNotFound(newest.status()) && !(*place)->IsElsewhere()) return absl::InfinitePast();
  return newest;
}

json::value BackupJson(const Instance& instance) {
  if (instance.backup_to.empty()) return nullptr;
  const absl::StatusOr<absl::Time> newest = NewestIn(instance.backup_to);
  json::object object = {{"to", instance.backup_to}, {"newest_age_s", nullptr}};
  if (!newest.ok()) object["error"] = base::Message(newest.status());
  if (newest.ok() && *newest != absl::InfinitePast()) object["newest_age_s"] = absl::ToDoubleSeconds(absl::Now() - *newest);
  return object;
}

void PrintBackup(const Context& context, const Instance& instance) {
  if (instance.backup_to.empty()) {
    std::printf("%s\n\n", context.style.Dim("backups: none are made by themselves; see backup of `aurora up --help`").c_str());
    return;
  }
  const absl::StatusOr<absl::Time> newest = NewestIn(instance.backup_to);
  std::string text;
  if (!newest.ok()) {
    text = context.style.Bad(base::StrCat("not known, ", base::Message(newest.status())));
  } else if (*newest == absl::InfinitePast()) {
    text = context.style.Bad("none yet");
  } else {
    text = base::StrCat(DurationText(absl::Now() - *newest), " old");
  }
  std::printf("newest backup in %s: %s\n\n", instance.backup_to.c_str(), text.c_str());
}

}  // namespace

int RunStatus(const Context& context) {
  const absl::StatusOr<Instance> instance = ReadInstance(context.Data());
  // Of the Aurora on this machine more is known, also when `aurora env` was exported here.
  const bool here = instance.ok() && context.GatewayUrl().value_or("") == instance->url;
  if (context.IsElsewhere() && !here) return RunRemoteStatus(context);
  if (!instance.ok()) {
    if (context.json)
      std::printf(
          "%s\n",
          json::serialize(json::object{{"parts", json::array()}, {"connections", json::array()}}).c_str());
    return Report(instance.status());
  }
  std::vector<PartReport> parts;
  bool all_up = true;
  for (const Instance::Part& part : instance->parts) {
    parts.push_back(Look(part));
    all_up = all_up && parts.back().state == "up";
  }
  json::array connections;
  absl::Status trouble;
  if (auto api = context.Api(); api.ok()) {
    absl::StatusOr<json::value> answer = (*api)->Get("/api/v1/connections");
    trouble = answer.status();
    if (answer.ok() && answer->is_object() && answer->as_object().contains("connections")) {
      connections = answer->at("connections").as_array();
    }
  }
  if (context.json) {
    json::array list;
    for (const PartReport& part : parts) list.push_back(ToJson(part));
    std::printf("%s\n",
                json::serialize(
                    json::object{{"state", all_up ? (instance->ready ? "ready" : "starting") : "degraded"},
                                 {"url", instance->url},
                                 {"pid", instance->pid},
                                 {"backup", BackupJson(*instance)},
                                 {"parts", std::move(list)},
                                 {"connections", std::move(connections)}})
                    .c_str());
    return kExitOk;
  }
  std::printf("%s  %s  up for %s\n\n", context.style.Bold(base::StrCat("Aurora ", instance->version)).c_str(),
              instance->url.c_str(), DurationText(absl::Now() - instance->started_at).c_str());
  PrintParts(context, parts);
  std::printf("\n");
  PrintBackup(context, *instance);
  if (!trouble.ok()) {
    std::printf("connections: %s\n", std::string(trouble.message()).c_str());
  } else {
    std::printf("%s", RenderConnections(context, connections).c_str());
  }
  if (!all_up)
    std::printf("\n%s: see `%s doctor`\n", Coloured(context.style, "not all parts are up").c_str(),
                context.Program().c_str());
  return kExitOk;
}

}  // namespace aurora::cli
