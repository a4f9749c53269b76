#include "cli/output/table.h"

#include <algorithm>

namespace aurora::cli {
namespace {

// Longer than the messages of services.
constexpr size_t kWholeWidthMax = 1000;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

size_t DisplayWidth(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

std::string Fit(std::string_view text, size_t width) {
  std::string clean;
  size_t used = 0;
  const bool cut = DisplayWidth(text) > width;
  const size_t room = cut && width > 0 ? width - 1 : width;
  for (const char c : text) {
    if (!IsContinuation(c) && used++ == room) break;
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  if (cut && width > 0) clean += "…";
  return clean;
}

std::string Table::Render(const Style& style, size_t cell_width_max) const {
  std::vector<size_t> widths;
  std::vector<std::vector<std::string>> cells;
  for (const Column& column : columns_) widths.push_back(DisplayWidth(column.name));
  for (const auto& row : rows_) {
    std::vector<std::string> line;
    for (size_t i = 0; i < columns_.size(); ++i) {
      line.push_back(Fit(i < row.size() ? row[i] : "", columns_[i].whole ? kWholeWidthMax : cell_width_max));
      widths[i] = std::max(widths[i], DisplayWidth(line.back()));
    }
    cells.push_back(std::move(line));
  }
  const auto pad = [&](const std::string& text, size_t i) {
    const std::string blanks(widths[i] - std::min(widths[i], DisplayWidth(text)), ' ');
    return columns_[i].align == Align::kRight ? blanks + text : text + blanks;
  };
  std::string out;
  const auto write = [&](const std::vector<std::string>& line, bool header) {
    std::string joined;
    for (size_t i = 0; i < line.size(); ++i) joined += (i == 0 ? "" : "  ") + pad(line[i], i);
    while (!joined.empty() && joined.back() == ' ') joined.pop_back();
    out += (header ? style.Dim(joined) : joined) + "\n";
  };
  std::vector<std::string> names;
  for (const Column& column : columns_) names.push_back(column.name);
  write(names, true);
  for (const auto& line : cells) write(line, false);
  return out;
}

}  // namespace aurora::cli
