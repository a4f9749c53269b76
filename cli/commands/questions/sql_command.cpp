#include "cli/commands/questions/sql_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>

#include "cli/commands/json_text.h"
#include "cli/commands/questions/result_text.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// More is not read on a terminal; other forms stream without an end.
constexpr int64_t kTableRowsMax = 1000;

const std::map<std::string, std::string>& Accepts() {
  static const auto* accepts =
      new std::map<std::string, std::string>{{"json", "application/json"},
                                             {"ndjson", "application/x-ndjson"},
                                             {"csv", "text/csv"},
                                             {"arrow", "application/vnd.apache.arrow.stream"},
                                             {"parquet", "application/vnd.apache.parquet"}};
  return *accepts;
}

absl::Status Stream(ApiClient& api, const json::object& body, const std::string& format) {
  std::string tail;
  absl::Status status =
      api.PostStream("/api/v1/query", body, Accepts().at(format), [&](std::string_view bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
          return absl::CancelledError("standard output was closed");
        }
        tail.append(bytes.substr(bytes.size() - std::min<size_t>(bytes.size(), 4096)));
        if (tail.size() > 8192) tail.erase(0, tail.size() - 4096);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (format == "json") std::fputc('\n', stdout);
  // A failure in mid-stream stands in the last line; the exit status must not hide it.
  const size_t line = tail.find_last_of('\n', tail.size() < 2 ? 0 : tail.size() - 2);
  if (format == "ndjson" && tail.compare(line == std::string::npos ? 0 : line + 1, 10, "{\"error\":{") == 0) {
    return absl::InternalError("the result broke off; its last line says why");
  }
  return absl::OkStatus();
}

}  // namespace

int RunSql(const Context& context, const SqlOptions& options) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  std::string sql = options.sql;
  if (sql == "-") sql.assign(std::istreambuf_iterator<char>(std::cin), {});
  json::object body = {{"sql", sql}};
  const std::string format = context.json ? "json" : options.format;
  if (options.max_rows > 0) body["max_rows"] = options.max_rows;
  if (format != "table") return Report(Stream(**api, body, format));
  if (options.max_rows <= 0) body["max_rows"] = kTableRowsMax;
  const absl::StatusOr<json::value> answer = (*api)->Post("/api/v1/query", body);
  if (!answer.ok()) return Report(answer.status());
  if (!Member(*answer, "error").is_null()) {
    return Report(absl::InternalError(Text(Member(*answer, "error"), "detail")));
  }
  std::printf("%s%s\n", RenderResult(context, *answer).c_str(),
              context.style.Dim(RenderStats(*answer)).c_str());
  return kExitOk;
}

int RunExplain(const Context& context, const std::string& sql) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  const absl::StatusOr<json::value> answer = (*api)->Post("/api/v1/explain", {{"sql", sql}});
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  std::string tables;
  for (const json::value& table : List(*answer, "tables"))
    tables += (tables.empty() ? "" : ", ") + CellText(table);
  std::printf("%s\n%s\n", Text(*answer, "words").c_str(),
              context.style
                  .Dim(base::StrCat("reads ", tables, ", about ", Grouped(Text(*answer, "rows_estimated")),
                                    " rows in ", Grouped(Text(*answer, "parts_estimated")), " parts"))
                  .c_str());
  return kExitOk;
}

int RunSuggest(const Context& context, const std::string& table, int limit) {
  auto api = context.Api();
  if (!api.ok()) return Report(api.status());
  json::object body = {{"limit", limit}};
  if (!table.empty()) body["table"] = table;
  const absl::StatusOr<json::value> answer = (*api)->Post("/api/v1/suggest", body);
  if (!answer.ok()) return Report(answer.status());
  if (context.json) return PrintJson(*answer);
  for (const json::value& question : List(*answer, "questions"))
    std::printf("%s\n", CellText(question).c_str());
  return kExitOk;
}

}  // namespace aurora::cli
