#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::query::model::chat {

// Bytes of an answer's text, and of everything that an endpoint sends for it (a model that thinks aloud sends much more).
inline constexpr size_t kAnswerBytesMax = 64 << 10;
inline constexpr size_t kStreamBytesMax = 8 << 20;

struct Usage {
  int64_t tokens_in = 0;
  int64_t tokens_out = 0;
};

struct Completion {
  std::string text;
  // Absent when the endpoint did not say.
  std::optional<Usage> usage;
};

// The body of `/chat/completions` as it arrives: server-sent events, or one JSON document of an endpoint that does not
// stream. Not thread-safe.
class ChatStream {
 public:
  // An error ends the request: the answer is too long, malformed, or the endpoint reports an error.
  absl::Status Take(std::string_view bytes);
  // After the last byte. Errors: `cut` when the end is missing, `too_long` when the model reached its limit.
  absl::StatusOr<Completion> End();

 private:
  absl::Status TakeLine(std::string_view line);
  // One chunk, or the whole document.
  absl::Status TakeObject(std::string_view json);

  size_t bytes_ = 0;
  // Begins with `{`: no event stream.
  bool document_ = false;
  bool done_ = false;
  std::string finish_reason_;
  std::string pending_;
  Completion completion_;
};

}  // namespace aurora::query::model::chat
