#include "cli/commands/lifecycle/remote_status.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/connections/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

void PrintParts(const Context& context, const json::array& parts) {
  Table table({{"part"}, {"state"}, {"address"}, {"version"}, {"up for"}, {"note", Table::Align::kLeft, true}});
  for (const json::value& part : parts) {
    const bool answers = Member(part, "uptime_s").is_number();
    table.Add({Text(part, "name"), Text(part, "state"), Text(part, "address"), Text(part, "version"),
               answers ? DurationText(absl::Seconds(Number(part, "uptime_s"))) : "", ReasonOf(part)});
  }
  std::printf("%s\n", table.Render(context.style).c_str());
}

}  // namespace

std::string ReasonOf(const json::value& part) {
  std::string text;
  const json::value& details = Member(part, "details");
  if (Text(part, "state") == "up" || !details.is_object()) return text;
  for (const json::key_value_pair& detail : details.get_object()) {
    base::StrAppend(&text, text.empty() ? "" : "; ");
    // The part as a whole, or one of the things that it needs.
    if (detail.key() != "state") base::StrAppend(&text, std::string_view(detail.key()), ": ");
    base::StrAppend(&text, CellText(detail.value()));
  }
  return text;
}

int RunRemoteStatus(const Context& context) {
  const absl::StatusOr<std::string> url = context.GatewayUrl();
  const absl::StatusOr<std::unique_ptr<ApiClient>> api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<json::value> status = (*api)->Get("/api/v1/status");
  if (!status.ok()) return Report(status.status());
  const absl::StatusOr<json::value> connections = (*api)->Get("/api/v1/connections");
  if (!connections.ok()) return Report(connections.status());
  const json::array& parts = List(*status, "parts");
  const bool all_up = Text(*status, "state") == "ok";
  if (context.json) {
    return PrintJson(json::object{{"state", all_up ? "ready" : "degraded"},
                                  {"url", *url},
                                  {"parts", parts},
                                  {"connections", List(*connections, "connections")}});
  }
  std::printf("%s  %s\n\n", context.style.Bold(base::StrCat("Aurora ", Text(*status, "version"))).c_str(), url->c_str());
  PrintParts(context, parts);
  std::printf("%s", RenderConnections(context, List(*connections, "connections")).c_str());
  if (!all_up) std::printf("\n%s\n", context.style.Bad("not all parts are up").c_str());
  return kExitOk;
}

}  // namespace aurora::cli
