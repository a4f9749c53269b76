#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::ingest {

namespace v1 {
class StopAbove;
}

// A connection stops when more than this share of the last messages did not fit.
struct StopAbove {
  // From 0 to 1; 0 is never.
  double share = 0;
  uint32_t window = 0;

  bool operator==(const StopAbove&) const = default;
};

// InvalidArgument names what is possible. A window of 0 becomes the default, and share 0 has none.
absl::StatusOr<StopAbove> FromProto(const v1::StopAbove& wire);
void ToProto(const StopAbove& rule, v1::StopAbove* out);

// That a connection has stopped by this rule; people resume it.
struct Stopped {
  absl::Time at;
  // What was wrong, and the remedy.
  std::string message;

  bool operator==(const Stopped&) const = default;
};
inline constexpr char kStoppedCode[] = "too_many_dead_letters";

// As one text for the database, and back; nothing for an empty one.
std::string EncodeStopped(const std::optional<Stopped>& stopped);
std::optional<Stopped> DecodeStopped(const std::string& text);

}  // namespace aurora::ingest
