#include "cli/commands/connections/evolution_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/connections/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

absl::StatusOr<std::string> PathOf(ApiClient& api, const std::string& name, const std::string& what) {
  const absl::StatusOr<std::string> id = ResolveConnection(api, name);
  if (!id.ok()) return id.status();
  return base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), what);
}

absl::StatusOr<json::object> AlterBody(const AlterOptions& options) {
  json::object body;
  if (!options.evolution.empty()) body["evolution"] = json::object{{"policy", options.evolution}};
  json::object batch;
  if (options.rows_max) batch["rows_max"] = *options.rows_max;
  if (options.bytes_max) batch["bytes_max"] = *options.bytes_max;
  if (options.delay_ms_max) batch["delay_ms_max"] = *options.delay_ms_max;
  if (!batch.empty()) body["batch"] = std::move(batch);
  json::array columns;
  for (const std::string& text : options.types) {
    const size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
      return absl::InvalidArgumentError(base::StrCat("--type ", text, " is not column=Type, e.g. total=Float64"));
    }
    columns.push_back(json::object{{"name", text.substr(0, equals)}, {"type", text.substr(equals + 1)}});
  }
  if (!columns.empty()) body["columns"] = std::move(columns);
  absl::StatusOr<std::optional<json::object>> stop_above = StopAboveBody(options.stop_above);
  if (!stop_above.ok()) return stop_above.status();
  if (stop_above->has_value()) body["stop_above"] = **std::move(stop_above);
  if (body.empty()) return absl::InvalidArgumentError("nothing to change was named; see aurora alter --help");
  return body;
}

json::object Choice(const std::vector<std::string>& columns) {
  json::object body;
  if (!columns.empty()) body["columns"] = json::array(columns.begin(), columns.end());
  return body;
}

void PrintProposals(const Context& context, const json::value& answer) {
  const json::array& proposals = List(answer, "proposals");
  if (proposals.empty()) {
    std::printf("no proposals\n");
    return;
  }
  Table table({{"column"}, {"type"}, {"since"}, {"state"}, {"why"}});
  for (const json::value& proposal : proposals) {
    table.Add({Text(proposal, "column"), Text(proposal, "type"), MomentText(proposal, "proposed_at"),
               Text(proposal, "rejected") == "true" ? "rejected" : "open", Text(proposal, "reason")});
  }
  std::printf("%s", table.Render(context.style, 70).c_str());
}

// "0:17 1:4"
std::string StartsText(const json::value& entry) {
  std::string text;
  for (const json::value& start : List(entry, "starts")) {
    base::StrAppend(&text, text.empty() ? "" : " ", Text(start, "partition"), ":", Text(start, "offset"));
  }
  return text;
}

}  // namespace

int RunAlter(const Context& context, const std::string& name, const AlterOptions& options) {
  const absl::StatusOr<json::object> body = AlterBody(options);
  if (!body.ok()) return Report(body.status());
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> path = PathOf(**api, name, "");
  if (!path.ok()) return Report(path.status());
  const absl::StatusOr<json::value> answer = (*api)->Patch(*path, *body);
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("connection %s (%s) is changed; new fields: %s\n", Text(*answer, "id").c_str(),
              Text(*answer, "table").c_str(), Text(Member(*answer, "evolution"), "policy").c_str());
  return 0;
}

int RunProposals(const Context& context, const std::string& name, const ProposalsOptions& options) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> path = PathOf(**api, name, "/proposals");
  if (!path.ok()) return Report(path.status());
  if (!options.reject.empty()) {
    const absl::StatusOr<json::value> answer = (*api)->Post(*path + ":reject", Choice(options.reject));
    if (!answer.ok()) return Report(answer.status());
  }
  if (options.apply_all || !options.apply.empty()) {
    const absl::StatusOr<json::value> answer = (*api)->Post(*path + ":apply", Choice(options.apply));
    if (!answer.ok()) return Report(answer.status());
  }
  const absl::StatusOr<json::value> left = (*api)->Get(*path);
  if (!left.ok()) return Report(left.status());
  if (context.json) return PrintJson(*left);
  PrintProposals(context, *left);
  return 0;
}

int RunSchemaHistory(const Context& context, const std::string& name) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<std::string> path = PathOf(**api, name, "/schema-history");
  if (!path.ok()) return Report(path.status());
  const absl::StatusOr<json::value> answer = (*api)->Get(*path);
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  const json::array& entries = List(*answer, "entries");
  if (entries.empty()) {
    std::printf("no changes: the table is as it was made\n");
    return 0;
  }
  Table table({{"version", Table::Align::kRight}, {"time"}, {"by"}, {"from partition:offset"}, {"statement"}, {"why"}});
  for (const json::value& entry : entries) {
    table.Add({Text(entry, "version"), MomentText(entry, "at"), Text(entry, "made_by"), StartsText(entry),
               Text(entry, "statement"), Text(entry, "reason")});
  }
  std::printf("%s", table.Render(context.style, 100).c_str());
  return 0;
}

}  // namespace aurora::cli
