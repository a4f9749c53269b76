#pragma once

#include <vector>

#include "libs/state/database.h"

namespace aurora::query::learned {

// All of the query engine's state: what people taught it. To be given to Database::Open.
std::vector<state::Migration> StateMigrations();

// Counts up with each change of terms and verified answers, so that other replicas notice. Call within the change's transaction.
absl::Status CountChange(state::Session& session);

}  // namespace aurora::query::learned
