#include "cli/commands/ledger_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/connections_command.h"
#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

absl::StatusOr<json::value> Fetch(ApiClient& api, const std::string& name, const std::string& what,
                                  const ApiClient::Query& query) {
  const absl::StatusOr<std::string> id = ResolveConnection(api, name);
  if (!id.ok()) return id.status();
  return api.Get(base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), what), query);
}

}  // namespace

int RunLedger(const Context& context, const std::string& name, const std::string& format) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (format != "table" && !context.json) {
    const absl::StatusOr<std::string> id = ResolveConnection(**api, name);
    if (!id.ok()) return Report(id.status());
    const absl::StatusOr<std::string> text =
        (*api)->GetText(base::StrCat("/api/v1/connections/", http::EncodeQueryValue(*id), "/ledger"),
                        format == "csv" ? "text/csv" : "application/x-ndjson");
    if (!text.ok()) return Report(text.status());
    std::fwrite(text->data(), 1, text->size(), stdout);
    return 0;
  }
  const absl::StatusOr<json::value> answer = Fetch(**api, name, "/ledger", {});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  static constexpr const char* kFigures[] = {"start_offset",  "next_offset", "end_offset", "loaded",
                                             "dead_lettered", "skipped",     "filtered",   "pending",
                                             "duplicated"};
  std::vector<Table::Column> columns = {{"partition", Table::Align::kRight}};
  for (const char* name_of_figure :
       {"start", "next", "end", "loaded", "dead", "skipped", "filtered", "pending", "duplicated"}) {
    columns.push_back({name_of_figure, Table::Align::kRight});
  }
  Table table(std::move(columns));
  for (const json::value& partition : List(*answer, "partitions")) {
    std::vector<std::string> row = {Text(partition, "partition")};
    for (const char* figure : kFigures) row.push_back(Grouped(Text(partition, figure)));
    table.Add(std::move(row));
  }
  std::printf("%s", table.Render(context.style).c_str());
  return 0;
}

int RunDeadLetters(const Context& context, const std::string& name, int limit) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<json::value> answer =
      Fetch(**api, name, "/dead-letters", {{"limit", std::to_string(limit)}});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  const json::array& letters = List(*answer, "dead_letters");
  if (letters.empty()) {
    std::printf("no dead letters\n");
    return 0;
  }
  Table table({{"partition", Table::Align::kRight},
               {"offset", Table::Align::kRight},
               {"time"},
               {"code"},
               {"reason"},
               {"message"}});
  for (const json::value& letter : letters) {
    table.Add({Text(letter, "partition"), Text(letter, "offset"), Text(letter, "timestamp"),
               Text(letter, "code"), Text(letter, "reason"), Text(letter, "value")});
  }
  std::printf("%s", table.Render(context.style, 70).c_str());
  return 0;
}

}  // namespace aurora::cli
