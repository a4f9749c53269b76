#pragma once

#include <string>
#include <vector>

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora ledger`: what became of each offset of a connection. `format`: "table", or "csv" or "ndjson" to keep it.
int RunLedger(const Context& context, const std::string& name, const std::string& format);

struct DeadLettersOptions {
  int limit = 20;
  // Counts by cause instead of messages.
  bool groups = false;
  // Try them again instead of showing them; then one of the three below.
  bool replay = false;
  bool all = false;
  // Also of those that are shown.
  std::string reason;
  // "partition:offset"
  std::vector<std::string> offsets;
};

// `aurora dead-letters`: the newest messages that did not fit, or another try for them.
int RunDeadLetters(const Context& context, const std::string& name, const DeadLettersOptions& options);

}  // namespace aurora::cli
