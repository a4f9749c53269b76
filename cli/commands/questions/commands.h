#pragma once

#include "cli/commands/command_set.h"

namespace aurora::cli {

// tables, ask, sql, explain and suggest.
void AddQuestions(CommandSet& commands);

}  // namespace aurora::cli
