#include "services/query-engine/answer/result_comparison.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "services/query-engine/execution/query_runner.h"

namespace aurora::query::answer {
namespace {

constexpr uint64_t kRowsComparedMax = 1'000;
constexpr uint64_t kBytesComparedMax = 1 << 20;
constexpr absl::Duration kComparisonTimeMax = absl::Seconds(5);

// Numbers as numbers, however they are written.
std::string Cell(const boost::json::value& value) {
  const std::string text = value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
  double number = 0;
  if (!absl::SimpleAtod(text, &number)) return text;
  char shown[32];
  std::snprintf(shown, sizeof(shown), "%.9g", number == 0 ? 0.0 : number);
  return shown;
}

std::optional<std::vector<std::vector<std::string>>> RowsOf(execution::QueryRunner& runner, const guard::CheckedSql& sql, absl::Time deadline,
                                                            const std::shared_ptr<http::Cancellation>& cancellation) {
  execution::RunOptions options;
  options.rows_max = kRowsComparedMax;
  options.bytes_max = kBytesComparedMax;
  options.deadline = std::min(deadline, absl::Now() + kComparisonTimeMax);
  options.query_id = base::StrCat("compare-", base::MakeRequestId());
  options.cancellation = cancellation;
  std::string lines;
  execution::ResultSink sink;
  sink.on_started = [](const std::vector<execution::ResultColumn>&) { return absl::OkStatus(); };
  sink.on_piece = [&](const std::string& piece) {
    lines += piece;
    return absl::OkStatus();
  };
  const absl::StatusOr<execution::RunResult> result = runner.Run(sql, options, sink);
  if (!result.ok() || result->truncated) return std::nullopt;
  std::vector<std::vector<std::string>> rows;
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    boost::system::error_code error;
    const boost::json::value row = boost::json::parse({lines.data() + begin, end - begin}, error);
    if (error || !row.is_array()) return std::nullopt;
    rows.emplace_back();
    for (const boost::json::value& cell : row.get_array()) rows.back().push_back(Cell(cell));
    std::sort(rows.back().begin(), rows.back().end());
    begin = end + 1;
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool SameText(const guard::CheckedSql& one, const guard::CheckedSql& other) {
  return one.text() == other.text() &&
         std::equal(one.parameters().begin(), one.parameters().end(), other.parameters().begin(), other.parameters().end(),
                    [](const guard::Parameter& a, const guard::Parameter& b) { return a.name == b.name && a.value == b.value; });
}

}  // namespace

std::optional<bool> SameResult(execution::QueryRunner& runner, const guard::CheckedSql& one, const guard::CheckedSql& other, absl::Time deadline,
                               const std::shared_ptr<http::Cancellation>& cancellation) {
  if (SameText(one, other)) return true;
  const auto rows = RowsOf(runner, one, deadline, cancellation);
  if (!rows.has_value()) return std::nullopt;
  const auto others = RowsOf(runner, other, deadline, cancellation);
  if (!others.has_value()) return std::nullopt;
  return *rows == *others;
}

}  // namespace aurora::query::answer
