#pragma once

#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora tables [DB.TABLE]`: all tables, or the columns of one.
int RunTables(const Context& context, const std::string& table);

}  // namespace aurora::cli
