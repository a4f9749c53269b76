#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/definition/definition_store.h"

namespace aurora::ingest {

// Takes in what a restore has left for us (v1::RestoredState as JSON) in the file or in the database, before the first connection starts:
// connections get groups of their own and the offsets at which they go on, and dead letters that are rows in the restored tables go. Removes
// it; after a crash before that the same is done again, and of several replicas the first does it. OK when there is nothing. DataLoss
// names where it stands; other errors are the database's and ClickHouse's.
absl::Status TakeInRestore(const std::string& path, DefinitionStore& store, clickhouse::Client& client);

}  // namespace aurora::ingest
