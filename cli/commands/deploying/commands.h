#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// deploy compose, deploy kubernetes, deploy aws.
void AddDeploying(CommandSet& commands);

}  // namespace aurora::cli
