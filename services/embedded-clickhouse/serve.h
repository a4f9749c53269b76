#pragma once

#include "absl/status/statusor.h"
#include "services/embedded-clickhouse/options.h"

namespace aurora::service {
class Runtime;
}

namespace aurora::embedded_clickhouse {

// Takes the data folder, starts the engine, waits until it answers and serves until the runtime stops. The exit
// status, or why it did not start: one line that names object and remedy.
absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime);

}  // namespace aurora::embedded_clickhouse
