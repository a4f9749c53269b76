#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// endpoint.
void AddEndpoints(CommandSet& commands);

}  // namespace aurora::cli
