#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/definition/definition_store.h"

namespace aurora::ingest {

// Takes in what a restore has left for us (v1::RestoredState as JSON), before the first connection starts: connections get groups of
// their own and the offsets at which they go on, and dead letters that are rows in the restored tables go. Removes the
// file; after a crash before that the same is done again. OK when the path is empty or there is no such file. InvalidArgument and
// DataLoss name the file; other errors are the database's and ClickHouse's.
absl::Status TakeInRestore(const std::string& path, DefinitionStore& store, clickhouse::Client& client);

}  // namespace aurora::ingest
