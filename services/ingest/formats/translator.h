#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "libs/table/rejection.h"

namespace aurora::ingest {

// One message, as views into the memory of whoever fetched it.
struct MessageBytes {
  std::string_view key = {};
  std::string_view value = {};
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  bool tombstone = false;
};

// What became of one message.
struct Translation {
  // kNone: the text of one JSON object was made, which the JSON decoder checks as it checks any other.
  table::Rejection rejection = table::Rejection::kNone;
  // Why it was rejected, with the object and the remedy, beyond what the rejection itself says. May be empty.
  std::string detail;
  // Not ok: nothing can be said about the message now (the schema registry is away). It has to be tried again, and is no
  // dead letter.
  absl::Status trouble;
  // The message is no row and no fault either: it only repeats what another one said, or (then `filtered`, too) a filter leaves
  // it out.
  bool nothing = false;
  bool filtered = false;

  static Translation Rejected(table::Rejection rejection, std::string detail = "") {
    return {rejection, std::move(detail), absl::OkStatus()};
  }
  static Translation NotNow(absl::Status trouble) { return {table::Rejection::kNone, "", std::move(trouble)}; }
  static Translation Nothing() { return {table::Rejection::kNone, "", absl::OkStatus(), true}; }
  static Translation Filtered() { return {table::Rejection::kNone, "", absl::OkStatus(), true, true}; }
};

// Messages of another format than JSON -> the text of one JSON object each, so that inference, decoding and dead letters
// are the same for all formats. JSON itself is never translated.
//
// Not thread-safe: one for each thread. Bad bytes are rejections, whatever they are; memory and time are bounded by
// table::kMessageBytesMax and table::kNestingMax.
class Translator {
 public:
  virtual ~Translator() = default;
  // Replaces *json; what it holds after anything else than an object is of no meaning. May block for as long as the schema
  // registry is asked.
  virtual Translation Translate(const MessageBytes& message, std::string* json) = 0;
  // Members that together name what the last message was about; none for formats whose messages are events.
  virtual std::vector<std::string> key_members() const { return {}; }
};

}  // namespace aurora::ingest
