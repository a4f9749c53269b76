#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "cli/up/plan/plan.h"

namespace aurora::cli {

// Asks a part whether it can work: an OK of /readyz, or Kafka's answer to a version request. Unavailable says
// in its own words what it waits for.
absl::Status AskReadiness(const Probe& probe, absl::Duration timeout);

}  // namespace aurora::cli
