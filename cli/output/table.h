#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/style.h"

namespace aurora::cli {

// Columns a terminal would show: code points, without those that take no place.
size_t DisplayWidth(std::string_view text);
// At most `width` wide, with an ellipsis where it was cut; control characters become blanks, so that data
// cannot steer the terminal.
std::string Fit(std::string_view text, size_t width);

// A table of text with aligned columns: a header line and rows.
class Table {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string name;
    Align align = Align::kLeft;
    // Not cut: a message whose end says what to do.
    bool whole = false;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  size_t rows() const { return rows_.size(); }
  // Cells wider than `cell_width_max` are cut.
  std::string Render(const Style& style, size_t cell_width_max = 60) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace aurora::cli
