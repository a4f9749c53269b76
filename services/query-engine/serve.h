#pragma once

#include "absl/status/statusor.h"
#include "services/query-engine/options.h"

namespace aurora::service {
class Runtime;
}

namespace aurora::query {

// Builds the parts and serves until the process is told to end; the exit status.
absl::StatusOr<int> Serve(const Options& options, aurora::service::Runtime& runtime);

}  // namespace aurora::query
