#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::provisioning {

class Server;

// One step of the schema of Aurora's own tables. Forward only: a step that has been released is never edited.
// Its statement can be repeated, because a crash may come between the statement and its record.
struct Migration {
  uint32_t version;
  std::string name;
  std::string sql;
};

struct AppliedMigration {
  uint32_t version = 0;
  std::string name;
  // RFC 3339.
  std::string applied_at;
};

const std::vector<Migration>& Migrations();

// Makes the database aurora and runs the steps that are not recorded yet, in order. Returns all recorded
// ones. FailedPrecondition when the database was written by a newer Aurora, or when a recorded step has
// another name.
absl::StatusOr<std::vector<AppliedMigration>> Migrate(Server& server,
                                                      const std::vector<Migration>& migrations);

}  // namespace aurora::provisioning
