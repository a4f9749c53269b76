#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace aurora::clickhouse {

// Tells data from an exception that comes in the middle of a stream. The server announces a random word in the
// header X-ClickHouse-Exception-Tag; when a query fails after the first bytes were sent, it ends the stream with
//
//   \r\n__exception__\r\n<tag>\r\n<text>\n<length of the text> <tag>\r\n__exception__\r\n
//
// Bytes that could be the beginning of this are held back until it is clear what they are. Not thread-safe.
class ExceptionTail {
 public:
  using Sink = std::function<absl::Status(std::string_view)>;

  // An empty tag (older servers): everything is data.
  explicit ExceptionTail(std::string_view tag);

  // Passes on what is certainly data. Errors: the sink's.
  absl::Status Take(std::string_view piece, const Sink& sink);
  // The end of the stream: what was held back is data, or the exception as status.
  absl::Status Finish(const Sink& sink);

  // More of an exception's text than this is dropped.
  static constexpr size_t kTextBytesMax = 64 << 10;

 private:
  absl::Status Failure() const;

  std::string marker_;
  bool failed_ = false;
  // Before: a prefix of the marker; after: the exception.
  std::string held_;
};

// The number in "Code: 60. DB::Exception: ..."; 0 when there is none.
int LeadingErrorCode(std::string_view text);

}  // namespace aurora::clickhouse
