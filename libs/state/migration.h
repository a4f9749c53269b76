#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace aurora::state {

// One numbered, forward-only step of a schema. Once released it may never be edited: its checksum is kept in the
// database and a different text under the same number ends the start.
struct Migration {
  // Counted from 1, without gaps.
  uint32_t version = 0;
  // For people, e.g. "connections".
  std::string name;
  // Statements, each ended by a semicolon at the end of its line. Integers are BIGINT, times are BIGINT
  // microseconds since 1970, flags BIGINT 0 or 1.
  std::string sql_sqlite;
  // Empty: the same text.
  std::string sql_postgresql;
  // Programs whose last step is this number, or a later one, run on the database also after this step: what they read and
  // write is still there, what is new has defaults. 0: only programs that know this step.
  uint32_t usable_from = 0;
};

// What the database says was applied.
struct AppliedMigration {
  uint32_t version = 0;
  std::string checksum;
  // As in Migration; 0 when nothing is noted.
  uint32_t usable_from = 0;
};

// Whether the versions count up from 1 without gaps.
absl::Status CheckNumbers(const std::vector<Migration>& migrations);

// FailedPrecondition when an applied step was edited since, or when the database has a step that this program neither knows
// nor can live with.
absl::Status CheckApplied(const std::vector<Migration>& migrations,
                          const std::vector<AppliedMigration>& applied, bool postgresql);

// The text for the engine, its lower-case hex SHA-256, and its single statements.
const std::string& MigrationSql(const Migration& migration, bool postgresql);
std::string MigrationChecksum(const Migration& migration, bool postgresql);
std::vector<std::string> SplitStatements(const std::string& sql);

}  // namespace aurora::state
