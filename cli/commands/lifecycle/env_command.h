#pragma once

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora env`: exports for a shell, to be used with eval.
int RunEnv(const Context& context);
// `aurora link`: another one-time sign-in link.
int RunLink(const Context& context);

// Text as one word of a shell.
std::string ShellQuote(std::string_view text);

}  // namespace aurora::cli
