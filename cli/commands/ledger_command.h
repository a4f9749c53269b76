#pragma once

#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora ledger`: what became of each offset of a connection.
int RunLedger(const Context& context, const std::string& name);
// `aurora dead-letters`: the newest messages that did not fit.
int RunDeadLetters(const Context& context, const std::string& name, int limit);

}  // namespace aurora::cli
