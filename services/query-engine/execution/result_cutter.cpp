#include "services/query-engine/execution/result_cutter.h"

#include <cstring>

#include <boost/json.hpp>

namespace aurora::query::execution {
namespace {

constexpr size_t kHeaderBytesMax = 1 << 20;
// A row that is longer than this is passed on in parts and counts as one.
constexpr size_t kHeldBytesMax = 1 << 20;

absl::StatusOr<std::vector<std::string>> ParseNames(std::string_view line) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse({line.data(), line.size()}, error);
  if (error || !value.is_array()) return absl::InternalError("the header of a result could not be read");
  std::vector<std::string> names;
  for (const boost::json::value& name : value.get_array()) {
    if (!name.is_string()) return absl::InternalError("the header of a result could not be read");
    names.emplace_back(name.get_string());
  }
  return names;
}

}  // namespace

ResultCutter::ResultCutter(ResultFormat format, uint64_t rows_max, uint64_t bytes_max)
    : format_(format),
      rows_max_(rows_max),
      bytes_max_(bytes_max),
      header_lines_left_(format == ResultFormat::kJsonRows ? 2 : 0),
      csv_header_left_(format == ResultFormat::kCsv) {}

absl::Status ResultCutter::Take(std::string_view bytes, std::string* passed) {
  if (header_lines_left_ > 0) {
    if (absl::Status header = TakeHeader(bytes); !header.ok()) return header;
    if (header_lines_left_ > 0) return absl::OkStatus();
  }
  const size_t before = passed->size();
  if (IsLines(format_)) {
    CutLines(bytes, passed);
  } else {
    passed->append(bytes);
  }
  bytes_ += passed->size() - before;
  if (!IsLines(format_)) full_ = bytes_ > bytes_max_;
  return absl::OkStatus();
}

absl::Status ResultCutter::TakeHeader(std::string_view& bytes) {
  while (header_lines_left_ > 0) {
    const size_t end = bytes.find('\n');
    if (header_.size() + std::min(end, bytes.size()) > kHeaderBytesMax) {
      return absl::ResourceExhaustedError("the result has too many columns to be shown");
    }
    header_ += bytes.substr(0, end);
    if (end == std::string_view::npos) {
      bytes = {};
      return absl::OkStatus();
    }
    bytes.remove_prefix(end + 1);
    absl::StatusOr<std::vector<std::string>> names = ParseNames(header_);
    if (!names.ok()) return names.status();
    header_.clear();
    --header_lines_left_;
    if (header_lines_left_ == 1) {
      for (std::string& name : *names) columns_.push_back({std::move(name), ""});
    } else {
      if (names->size() != columns_.size()) return absl::InternalError("the header of a result does not fit together");
      for (size_t i = 0; i < columns_.size(); ++i) columns_[i].type = std::move((*names)[i]);
    }
  }
  return absl::OkStatus();
}

// Lets whole rows pass until a limit is reached.
void ResultCutter::CutLines(std::string_view bytes, std::string* passed) {
  if (truncated_) return;
  const size_t before = passed->size();
  size_t rows_end = 0;  // of the last whole row
  size_t at = 0;
  while (at < bytes.size()) {
    const char* found;
    if (format_ == ResultFormat::kCsv) {
      // Only a line end outside quotes ends a row.
      size_t i = at;
      while (i < bytes.size() && (in_quotes_ || bytes[i] != '\n')) {
        if (bytes[i] == '"') in_quotes_ = !in_quotes_;
        ++i;
      }
      found = i < bytes.size() ? bytes.data() + i : nullptr;
    } else {
      found = static_cast<const char*>(std::memchr(bytes.data() + at, '\n', bytes.size() - at));
    }
    if (found == nullptr) break;
    const size_t end = static_cast<size_t>(found - bytes.data()) + 1;
    if (csv_header_left_) {
      csv_header_left_ = false;
    } else {
      const bool too_many = rows_ == rows_max_;
      const bool too_long = bytes_ + held_.size() + end > bytes_max_ && rows_ > 0 && !row_begun_;
      if (too_many || too_long) {
        truncated_ = true;
        full_ = too_long;
        break;
      }
      ++rows_;
    }
    row_begun_ = false;
    rows_end = end;
    at = end;
  }
  if (rows_end > 0) {
    passed->append(held_);
    passed->append(bytes.substr(0, rows_end));
    held_.clear();
  }
  if (!truncated_) held_ += bytes.substr(rows_end);
  // What comes after the last row is a row too many, however much of it is there.
  if (rows_ == rows_max_ && !csv_header_left_ && !held_.empty()) truncated_ = true;
  if (!truncated_ && held_.size() > kHeldBytesMax) {
    full_ = truncated_ = bytes_ + passed->size() - before + held_.size() > bytes_max_ && rows_ > 0 && !row_begun_;
    row_begun_ = true;
    if (!truncated_) passed->append(held_);
    held_.clear();
  }
  if (truncated_) held_.clear();
}

}  // namespace aurora::query::execution
