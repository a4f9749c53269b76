#include "cli/commands/lifecycle/doctor_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <set>

#include "cli/commands/connections/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/commands/lifecycle/remote_status.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/up/instance/instance_lock.h"
#include "cli/up/preflight.h"
#include "cli/up/readiness.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr absl::Duration kPartAnswerTimeMax = absl::Seconds(2);

// Many connections to brokers that do not answer would keep a person waiting: what is left after this is said to be.
constexpr absl::Duration kChecksTimeMax = absl::Seconds(60);

struct Finding {
  std::string what;
  absl::Status status;
  // What is worth saying although all is well.
  std::string found = {};
};

// What is needed to start at all.
void Examine(const Context& context, const DataDirectory& data, bool running,
             std::vector<Finding>* findings) {
  const absl::StatusOr<std::string> java = FindJava();
  findings->push_back({"Java for Kafka", java.status()});
  findings->push_back({base::StrCat("data directory ", data.path), data.Make()});
  findings->push_back({"free disk", CheckDisk(data)});
  const absl::StatusOr<Plan> plan =
      MakePlan(Settings(), context.layout, data, java.ok() ? *java : "/bin/true");
  if (!plan.ok()) return;
  findings->push_back({"programs and libraries", CheckPrograms(*plan, context.layout)});
  if (!running) findings->push_back({"ports", CheckPorts(*plan)});
}

std::string ModelPart(std::string_view what, const json::value& check) {
  if (what == "endpoint") return base::StrCat("model endpoint ", Text(check, "endpoint"));
  if (what == "key") return "model key";
  if (what == "name") return base::StrCat("model name ", Text(check, "name"));
  const double took_ms = Number(check, "answer_ms");
  return took_ms == 0 ? "model answer" : base::StrCat("model answer, after ", DurationText(absl::Milliseconds(took_ms)));
}

// What goes to the model is said whether or not it answers: that is to be known before the first question.
std::string ModelIsSent(const json::value& check) {
  std::string columns;
  for (const json::value& column : List(check, "values_allowed")) base::StrAppend(&columns, columns.empty() ? "" : ", ", CellText(column));
  return base::StrCat("the model is sent questions, names, types, comments and what people taught; ",
                      columns.empty() ? "no values of rows" : base::StrCat("of rows the frequent values of ", columns));
}

// One short question to the model, where there is one.
void ExamineModel(ApiClient& api, std::vector<Finding>* findings) {
  const absl::StatusOr<json::value> check = api.Post("/api/v1/model:check", json::object());
  if (absl::IsPermissionDenied(check.status())) {
    findings->push_back({"model (not asked: that takes an administrator's token)", absl::OkStatus()});
    return;
  }
  if (!check.ok()) {
    findings->push_back({"model", check.status()});
    return;
  }
  if (Text(*check, "endpoint").empty()) {
    findings->push_back({"no model: the built-in parser answers alone", absl::OkStatus()});
    return;
  }
  if (Text(*check, "use") == "never") {
    findings->push_back({"model (not asked: model.use is never)", absl::OkStatus()});
    return;
  }
  for (const json::value& finding : List(*check, "findings")) {
    const bool* const ok = Member(finding, "ok").if_bool();
    findings->push_back({ModelPart(Text(finding, "what"), *check),
                         ok != nullptr && *ok ? absl::OkStatus() : absl::UnavailableError(Text(finding, "message"))});
  }
  findings->push_back({ModelIsSent(*check), absl::OkStatus()});
}

std::string CheckTitle(std::string_view what, const json::value& connection) {
  if (what == "brokers") return base::StrCat("brokers of topic ", SourceText(connection));
  if (what == "topics") return base::StrCat("topics ", SourceText(connection));
  if (what == "table_parts") return base::StrCat("parts of table ", Text(connection, "table"));
  if (what == "clickhouse_clock") return "clock of ClickHouse";
  if (what == "message_times") return base::StrCat("times of topic ", SourceText(connection));
  return std::string(what);
}

// What connections rest on, also those that do not complain.
void ExamineConnections(ApiClient& api, const json::array& connections, std::vector<Finding>* findings) {
  const absl::Time end = absl::Now() + kChecksTimeMax;
  std::set<std::string> said;
  size_t left = connections.size();
  for (const json::value& connection : connections) {
    if (absl::Now() > end) {
      findings->push_back({base::StrCat("what ", left, " more connections rest on"),
                           absl::DeadlineExceededError("not looked at for want of time; see `aurora connections` for those that fail")});
      return;
    }
    --left;
    const absl::StatusOr<json::value> check =
        api.Post(base::StrCat("/api/v1/connections/", Text(connection, "id"), ":check"), json::object());
    if (absl::IsPermissionDenied(check.status())) {
      findings->push_back({"brokers, parts and clocks (not asked: that takes an editor's token)", absl::OkStatus()});
      return;
    }
    if (!check.ok()) {
      findings->push_back({base::StrCat("what topic ", SourceText(connection), " rests on"), check.status()});
      continue;
    }
    for (const json::value& item : List(*check, "findings")) {
      const bool* const ok = Member(item, "ok").if_bool();
      const std::string message = Text(item, "message");
      Finding finding{CheckTitle(Text(item, "what"), connection), absl::OkStatus(), message};
      if (ok == nullptr || !*ok) finding = {finding.what, absl::UnavailableError(message)};
      // There is one ClickHouse, whatever the number of connections.
      if (said.insert(base::StrCat(finding.what, finding.status.message())).second) findings->push_back(std::move(finding));
    }
  }
}

// What the gateway can tell of the model and of all connections.
void ExamineGateway(const Context& context, std::vector<Finding>* findings) {
  auto api = context.Api();
  if (!api.ok()) {
    findings->push_back({"gateway", api.status()});
    return;
  }
  ExamineModel(**api, findings);
  const absl::StatusOr<json::value> connections = (*api)->Get("/api/v1/connections");
  findings->push_back({"gateway and token", connections.status()});
  if (!connections.ok()) return;
  for (const json::value& connection : List(*connections, "connections")) {
    absl::Status status;
    const std::string state = Text(connection, "state");
    if (state == "failing" || state == "stopped" || (state == "waiting" && !Member(connection, "last_error").is_null())) {
      status = absl::UnavailableError(Text(Member(connection, "last_error"), "message"));
    }
    findings->push_back(
        {base::StrCat("topic ", SourceText(connection), " into ", Text(connection, "table")), status});
  }
  ExamineConnections(**api, List(*connections, "connections"), findings);
}

void ExamineRunning(const Context& context, const Instance& instance, std::vector<Finding>* findings) {
  for (const Instance::Part& part : instance.parts) {
    absl::Status status;
    if (part.status.pid == 0) {
      status =
          absl::UnavailableError(base::StrCat(part.status.name, " does not run (", part.status.last_death,
                                              "); see `aurora logs ", part.status.name, "`"));
    } else if (const absl::Status ready = AskReadiness(part.probe, kPartAnswerTimeMax); !ready.ok()) {
      status = absl::UnavailableError(base::StrCat(part.status.name, " is not ready (", base::Message(ready),
                                                   "); see `aurora logs ", part.status.name, "`"));
    }
    findings->push_back({base::StrCat(part.status.name, " on ", part.address), status});
  }
  ExamineGateway(context, findings);
}

// An Aurora on other machines: its parts as its gateway sees them.
void ExamineElsewhere(const Context& context, std::vector<Finding>* findings) {
  const absl::StatusOr<std::unique_ptr<ApiClient>> api = context.Api();
  const absl::StatusOr<json::value> status = api.ok() ? (*api)->Get("/api/v1/status") : api.status();
  if (!status.ok()) {
    findings->push_back({"gateway", status.status()});
    return;
  }
  for (const json::value& part : List(*status, "parts")) {
    const bool up = Text(part, "state") == "up";
    findings->push_back({base::StrCat(Text(part, "name"), " on ", Text(part, "address")),
                         up ? absl::OkStatus() : absl::UnavailableError(base::StrCat(Text(part, "state"), " (", ReasonOf(part), "); see the end of its log"))});
  }
  ExamineGateway(context, findings);
}

}  // namespace

int RunDoctor(const Context& context) {
  const bool elsewhere = context.IsElsewhere();
  const DataDirectory data = context.Data();
  const bool running = elsewhere || InstanceLock::Holder(data.Lock()) != 0;
  std::vector<Finding> findings;
  if (elsewhere) {
    ExamineElsewhere(context, &findings);
  } else {
    Examine(context, data, running, &findings);
  }
  if (running && !elsewhere) {
    const absl::StatusOr<Instance> instance = ReadInstance(data);
    if (instance.ok()) {
      ExamineRunning(context, *instance, &findings);
    } else {
      findings.push_back({"supervisor", instance.status()});
    }
  }
  bool healthy = true;
  json::array list;
  for (const Finding& finding : findings) {
    healthy = healthy && finding.status.ok();
    const std::string message = finding.status.ok() ? finding.found : std::string(finding.status.message());
    if (context.json) {
      list.push_back(json::object{{"what", finding.what}, {"ok", finding.status.ok()}, {"message", message}});
    } else if (finding.status.ok()) {
      std::printf("%s %s%s%s\n", context.style.Good("✓").c_str(), finding.what.c_str(), message.empty() ? "" : ": ", message.c_str());
    } else {
      std::printf("%s %s: %s\n", context.style.Bad("✗").c_str(), finding.what.c_str(), message.c_str());
    }
  }
  if (context.json) {
    PrintJson(json::object{{"healthy", healthy}, {"running", running}, {"findings", std::move(list)}});
  } else if (!running) {
    std::printf("\nAurora is not running here; start it with `%s up`\n", context.Program().c_str());
  }
  return healthy ? kExitOk : kExitFailed;
}

}  // namespace aurora::cli
