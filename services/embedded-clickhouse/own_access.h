#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/embedded-clickhouse/options.h"

namespace aurora::embedded_clickhouse {

// The address at which this process asks its own engine, without brackets: listen_host, and loopback for a wildcard. A
// connection within a machine comes from the address that it goes to.
std::string OwnAddress(const Options& options);

// Why the engine refuses this process. It declares the administrator from the same options that it signs in with, so it
// is never the password; the engine's own words do not tell the two apart. FailedPrecondition: only a new start helps.
absl::Status OwnRefusal(const Options& options);

}  // namespace aurora::embedded_clickhouse
