#include "cli/commands/lifecycle/remote_status.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/connections/connections_command.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

std::string TextOr(const json::value& value, const char* otherwise) {
  return value.is_string() ? std::string(value.as_string()) : otherwise;
}

// What a part that is not up says of itself: "does not answer", "clickhouse: not reached; provisioning: ok".
std::string ReasonOf(const json::value& part) {
  std::string text;
  if (part.at("state") == "up") return text;
  for (const json::key_value_pair& detail : part.at("details").as_object()) {
    base::StrAppend(&text, text.empty() ? "" : "; ");
    // The part as a whole, or one of the things that it needs.
    if (detail.key() != "state") base::StrAppend(&text, std::string_view(detail.key()), ": ");
    base::StrAppend(&text, TextOr(detail.value(), ""));
  }
  return text;
}

void PrintParts(const Context& context, const json::array& parts) {
  Table table({{"part"}, {"state"}, {"address"}, {"version"}, {"up for"}, {"note"}});
  for (const json::value& part : parts) {
    const json::value& uptime = part.at("uptime_s");
    table.Add({TextOr(part.at("name"), ""), TextOr(part.at("state"), ""), TextOr(part.at("address"), ""),
               TextOr(part.at("version"), ""),
               uptime.is_number() ? DurationText(absl::Seconds(uptime.to_number<double>())) : "", ReasonOf(part)});
  }
  std::printf("%s\n", table.Render(context.style).c_str());
}

}  // namespace

int RunRemoteStatus(const Context& context) {
  const absl::StatusOr<std::string> url = context.GatewayUrl();
  const absl::StatusOr<std::unique_ptr<ApiClient>> api = context.Api();
  if (!api.ok()) return Report(api.status());
  absl::StatusOr<json::value> status = (*api)->Get("/api/v1/status");
  if (!status.ok()) return Report(status.status());
  const absl::StatusOr<json::value> connections = (*api)->Get("/api/v1/connections");
  if (!connections.ok()) return Report(connections.status());
  const bool all_up = status->at("state") == "ok";
  if (context.json) {
    std::printf("%s\n", json::serialize(json::object{{"state", all_up ? "ready" : "degraded"},
                                                     {"url", *url},
                                                     {"parts", status->at("parts")},
                                                     {"connections", connections->at("connections")}})
                            .c_str());
    return kExitOk;
  }
  std::printf("%s  %s\n\n", context.style.Bold(base::StrCat("Aurora ", TextOr(status->at("version"), ""))).c_str(),
              url->c_str());
  PrintParts(context, status->at("parts").as_array());
  std::printf("%s", RenderConnections(context, connections->at("connections").as_array()).c_str());
  if (!all_up) std::printf("\n%s\n", context.style.Bad("not all parts are up").c_str());
  return kExitOk;
}

}  // namespace aurora::cli
