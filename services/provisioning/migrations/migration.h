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
  // Programs whose last step is this one, or a later one, work also after this step. 0: only those that know it.
  uint32_t usable_from = 0;
};

struct AppliedMigration {
  uint32_t version = 0;
  std::string name;
  // RFC 3339.
  std::string applied_at;
  // As in Migration.
  uint32_t usable_from = 0;
};

const std::vector<Migration>& Migrations();

// Makes the database aurora and runs the steps that are not recorded yet, in order. Returns all recorded
// ones. FailedPrecondition when the database has a step that this program neither knows nor can live with, or when a
// recorded step has another name.
absl::StatusOr<std::vector<AppliedMigration>> Migrate(Server& server,
                                                      const std::vector<Migration>& migrations);

}  // namespace aurora::provisioning
