#pragma once

#include <atomic>

#include "absl/status/status.h"
#include "services/demo-events/options.h"

namespace aurora::demo {

class Producer;

// Sends events as they happen, at the configured rate, until `stop`. Returns OK then, or the producer's
// error.
absl::Status RunLive(Producer& producer, const Options& options, const std::atomic<bool>& stop);

}  // namespace aurora::demo
