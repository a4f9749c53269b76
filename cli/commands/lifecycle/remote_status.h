#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora status` of an Aurora that AURORA_URL names: its parts as its gateway sees them, and the connections.
int RunRemoteStatus(const Context& context);

}  // namespace aurora::cli
