#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace aurora::cli {

// Seconds of --expires-in as people type it: "30d", "12h", "90m". InvalidArgument speaks of the option, also of a time that the
// gateway would refuse in words of its own, and before anything is made.
absl::StatusOr<int64_t> TokenLifetimeSeconds(const std::string& typed);

}  // namespace aurora::cli
