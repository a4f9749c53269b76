#include "libs/state/database.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <thread>

namespace aurora::state {
namespace {

const std::vector<Migration> kMigrations = {
    {1, "items", "CREATE TABLE items (id VARCHAR(64) PRIMARY KEY, size BIGINT, note VARCHAR(64));\n", ""}};

// A folder that goes away with the test.
struct Folder {
  Folder() {
    char name[] = "/tmp/aurora-state-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  DatabaseOptions Options() const {
    DatabaseOptions options;
    options.url = "sqlite://" + path + "/sub/state.db";
    return options;
  }
  std::string path;
};

absl::StatusOr<int64_t> Count(Database& database) {
  int64_t count = -1;
  const absl::Status status = database.Read([&](Session& session) -> absl::Status {
    auto rows = session.Select("SELECT count(*) FROM items", 1);
    if (!rows.ok()) return rows.status();
    count = rows->at(0).Number(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return count;
}

absl::Status Insert(Database& database, const std::string& id, Value size) {
  return database.Transact([&](Session& session) {
    return session.Execute("INSERT INTO items (id, size, note) VALUES (:id, :size, :note)",
                           {{"id", id}, {"size", size}, {"note", std::nullopt}})
        .status();
  });
}

TEST_CASE("values come back as they were, 64 bits and NULL included") {
  const Folder folder;
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  REQUIRE(Insert(**database, "it's; \"odd\" :name", int64_t{9007199254740993}).ok());
  const absl::Status status = (*database)->Read([&](Session& session) -> absl::Status {
    auto rows = session.Select("SELECT id, size, note FROM items WHERE size = :size", 3,
                               {{"size", int64_t{9007199254740993}}});
    if (!rows.ok()) return rows.status();
    REQUIRE(rows->size() == 1);
    CHECK(rows->at(0).Text(0) == "it's; \"odd\" :name");
    CHECK(rows->at(0).Number(1) == 9007199254740993);
    CHECK(rows->at(0).IsNull(2));
    return absl::OkStatus();
  });
  CHECK(status.ok());
}

TEST_CASE("the file belongs to its owner alone and its rows survive a reopening") {
  const Folder folder;
  {
    auto database = Database::Open(folder.Options(), kMigrations);
    REQUIRE(database.ok());
    REQUIRE(Insert(**database, "a", 1).ok());
  }
  struct stat info {};
  REQUIRE(::stat((folder.path + "/sub/state.db").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  CHECK(Count(**database).value() == 1);
}

TEST_CASE("a transaction that fails leaves nothing") {
  const Folder folder;
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  const absl::Status status = (*database)->Transact([](Session& session) -> absl::Status {
    auto done = session.Execute("INSERT INTO items (id) VALUES ('x')");
    CHECK(done.value() == 1);
    return absl::AbortedError("changed my mind");
  });
  CHECK(status.code() == absl::StatusCode::kAborted);
  CHECK(Count(**database).value() == 0);
}

TEST_CASE("a second row of the same key is AlreadyExists, and the connection still works") {
  const Folder folder;
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  REQUIRE(Insert(**database, "a", 1).ok());
  CHECK(Insert(**database, "a", 2).code() == absl::StatusCode::kAlreadyExists);
  CHECK(Insert(**database, "b", 2).ok());
}

TEST_CASE("an edited migration ends the start") {
  const Folder folder;
  REQUIRE(Database::Open(folder.Options(), kMigrations).ok());
  std::vector<Migration> edited = kMigrations;
  edited[0].sql_sqlite += "CREATE TABLE extra (x BIGINT);\n";
  CHECK(Database::Open(folder.Options(), edited).status().code() == absl::StatusCode::kFailedPrecondition);
}

TEST_CASE("a failing migration leaves the database as it was") {
  const Folder folder;
  REQUIRE(Database::Open(folder.Options(), kMigrations).ok());
  std::vector<Migration> more = kMigrations;
  more.push_back({2, "broken", "CREATE TABLE extra (x BIGINT);\nNONSENSE;\n", ""});
  CHECK_FALSE(Database::Open(folder.Options(), more).ok());
  more[1].sql_sqlite = "CREATE TABLE extra (x BIGINT);\n";
  CHECK(Database::Open(folder.Options(), more).ok());
}

TEST_CASE("a program goes back to a database of the next version when that says so") {
  const Folder folder;
  std::vector<Migration> next = kMigrations;
  next.push_back({2, "more", "CREATE TABLE extra (x BIGINT);\n", "", 1});
  REQUIRE(Database::Open(folder.Options(), next).ok());
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  CHECK(Insert(**database, "a", 1).ok());
  // Forward again: nothing is applied twice.
  CHECK(Database::Open(folder.Options(), next).ok());
  next.push_back({3, "other", "DROP TABLE extra;\n", ""});
  REQUIRE(Database::Open(folder.Options(), next).ok());
  CHECK(Database::Open(folder.Options(), kMigrations).status().code() == absl::StatusCode::kFailedPrecondition);
}

TEST_CASE("writers of several threads wait for each other") {
  const Folder folder;
  auto database = Database::Open(folder.Options(), kMigrations);
  REQUIRE(database.ok());
  constexpr int kThreads = 6;
  constexpr int kRows = 5;
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int row = 0; row < kRows; ++row) {
        if (!Insert(**database, std::to_string(thread) + "-" + std::to_string(row), row).ok()) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(Count(**database).value() == kThreads * kRows);
}

TEST_CASE("what is no database says so") {
  CHECK(Database::Open({"mysql://x", {}, 1}, kMigrations).status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(Database::Open({"sqlite://relative", {}, 1}, kMigrations).status().code() ==
        absl::StatusCode::kInvalidArgument);
  const absl::Status password = Database::Open({"postgresql://u:p@h/d", {}, 1}, kMigrations).status();
  CHECK(password.code() == absl::StatusCode::kInvalidArgument);
  CHECK(std::string(password.message()).find("u:p") == std::string::npos);
  CHECK(Database::Open({"sqlite:///proc/nowhere/state.db", {}, 1}, kMigrations).status().code() ==
        absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace aurora::state
