#pragma once

#include <vector>

#include "libs/state/migration.h"

namespace aurora::gateway::workspace {

// All of the gateway's state: credentials (gateway/auth), then what people keep here. To be given to Database::Open.
std::vector<state::Migration> StateMigrations();

}  // namespace aurora::gateway::workspace
