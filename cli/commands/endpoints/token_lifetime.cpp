#include "cli/commands/endpoints/token_lifetime.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// Bounds of expires_in_s in gateway/openapi.yaml.
constexpr absl::Duration kLifetimeMin = absl::Minutes(1);
constexpr absl::Duration kLifetimeMax = absl::Hours(3650 * 24);

}  // namespace

absl::StatusOr<int64_t> TokenLifetimeSeconds(const std::string& typed) {
  absl::Duration lifetime;
  int64_t days = 0;
  // Days too, which absl does not know: tokens hold for days rather than for hours.
  if (absl::EndsWith(typed, "d") && absl::SimpleAtoi(typed.substr(0, typed.size() - 1), &days)) {
    lifetime = absl::Hours(24) * days;
  } else if (!absl::ParseDuration(typed, &lifetime)) {
    return absl::InvalidArgumentError(base::StrCat("--expires-in ", typed, ": give a time such as 30d, 12h or 90m"));
  }
  if (lifetime < kLifetimeMin || lifetime > kLifetimeMax) {
    return absl::InvalidArgumentError(base::StrCat("--expires-in ", typed, ": give a time from 1m to 3650d, or leave it out for a token without an end"));
  }
  return absl::ToInt64Seconds(lifetime);
}

}  // namespace aurora::cli
