#include "cli/commands/questions/tables_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

int PrintOne(const Context& context, ApiClient& api, const std::string& name) {
  const size_t dot = name.find('.');
  if (dot == std::string::npos) {
    return Report(
        absl::InvalidArgumentError(base::StrCat("table ", name, " needs its database; give DATABASE.TABLE")));
  }
  const absl::StatusOr<json::value> answer =
      api.Get(base::StrCat("/api/v1/tables/", http::EncodeQueryValue(name.substr(0, dot)), "/",
                           http::EncodeQueryValue(name.substr(dot + 1))));
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::printf("%s  %s rows, %s\n", context.style.Bold(name).c_str(), Grouped(Text(*answer, "rows")).c_str(),
              BytesText(Number(*answer, "bytes")).c_str());
  if (const std::string comment = Text(*answer, "comment"); !comment.empty())
    std::printf("%s\n", comment.c_str());
  std::printf("\n");
  Table table({{"column"}, {"type"}, {"values"}, {"comment"}});
  for (const json::value& column : List(*answer, "columns")) {
    std::string values;
    for (const json::value& value : List(column, "values"))
      values += (values.empty() ? "" : ", ") + CellText(value);
    table.Add({Text(column, "name"), Text(column, "type"), values, Text(column, "comment")});
  }
  std::printf("%s", table.Render(context.style, 50).c_str());
  return 0;
}

}  // namespace

int RunTables(const Context& context, const std::string& table_name) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  if (!table_name.empty()) return PrintOne(context, **api, table_name);
  const absl::StatusOr<json::value> answer = (*api)->Get("/api/v1/tables");
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  Table table({{"table"},
               {"rows", Table::Align::kRight},
               {"size", Table::Align::kRight},
               {"columns", Table::Align::kRight},
               {"newest"},
               {"comment"}});
  for (const json::value& entry : List(*answer, "tables")) {
    table.Add({base::StrCat(Text(entry, "database"), ".", Text(entry, "table")), Grouped(Text(entry, "rows")),
               BytesText(Number(entry, "bytes")), std::to_string(List(entry, "columns").size()),
               Text(Member(entry, "freshness"), "complete_to"), Text(entry, "comment")});
  }
  std::printf("%s", table.rows() == 0 ? "no tables yet\n" : table.Render(context.style).c_str());
  return 0;
}

}  // namespace aurora::cli
