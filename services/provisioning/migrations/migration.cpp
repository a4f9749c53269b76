#include "services/provisioning/migrations/migration.h"

#include <algorithm>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/provisioning/clickhouse/server.h"

namespace aurora::provisioning {
namespace {

namespace log = base::log;
using base::StrCat;

constexpr std::string_view kCreateRecords = R"(CREATE TABLE IF NOT EXISTS aurora.migrations
(
    `version` UInt32,
    `name` String,
    `applied_at` DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
ORDER BY version
COMMENT 'steps of the schema of this database')";

// Databases of the first release have the table without it.
constexpr std::string_view kAddUsableFrom = "ALTER TABLE aurora.migrations ADD COLUMN IF NOT EXISTS `usable_from` UInt32 DEFAULT 0";

constexpr std::string_view kSelectRecords =
    "SELECT version, name, formatDateTime(min(applied_at), '%Y-%m-%dT%H:%i:%SZ', 'UTC'), "
    "max(usable_from) FROM aurora.migrations "
    "GROUP BY version, name ORDER BY version";

absl::StatusOr<std::vector<AppliedMigration>> Recorded(Server& server) {
  absl::StatusOr<std::vector<Server::Row>> rows = server.Select(kSelectRecords, {});
  if (!rows.ok()) return rows.status();
  std::vector<AppliedMigration> recorded;
  for (const Server::Row& row : *rows) {
    if (row.size() != 4 || !row[0] || !row[1] || !row[2] || !row[3]) {
      return absl::InternalError("table aurora.migrations answered with a row of another shape");
    }
    recorded.push_back({static_cast<uint32_t>(std::strtoul(row[0]->c_str(), nullptr, 10)), *row[1], *row[2],
                        static_cast<uint32_t>(std::strtoul(row[3]->c_str(), nullptr, 10))});
  }
  return recorded;
}

absl::Status CheckRecords(const std::vector<AppliedMigration>& recorded,
                          const std::vector<Migration>& known) {
  for (const AppliedMigration& step : recorded) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Migration& m) { return m.version == step.version; });
    if (found == known.end()) {
      if (step.usable_from != 0 && step.usable_from <= known.back().version) continue;
      return absl::FailedPreconditionError(
          StrCat("database aurora has step ", step.version, " (", step.name,
                 "), which this version of Aurora neither knows nor can live with; start the newer version again"));
    }
    if (found->name != step.name) {
      return absl::FailedPreconditionError(StrCat("database aurora: step ", step.version, " is recorded as ",
                                                  step.name, " and not as ", found->name,
                                                  "; it was not made by this program, use another server"));
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Server& server, const Migration& migration) {
  if (absl::Status status = server.Execute(migration.sql, {}); !status.ok()) return status;
  const absl::Status recorded =
      server.Execute("INSERT INTO aurora.migrations (version, name, usable_from) SELECT {version:UInt32}, {name:String}, {usable_from:UInt32}",
                     {{"version", StrCat(migration.version)}, {"name", migration.name}, {"usable_from", StrCat(migration.usable_from)}});
  if (recorded.ok()) {
    log::Info("migration applied", {{"version", migration.version}, {"name", migration.name}});
  }
  return recorded;
}

}  // namespace

absl::StatusOr<std::vector<AppliedMigration>> Migrate(Server& server,
                                                      const std::vector<Migration>& migrations) {
  for (const std::string_view sql :
       {std::string_view("CREATE DATABASE IF NOT EXISTS aurora"), kCreateRecords, kAddUsableFrom}) {
    if (absl::Status status = server.Execute(sql, {}); !status.ok()) return status;
  }
  absl::StatusOr<std::vector<AppliedMigration>> recorded = Recorded(server);
  if (!recorded.ok()) return recorded.status();
  if (absl::Status status = CheckRecords(*recorded, migrations); !status.ok()) return status;
  bool changed = false;
  for (const Migration& migration : migrations) {
    const bool done = std::any_of(recorded->begin(), recorded->end(),
                                  [&](const AppliedMigration& a) { return a.version == migration.version; });
    if (done) continue;
    if (absl::Status status = Apply(server, migration); !status.ok()) return status;
    changed = true;
  }
  return changed ? Recorded(server) : recorded;
}

}  // namespace aurora::provisioning
