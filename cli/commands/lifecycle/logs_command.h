#pragma once

#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

struct LogsOptions {
  // "" for all parts.
  std::string part;
  bool follow = false;
  int lines = 50;
};

// `aurora logs`: the ends of the parts' logs, and what is added to them with --follow.
int RunLogs(const Context& context, const LogsOptions& options);

}  // namespace aurora::cli
