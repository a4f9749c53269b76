#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora status` of an Aurora that AURORA_URL names: its parts as its gateway sees them, and the connections.
int RunRemoteStatus(const Context& context);

// What a part of /api/v1/status that is not up says of itself: "does not answer", "clickhouse: not reached; provisioning: ok".
// Empty for one that is up.
std::string ReasonOf(const boost::json::value& part);

}  // namespace aurora::cli
