#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace aurora::gateway::live {

// One process of Aurora, as it says of itself on its admin port.
struct PartState {
  enum class State { kUp, kStarting, kDown };
  State state = State::kDown;
  std::string version;
  std::optional<absl::Time> started_at;
  // Its readiness checks, or why it does not answer.
  std::map<std::string, std::string> details;
};

// Asks /readyz, and /metrics where `known` does not tell version and start yet. Takes a second at most.
boost::asio::awaitable<PartState> ProbePart(std::string admin_address, PartState known);

// What the two answers mean; for tests.
std::map<std::string, std::string> ReadinessDetails(std::string_view body);
void ReadMetrics(std::string_view text, PartState* state);

}  // namespace aurora::gateway::live
