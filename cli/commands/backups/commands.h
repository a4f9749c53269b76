#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// backup, restore and drill.
void AddBackups(CommandSet& commands);

}  // namespace aurora::cli
