#pragma once

#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora ledger`: what became of each offset of a connection. `format`: "table", or "csv" or "ndjson" to keep it.
int RunLedger(const Context& context, const std::string& name, const std::string& format);
// `aurora dead-letters`: the newest messages that did not fit.
int RunDeadLetters(const Context& context, const std::string& name, int limit);

}  // namespace aurora::cli
