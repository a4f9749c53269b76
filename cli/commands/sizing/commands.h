#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// size.
void AddSizing(CommandSet& commands);

}  // namespace aurora::cli
