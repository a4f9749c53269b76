#pragma once

#include "absl/status/status.h"
#include "cli/up/plan/plan.h"

namespace aurora::cli {

// What would make the start fail, found before anything is started. Each error names the thing and the
// remedy.

// NotFound for a program, library or jar that is missing.
absl::Status CheckPrograms(const Plan& plan, const Layout& layout);
// ResourceExhausted below 1 GB of free space.
absl::Status CheckDisk(const DataDirectory& data);
// Whether the ClickHouse of the settings answers its administrator; OK when there is none. Unavailable after a
// few seconds of trying, PermissionDenied.
absl::Status CheckClickHouse(const Settings& settings);
// AlreadyExists names port and part. Waits a moment for ports of an Aurora that was just killed.
absl::Status CheckPorts(const Plan& plan);
// Whether nobody listens on it, on loopback.
bool IsPortFree(int port);

}  // namespace aurora::cli
