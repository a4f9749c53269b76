#include "cli/commands/connections/connections_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "absl/strings/str_format.h"
#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// More names would push the rest of a line away.
constexpr size_t kTopicsShownMax = 3;

std::string PathOf(const std::string& id, const std::string& action) {
  return base::StrCat("/api/v1/connections/", http::EncodeQueryValue(id), action);
}

int Change(const Context& context, const std::string& name, const char* action, const char* done) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> id = ResolveConnection(**api, name);
  if (!id.ok()) return Report(id.status());
  const absl::StatusOr<json::value> answer = (*api)->Post(PathOf(*id, action), json::object());
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("connection %s (%s) %s\n", id->c_str(), Text(*answer, "table").c_str(), done);
  return 0;
}

// Why it fails, or what deserves a look, or what waits for a decision.
std::string Note(const json::value& connection) {
  const std::string state = Text(connection, "state");
  if (state == "failing" || state == "stopped" || state == "waiting") {
    const std::string error = Text(Member(connection, "last_error"), "message");
    if (!error.empty()) return error;
  }
  for (const json::value& warning : List(connection, "warnings")) return Text(warning, "message");
  const std::string open = Text(Member(connection, "evolution"), "open_proposals");
  return open.empty() || open == "0" ? "" : base::StrCat("proposed columns: ", open);
}

}  // namespace

std::string SourceText(const json::value& connection) {
  if (const std::string topic = Text(connection, "topic"); !topic.empty()) return topic;
  const json::array& topics = List(connection, "topics");
  if (const std::string pattern = Text(connection, "topic_pattern"); !pattern.empty()) {
    return base::StrCat("/", pattern, "/ (", topics.size(), ")");
  }
  std::string text;
  for (size_t i = 0; i < topics.size() && i < kTopicsShownMax; ++i) {
    base::StrAppend(&text, i == 0 ? "" : ", ", Text(topics[i], "name"));
  }
  if (topics.size() > kTopicsShownMax) base::StrAppend(&text, " and ", topics.size() - kTopicsShownMax, " more");
  return text;
}

std::string RenderConnections(const Context& context, const json::array& connections) {
  if (connections.empty()) {
    return base::StrCat("no connections; make one with `", context.Program(),
                        " connect --brokers HOST:PORT --topic TOPIC`\n");
  }
  Table table({{"connection"},
               {"topic"},
               {"table"},
               {"state"},
               {"rows", Table::Align::kRight},
               {"per s", Table::Align::kRight},
               {"lag", Table::Align::kRight},
               {"dead", Table::Align::kRight},
               {"visible in", Table::Align::kRight},
               {"note", Table::Align::kLeft, true}});
  for (const json::value& connection : connections) {
    const json::value& progress = Member(connection, "progress");
    table.Add(
        {Text(connection, "id"), SourceText(connection), Text(connection, "table"),
         Text(connection, "state"), Grouped(Text(progress, "rows_written")),
         absl::StrFormat("%.0f", Number(progress, "messages_per_second")),
         Grouped(Text(progress, "lag_messages")), Grouped(Text(progress, "dead_letters")),
         Number(progress, "rows_written") > 0 ? DurationText(absl::Milliseconds(Number(progress, "freshness_ms"))) : "",
         Note(connection)});
  }
  return table.Render(context.style) +
         context.style.Dim(base::StrCat("rows and dead count since ingest has started; `", context.Program(), " ledger CONNECTION` counts all")) + "\n";
}

absl::StatusOr<std::string> ResolveConnection(ApiClient& api, const std::string& name) {
  const absl::StatusOr<json::value> answer = api.Get("/api/v1/connections");
  if (!answer.ok()) return answer.status();
  std::vector<std::string> found;
  for (const json::value& connection : List(*answer, "connections")) {
    const std::string id = Text(connection, "id");
    if (id == name) return id;
    const std::string table = Text(connection, "table");
    bool fits = table == name || table.substr(table.find('.') + 1) == name;
    for (const json::value& topic : List(connection, "topics")) fits = fits || Text(topic, "name") == name;
    if (fits) found.push_back(id);
  }
  if (found.size() == 1) return found[0];
  if (found.empty())
    return absl::NotFoundError(base::StrCat("connection ", name, " is not known; see `aurora connections`"));
  return absl::InvalidArgumentError(
      base::StrCat(found.size(), " connections fit ", name, "; give the id of one of them"));
}

int RunConnections(const Context& context) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<json::value> answer = (*api)->Get("/api/v1/connections");
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("%s", RenderConnections(context, List(*answer, "connections")).c_str());
  return 0;
}

int RunPause(const Context& context, const std::string& name) {
  return Change(context, name, ":pause", "is paused");
}
int RunResume(const Context& context, const std::string& name) {
  return Change(context, name, ":resume", "goes on");
}

int RunDisconnect(const Context& context, const std::string& name, bool drop_table) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> id = ResolveConnection(**api, name);
  if (!id.ok()) return Report(id.status());
  const absl::StatusOr<json::value> answer =
      (*api)->Delete(PathOf(*id, ""), {{"drop_table", drop_table ? "true" : "false"}});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("%s\n", Text(*answer, "message").c_str());
  return 0;
}

}  // namespace aurora::cli
