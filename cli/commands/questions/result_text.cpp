#include "cli/commands/questions/result_text.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "cli/commands/json_text.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr size_t kBarWidth = 24;
constexpr size_t kRowsShownMax = 1000;

bool IsNumeric(const std::string& type) {
  for (const char* word : {"Int", "Float", "Decimal"}) {
    const size_t found = type.find(word);
    if (found != std::string::npos && type.find("Array") == std::string::npos &&
        type.find("Map") == std::string::npos)
      return true;
  }
  return false;
}

// Enough to read; --json has every digit.
std::string Rounded(double value) {
  if (value != 0 && std::abs(value) < 0.001) return absl::StrFormat("%.3g", value);
  std::string text = absl::StrFormat("%.4f", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Shown(const json::value& cell, bool grouped) {
  if (cell.is_null()) return "NULL";
  const std::string text = cell.is_double() ? Rounded(cell.as_double()) : CellText(cell);
  return grouped ? Grouped(text) : text;
}

// Numbers that name something are written as they are: a customer is not "100,002".
bool IsIdentifier(const std::string& name) { return name == "id" || absl::EndsWith(name, "_id"); }

// The column that the answer's chart measures; without a chart the first number.
size_t FigureColumn(const json::array& columns, const std::vector<bool>& numeric, const json::value& chart) {
  const json::array& measures = List(chart, "y");
  for (size_t i = 0; i < columns.size() && !measures.empty(); ++i) {
    if (numeric[i] && measures[0] == Member(columns[i], "name")) return i;
  }
  return static_cast<size_t>(std::find(numeric.begin(), numeric.end(), true) - numeric.begin());
}

double Value(const json::value& cell) {
  double number = 0;
  return absl::SimpleAtod(CellText(cell), &number) ? number : 0;
}

}  // namespace

std::string RenderResult(const Context& context, const json::value& answer) {
  const json::array& columns = List(answer, "columns");
  const json::array& rows = List(answer, "rows");
  std::vector<Table::Column> heads;
  std::vector<bool> numeric;
  std::vector<bool> grouped;
  for (const json::value& column : columns) {
    numeric.push_back(IsNumeric(Text(column, "type")));
    grouped.push_back(numeric.back() && !IsIdentifier(Text(column, "name")));
    heads.push_back({Text(column, "name"), numeric.back() ? Table::Align::kRight : Table::Align::kLeft});
  }
  if (rows.empty()) return "no rows\n";
  if (columns.size() == 1 && rows.size() == 1 && rows[0].is_array() && !rows[0].as_array().empty()) {
    return base::StrCat("\n  ", context.style.Bold(Shown(rows[0].as_array()[0], grouped[0])), "  ",
                        context.style.Dim(heads[0].name), "\n");
  }
  const json::value& chart = Member(answer, "chart");
  const std::string kind = Text(chart, "kind");
  // One column carries bars or a trend, when the answer says so.
  const size_t figure = FigureColumn(columns, numeric, chart);
  const bool bars = (kind == "bar" || kind == "line") && figure < columns.size() && rows.size() > 1;
  std::vector<double> values;
  for (const json::value& row : rows) {
    const json::array& cells = row.as_array();
    values.push_back(bars && figure < cells.size() ? Value(cells[figure]) : 0);
  }
  const double highest = *std::max_element(values.begin(), values.end());
  if (bars) heads.push_back({""});
  Table table(heads);
  for (size_t i = 0; i < rows.size() && i < kRowsShownMax; ++i) {
    const json::array& cells = rows[i].as_array();
    std::vector<std::string> line;
    for (size_t c = 0; c < cells.size() && c < numeric.size(); ++c)
      line.push_back(Shown(cells[c], grouped[c]));
    if (bars) line.push_back(Bar(values[i], highest, kBarWidth));
    table.Add(std::move(line));
  }
  std::string out;
  if (kind == "line" && bars) out = base::StrCat("\n  ", context.style.Accent(Sparkline(values)), "\n\n");
  out += table.Render(context.style);
  if (rows.size() > kRowsShownMax) {
    base::StrAppend(&out, "... ", rows.size() - kRowsShownMax, " more rows; use --json or --format csv\n");
  }
  return out;
}

std::string RenderStats(const json::value& answer) {
  const json::value& stats = Member(answer, "stats");
  const size_t rows = List(answer, "rows").size();
  std::string text = base::StrCat(rows, rows == 1 ? " row, " : " rows, ",
                                  DurationText(absl::Milliseconds(Number(stats, "elapsed_ms"))), ", ",
                                  Grouped(Text(stats, "rows_read")), " rows read");
  if (const std::string to = Text(Member(answer, "freshness"), "complete_to"); !to.empty()) {
    base::StrAppend(&text, ", complete to ", to);
  }
  if (const std::string generator = Text(answer, "generator"); !generator.empty()) {
    base::StrAppend(&text, ", ", generator, absl::StrFormat(" (confidence %.2f)", Number(answer, "confidence")));
  }
  if (Member(answer, "truncated").is_bool() && Member(answer, "truncated").as_bool())
    text += ", cut at the limit";
  return text;
}

}  // namespace aurora::cli
