#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora doctor`: looks at everything that Aurora needs, says what is wrong and the remedy; of an Aurora that AURORA_URL names,
// what its gateway can tell. kExitFailed when something is.
int RunDoctor(const Context& context);

}  // namespace aurora::cli
