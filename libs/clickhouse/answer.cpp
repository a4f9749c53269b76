#include "libs/clickhouse/answer.h"

#include <charconv>
#include <optional>
#include <utility>

#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/exception_tail.h"

namespace aurora::clickhouse {
namespace {

// {"read_rows":"3",...}: a flat object of numbers as text, so that no JSON parser is needed.
uint64_t Number(std::string_view summary, std::string_view key) {
  const size_t at = summary.find(base::StrCat("\"", key, "\":\""));
  if (at == std::string_view::npos) return 0;
  const char* begin = summary.data() + at + key.size() + 4;
  uint64_t number = 0;
  std::from_chars(begin, summary.data() + summary.size(), number);
  return number;
}

std::optional<std::string> Unescape(std::string_view field) {
  if (field == "\\N") return std::nullopt;
  std::string text;
  text.reserve(field.size());
  for (size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      text.push_back(field[i]);
      continue;
    }
    switch (const char c = field[++i]) {
      case 'n':
        text.push_back('\n');
        break;
      case 't':
        text.push_back('\t');
        break;
      case 'r':
        text.push_back('\r');
        break;
      case 'b':
        text.push_back('\b');
        break;
      case 'f':
        text.push_back('\f');
        break;
      case '0':
        text.push_back('\0');
        break;
      default:
        text.push_back(c);
    }
  }
  return text;
}

std::vector<std::optional<std::string>> Fields(std::string_view line) {
  std::vector<std::optional<std::string>> fields;
  while (true) {
    const size_t tab = line.find('\t');
    fields.push_back(Unescape(line.substr(0, tab)));
    if (tab == std::string_view::npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

std::string_view WithoutBlanks(std::string_view text) {
  const size_t at = text.find_first_not_of(" \t\n");
  return at == std::string_view::npos ? "" : text.substr(at);
}

// Whether the statement declares the parameter as made of several values: `{ name : Array(`.
bool IsComposite(std::string_view sql, std::string_view name) {
  for (size_t at = sql.find('{'); at != std::string_view::npos; at = sql.find('{', at + 1)) {
    std::string_view rest = WithoutBlanks(sql.substr(at + 1));
    if (rest.substr(0, name.size()) != name) continue;
    rest = WithoutBlanks(rest.substr(name.size()));
    if (rest.substr(0, 1) != ":") continue;
    rest = WithoutBlanks(rest.substr(1));
    return rest.starts_with("Array(") || rest.starts_with("Map(") || rest.starts_with("Tuple(");
  }
  return false;
}

}  // namespace

Summary ReadSummary(const http::Response& response) {
  Summary summary;
  const std::string_view text = response.Header("x-clickhouse-summary");
  summary.query_id = std::string(response.Header("x-clickhouse-query-id"));
  summary.rows_read = Number(text, "read_rows");
  summary.bytes_read = Number(text, "read_bytes");
  summary.rows_written = Number(text, "written_rows");
  summary.bytes_written = Number(text, "written_bytes");
  summary.rows_result = Number(text, "result_rows");
  summary.elapsed = absl::Nanoseconds(static_cast<int64_t>(Number(text, "elapsed_ns")));
  return summary;
}

absl::Status ReadStatus(const http::Response& response) {
  const std::string_view header = response.Header("x-clickhouse-exception-code");
  int code = 0;
  std::from_chars(header.data(), header.data() + header.size(), code);
  if (response.ok() && code == 0) return absl::OkStatus();
  if (code == 0) code = LeadingErrorCode(response.body);
  if (code != 0) return ToStatus(code, response.body);
  // Not the engine's own words: a proxy or another server; its text is of no use to a user.
  const std::string message = base::StrCat("ClickHouse answered HTTP ", response.status,
                                           "; check that the URL is that of its HTTP interface");
  return response.status >= 500 ? absl::UnavailableError(message) : absl::FailedPreconditionError(message);
}

absl::StatusOr<Rows> ReadRows(std::string_view text) {
  Rows rows;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    auto fields = Fields(line);
    if (number < 2) {
      for (auto& field : fields) {
        (number == 0 ? rows.names : rows.types).push_back(std::move(field).value_or(""));
      }
    } else {
      rows.rows.push_back(std::move(fields));
      if (rows.rows.back().size() != rows.names.size()) {
        return absl::InternalError(base::StrCat("row ", number - 1, " of ClickHouse's answer has ",
                                                rows.rows.back().size(), " values of ", rows.names.size()));
      }
    }
    ++number;
  }
  return rows;
}

std::string EncodeParameter(std::string_view sql, const Parameter& parameter) {
  if (!parameter.value) return "\\N";
  if (IsComposite(sql, parameter.name)) return *parameter.value;
  std::string escaped;
  escaped.reserve(parameter.value->size());
  for (const char c : *parameter.value) {
    switch (c) {
      case '\\':
        escaped += "\\\\";
        break;
      case '\t':
        escaped += "\\t";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case '\0':
        escaped += "\\0";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

}  // namespace aurora::clickhouse
