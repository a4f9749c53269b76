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

TEST_CASE("a database of a newer version is refused") {
  const std::vector<AppliedMigration> applied = {{1, MigrationChecksum(kMigrations[0], false)},
                                                 {2, MigrationChecksum(kMigrations[1], false)},
                                                 {3, "x"}};
  CHECK(CheckApplied(kMigrations, applied, false).code() == absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace aurora::state
