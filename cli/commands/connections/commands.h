#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// A connection's life: connect to disconnect, its ledger, what is read again, how its table grows.
void AddConnections(CommandSet& commands);

}  // namespace aurora::cli
