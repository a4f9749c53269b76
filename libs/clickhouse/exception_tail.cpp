#include "libs/clickhouse/exception_tail.h"

#include <algorithm>
#include <charconv>

#include "libs/base/text.h"
#include "libs/clickhouse/error.h"

namespace aurora::clickhouse {

ExceptionTail::ExceptionTail(std::string_view tag) {
  if (!tag.empty()) marker_ = base::StrCat("\r\n__exception__\r\n", tag, "\r\n");
}

absl::Status ExceptionTail::Take(std::string_view piece, const Sink& sink) {
  if (failed_) {
    held_.append(piece.substr(0, kTextBytesMax - std::min(kTextBytesMax, held_.size())));
    return absl::OkStatus();
  }
  if (marker_.empty()) return sink(piece);
  std::string joined;
  if (!held_.empty()) {
    joined = held_;
    joined.append(piece);
    held_.clear();
    piece = joined;
  }
  const size_t found = piece.find(marker_);
  size_t data = piece.size();
  if (found != std::string_view::npos) {
    data = found;
    failed_ = true;
    held_ = std::string(piece.substr(found + marker_.size()).substr(0, kTextBytesMax));
  } else {
    // The longest end that is a beginning of the marker.
    const size_t longest = std::min(piece.size(), marker_.size() - 1);
    for (size_t length = longest; length > 0; --length) {
      if (piece.substr(piece.size() - length) == std::string_view(marker_).substr(0, length)) {
        data = piece.size() - length;
        held_ = std::string(piece.substr(data));
        break;
      }
    }
  }
  return data == 0 ? absl::OkStatus() : sink(piece.substr(0, data));
}

absl::Status ExceptionTail::Finish(const Sink& sink) {
  if (failed_) return Failure();
  if (held_.empty()) return absl::OkStatus();
  const std::string rest = std::move(held_);
  held_.clear();
  return sink(rest);
}

absl::Status ExceptionTail::Failure() const {
  std::string_view text = held_;
  // The tag is the marker's last line.
  const std::string_view tag = std::string_view(marker_).substr(17, marker_.size() - 19);
  const size_t end = text.rfind(base::StrCat(" ", tag));
  if (end != std::string_view::npos) {
    text = text.substr(0, end);
    const size_t line = text.rfind('\n');
    if (line != std::string_view::npos) text = text.substr(0, line);
  }
  return ToStatus(LeadingErrorCode(text), text);
}

int LeadingErrorCode(std::string_view text) {
  const size_t at = text.find("Code: ");
  if (at == std::string_view::npos) return 0;
  int number = 0;
  std::from_chars(text.data() + at + 6, text.data() + text.size(), number);
  return number;
}

}  // namespace aurora::clickhouse
