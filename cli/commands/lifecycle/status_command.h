#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora status`: the processes of this machine, asked now, and the connections.
int RunStatus(const Context& context);

}  // namespace aurora::cli
