#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora down`: ends the Aurora of the data directory and waits for it.
int RunDown(const Context& context);

}  // namespace aurora::cli
