#pragma once

#include <functional>

#include "absl/status/status.h"
#include "cli/api/client.h"

namespace aurora::cli {

class Reporter;

// Makes tables of the demonstration's topics, once: what is connected already stays as it is. Returns when
// the history can be asked about, or after a bounded time with a note. `stopped` ends the wait.
absl::Status ConnectDemonstration(ApiClient& api, const std::string& brokers, double rate, Reporter& reporter,
                                  const std::function<bool()>& stopped);

}  // namespace aurora::cli
