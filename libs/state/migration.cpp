#include "libs/state/migration.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace aurora::state {

absl::Status CheckNumbers(const std::vector<Migration>& migrations) {
  for (size_t index = 0; index < migrations.size(); ++index) {
    if (migrations[index].version != index + 1) {
      return absl::InvalidArgumentError(absl::StrCat("migration \"", migrations[index].name, "\" has number ",
                                                     migrations[index].version, "; number it ", index + 1));
    }
    if (migrations[index].usable_from > index + 1) {
      return absl::InvalidArgumentError(absl::StrCat("migration ", index + 1, " is usable from ", migrations[index].usable_from,
                                                     ", which comes after it; give an earlier one, or 0"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckApplied(const std::vector<Migration>& migrations,
                          const std::vector<AppliedMigration>& applied, bool postgresql) {
  for (size_t index = 0; index < applied.size(); ++index) {
    const AppliedMigration& done = applied[index];
    if (done.version != index + 1) {
      return absl::FailedPreconditionError(
          absl::StrCat("the database's list of migrations lacks number ", index + 1, "; restore a backup"));
    }
    if (index >= migrations.size()) {
      if (done.usable_from != 0 && done.usable_from <= migrations.size()) continue;
      return absl::FailedPreconditionError(
          absl::StrCat("the database was made by a newer version (migration ", done.version,
                       " is unknown, and this version cannot live with it); start that version, or restore a backup from before it"));
    }
    if (done.checksum != MigrationChecksum(migrations[index], postgresql)) {
      return absl::FailedPreconditionError(
          absl::StrCat("migration ", done.version, " (", migrations[index].name,
                       ") was edited after it was applied; undo the edit and add a new migration"));
    }
  }
  return absl::OkStatus();
}

const std::string& MigrationSql(const Migration& migration, bool postgresql) {
  return postgresql && !migration.sql_postgresql.empty() ? migration.sql_postgresql : migration.sql_sqlite;
}

std::string MigrationChecksum(const Migration& migration, bool postgresql) {
  const std::string& sql = MigrationSql(migration, postgresql);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(sql.data()), sql.size(), digest);
  return absl::BytesToHexString({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::vector<std::string> SplitStatements(const std::string& sql) {
  std::vector<std::string> statements;
  size_t begin = 0;
  while (begin < sql.size()) {
    size_t end = sql.find(";\n", begin);
    if (end == std::string::npos) end = sql.size();
    std::string statement(absl::StripAsciiWhitespace(absl::string_view(sql).substr(begin, end - begin)));
    if (!statement.empty() && statement.back() == ';') statement.pop_back();
    if (!statement.empty()) statements.push_back(std::move(statement));
    begin = end + 2;
  }
  return statements;
}

}  // namespace aurora::state
