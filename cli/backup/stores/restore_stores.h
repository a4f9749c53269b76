#pragma once

#include "absl/status/statusor.h"
#include "cli/backup/restore.h"
#include "cli/backup/stores/stores.h"

namespace aurora::cli {

// Makes an Aurora of a backup in a ClickHouse and databases of PostgreSQL that hold nothing, while no service of it runs; the services go on from
// there when they are started. Interrupted, it leaves marks in the stores, and the next one begins anew; what is there before it has come
// to its end is no Aurora. Errors: FailedPrecondition (a store holds something, services run, another kind of backup), InvalidArgument (another
// key), ResourceExhausted, DataLoss, Unavailable.
absl::StatusOr<FoundBackup> RestoreStores(const RestoreWish& wish, const Stores& stores);

}  // namespace aurora::cli
