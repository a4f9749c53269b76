#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/base/secret.h"

// A service's state in PostgreSQL, as a text of SQL like pg_dump's, which `psql -1 -f` takes in too. pg_dump itself refuses a server that is newer
// than it, and which one is there is the operator's to choose.
namespace aurora::cli {

struct PostgresDatabase {
  // "query-engine"
  std::string name;
  // postgresql://USER@HOST:PORT/DATABASE, without a password.
  std::string url;
  base::Secret password;
};

// Tables with their keys, indexes and rows, as they are at one moment; others read and write meanwhile. Errors name the database: Unavailable
// (not reached), PermissionDenied (credentials, rights), ResourceExhausted (disk full), Internal.
absl::Status CopyPostgres(const PostgresDatabase& database, const std::string& to);

// OK when a text is whole, to its last line; DataLoss.
absl::Status CheckPostgresCopy(const std::string& path);

// What a database is before a restore into it.
enum class PostgresContent {
  kNothing,
  // Restored by one that has perhaps not come to its end.
  kMarked,
  kSomething,
};
// FailedPrecondition while others are signed in there as the same user: services that still run.
absl::StatusOr<PostgresContent> LookInto(const PostgresDatabase& database);

// Takes in what CopyPostgres wrote, and `further` statements, in one transaction that also marks the database; what a marked one
// holds goes first. FailedPrecondition when it is not marked and holds something.
absl::Status RestorePostgres(const PostgresDatabase& database, const std::string& from, const std::string& further);
absl::Status RemoveMark(const PostgresDatabase& database);

// A text as a value of SQL.
std::string PostgresText(std::string_view text);

}  // namespace aurora::cli
