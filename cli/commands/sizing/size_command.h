#pragma once

#include "cli/commands/context.h"
#include "cli/size/workload.h"

namespace aurora::cli {

// `aurora size`: what a workload needs and costs. Asks nobody.
int RunSize(const Context& context, const Workload& workload);

}  // namespace aurora::cli
