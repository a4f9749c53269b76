#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// up, down, status, logs, doctor, env and link.
void AddLifecycle(CommandSet& commands);

}  // namespace aurora::cli
