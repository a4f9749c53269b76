#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// What people teach: glossary and verified.
void AddKnowledge(CommandSet& commands);

}  // namespace aurora::cli
