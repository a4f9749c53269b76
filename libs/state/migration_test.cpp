#include "libs/state/migration.h"

#include <catch2/catch.hpp>

namespace aurora::state {
namespace {

const std::vector<Migration> kMigrations = {{1, "one", "CREATE TABLE a (x BIGINT);\n", ""},
                                            {2, "two", "CREATE TABLE b (x BIGINT);\n", "CREATE TABLE b (x INT8);\n"}};

TEST_CASE("a text is split at semicolons that end a line") {
  CHECK(SplitStatements("A (';');\nB\n  C;\n\n") == std::vector<std::string>{"A (';')", "B\n  C"});
  CHECK(SplitStatements("A;") == std::vector<std::string>{"A"});
  CHECK(SplitStatements(" \n").empty());
}

TEST_CASE("numbers count up from one") {
  CHECK(CheckNumbers(kMigrations).ok());
  CHECK_FALSE(CheckNumbers({{2, "two", "x", ""}}).ok());
}

TEST_CASE("an edited migration is refused, each engine for its own text") {
  std::vector<AppliedMigration> applied = {{1, MigrationChecksum(kMigrations[0], false)},
                                           {2, MigrationChecksum(kMigrations[1], false)}};
  CHECK(CheckApplied(kMigrations, applied, false).ok());
  CHECK_FALSE(CheckApplied(kMigrations, applied, true).ok());
  applied[0].checksum = "0";
  const absl::Status status = CheckApplied(kMigrations, applied, false);
  CHECK(status.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(std::string(status.message()).find("migration 1 (one)") != std::string::npos);
}

TEST_CASE("a step is usable from one before it") {
  std::vector<Migration> migrations = kMigrations;
  migrations[1].usable_from = 1;
  CHECK(CheckNumbers(migrations).ok());
  migrations[1].usable_from = 3;
  CHECK_FALSE(CheckNumbers(migrations).ok());
}

TEST_CASE("a database of a newer version is refused, unless it says that this one can live with it") {
  std::vector<AppliedMigration> applied = {{1, MigrationChecksum(kMigrations[0], false)},
                                           {2, MigrationChecksum(kMigrations[1], false)},
                                           {3, "x"}};
  const absl::Status status = CheckApplied(kMigrations, applied, false);
  CHECK(status.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(std::string(status.message()).find("migration 3") != std::string::npos);
  applied[2].usable_from = 2;
  CHECK(CheckApplied(kMigrations, applied, false).ok());
  applied[2].usable_from = 3;
  CHECK_FALSE(CheckApplied(kMigrations, applied, false).ok());
  // The last step that it cannot live with counts, not the last of all.
  applied.push_back({4, "y", 2});
  CHECK_FALSE(CheckApplied(kMigrations, applied, false).ok());
  applied[2].usable_from = 1;
  CHECK(CheckApplied(kMigrations, applied, false).ok());
}

}  // namespace
}  // namespace aurora::state
