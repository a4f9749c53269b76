#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora status`: the processes of this machine, asked now, and the connections; with AURORA_URL those of the Aurora there.
int RunStatus(const Context& context);

}  // namespace aurora::cli
