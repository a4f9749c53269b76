#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/query-engine/execution/result_format.h"

namespace aurora::query::execution {

struct ResultColumn {
  std::string name;
  // ClickHouse type.
  std::string type;
};

// Follows a result's bytes as they pass: takes the two header lines of kJsonRows off, counts rows, and ends the result
// after a whole row when a limit is reached. Formats that are not lines are only counted.
//
// One result, one thread.
class ResultCutter {
 public:
  ResultCutter(ResultFormat format, uint64_t rows_max, uint64_t bytes_max);

  // Appends to `passed` what of `bytes`, and of what came before, is to be passed on. Internal when the header cannot be read.
  absl::Status Take(std::string_view bytes, std::string* passed);

  // Whether the header was read; at once true for formats that carry their own.
  bool header_done() const { return header_lines_left_ == 0; }
  const std::vector<ResultColumn>& columns() const { return columns_; }
  uint64_t rows() const { return rows_; }
  uint64_t bytes() const { return bytes_; }
  // A row was left out.
  bool truncated() const { return truncated_; }
  // bytes_max was reached: more need not be read.
  bool full() const { return full_; }

 private:
  absl::Status TakeHeader(std::string_view& bytes);
  void CutLines(std::string_view bytes, std::string* passed);

  const ResultFormat format_;
  const uint64_t rows_max_;
  const uint64_t bytes_max_;

  int header_lines_left_;
  std::string header_;
  std::vector<ResultColumn> columns_;
  // The beginning of a row whose end has not come.
  std::string held_;
  // A part of the row whose end has not come was passed on.
  bool row_begun_ = false;
  bool in_quotes_ = false;
  bool csv_header_left_;
  uint64_t rows_ = 0;
  uint64_t bytes_ = 0;
  bool truncated_ = false;
  bool full_ = false;
};

}  // namespace aurora::query::execution
