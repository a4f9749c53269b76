#include "cli/backup/stores/restore_stores.h"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "absl/time/clock.h"
#include "cli/backup/engine_copy.h"
#include "cli/backup/files.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

// Below the engine's own folder of backups, which is the only place that it may read them from.
constexpr char kFetched[] = "restoring";
// An empty database of ClickHouse that is there as long as a restore has not come to its end.
constexpr char kMarkDatabase[] = "aurora_restoring";
constexpr absl::Duration kStatementTimeMax = absl::Minutes(10);

clickhouse::QueryOptions Soon() {
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kStatementTimeMax;
  return options;
}

// Copies folders of backups to where the engine reads.
absl::Status CopyFolder(const std::string& from, const std::string& to) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end; entry.increment(error)) {
    const std::string copy = base::StrCat(to, "/", entry->path().lexically_relative(from).string());
    if (entry->is_directory()) {
      fs::create_directories(copy, error);
      continue;
    }
    fs::create_directories(fs::path(copy).parent_path(), error);
    if (absl::Status status = CopyFile(entry->path().string(), copy); !status.ok()) return status;
  }
  return error ? FileError(from, error) : absl::OkStatus();
}

// One restore. Lives for one call.
class StoresRestore {
 public:
  StoresRestore(const Stores& stores, const FoundBackup& backup, clickhouse::Client& client) : stores_(stores), backup_(backup), client_(client) {}

  absl::Status Make() {
    const absl::StatusOr<std::unique_ptr<FolderLock>> lock = FolderLock::Take(stores_.engine_folder);
    if (!lock.ok()) return lock.status();
    if (absl::Status status = AwaitQuiet(client_); !status.ok()) return status;
    if (absl::Status status = CheckEmpty(); !status.ok()) return status;
    const absl::Status status = Fill();
    std::error_code error;
    fs::remove_all(Fetched(), error);
    return status;
  }

 private:
  std::string Fetched() const { return base::StrCat(stores_.engine_folder, "/", kFetched); }

  absl::StatusOr<std::vector<std::string>> Databases() {
    const auto rows = client_.SelectRows(
        "SELECT name FROM system.databases WHERE name NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA', 'default')", Soon());
    if (!rows.ok()) return rows.status();
    std::vector<std::string> names;
    for (const auto& row : rows->rows) names.push_back(row[0].value_or(""));
    return names;
  }

  // Looks at all stores before anything is written.
  absl::Status CheckEmpty() {
    const absl::StatusOr<std::vector<std::string>> databases = Databases();
    if (!databases.ok()) return databases.status();
    marked_ = std::find(databases->begin(), databases->end(), kMarkDatabase) != databases->end();
    const absl::StatusOr<std::vector<BackedUpTable>> tables = ListTables(client_);
    if (!tables.ok()) return tables.status();
    if (!marked_ && !tables->empty()) {
      return absl::FailedPreconditionError(base::StrCat("ClickHouse at ", stores_.clickhouse.url, " holds ", tables->size(), " tables (", tables->front().name,
                                                        "); restore into an empty one"));
    }
    for (const PostgresDatabase& database : stores_.states) {
      const absl::StatusOr<PostgresContent> content = LookInto(database);
      if (!content.ok()) return content.status();
      if (*content == PostgresContent::kSomething || (*content == PostgresContent::kMarked && !marked_)) {
        return absl::FailedPreconditionError(base::StrCat("database ", database.url,
                                                          " holds an Aurora's state; restore into an empty one (DROP DATABASE, CREATE DATABASE)"));
      }
    }
    return absl::OkStatus();
  }

  absl::Status Fill() {
    if (absl::Status status = Execute(base::StrCat("CREATE DATABASE IF NOT EXISTS ", kMarkDatabase)); !status.ok()) return status;
    if (marked_) {
      if (absl::Status status = RemoveHalf(); !status.ok()) return status;
    }
    if (absl::Status status = Fetch(); !status.ok()) return status;
    for (const char* half : kHalves) {
      const auto place = [&](const std::string& id) { return base::StrCat(id, "/clickhouse/", half); };
      std::error_code error;
      if (!fs::exists(base::StrCat(Fetched(), "/", place(backup_.manifest.id)), error)) continue;
      const bool based = backup_.full.has_value() && fs::exists(base::StrCat(Fetched(), "/", place(backup_.full->id)), error);
      const absl::Status status = RestoreHalf(client_, base::StrCat(kFetched, "/", place(backup_.manifest.id)),
                                              based ? base::StrCat(kFetched, "/", place(backup_.full->id)) : "");
      if (!status.ok()) return absl::Status(status.code(), base::StrCat("backup ", backup_.manifest.id, ": ", base::Message(status)));
    }
    for (const PostgresDatabase& database : stores_.states) {
      const std::string points = base::StrCat("INSERT INTO waiting_restores (state) VALUES (", PostgresText(RestoredState(backup_.manifest)), ");\n");
      const std::string copy = base::StrCat(Fetched(), "/", backup_.manifest.id, "/state/", Stores::CopyName(database.name));
      const absl::Status status = RestorePostgres(database, copy, database.name == Stores::kIngest ? points : "");
      if (!status.ok()) return status;
    }
    // From here on it is an Aurora like any other.
    if (absl::Status status = Execute(base::StrCat("DROP DATABASE ", kMarkDatabase, " SYNC")); !status.ok()) return status;
    for (const PostgresDatabase& database : stores_.states) {
      if (absl::Status status = RemoveMark(database); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Execute(const std::string& sql) { return client_.Execute(sql, Soon()).status(); }

  // What an interrupted one has brought.
  absl::Status RemoveHalf() {
    const absl::StatusOr<std::vector<std::string>> databases = Databases();
    if (!databases.ok()) return databases.status();
    for (const std::string& database : *databases) {
      if (database == kMarkDatabase) continue;
      if (absl::Status status = Execute(base::StrCat("DROP DATABASE ", clickhouse::QuoteIdentifier(database), " SYNC")); !status.ok()) return status;
    }
    const absl::StatusOr<std::vector<BackedUpTable>> rest = ListTables(client_);
    if (!rest.ok()) return rest.status();
    for (const BackedUpTable& table : *rest) {
      const size_t dot = table.name.find('.');
      const std::string name = clickhouse::QuoteTable(table.name.substr(0, dot), table.name.substr(dot + 1));
      if (absl::Status status = Execute(base::StrCat("DROP TABLE ", name, " SYNC")); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Fetch() {
    std::error_code error;
    fs::remove_all(Fetched(), error);
    std::vector<const Manifest*> needed = {&backup_.manifest};
    if (backup_.full.has_value()) needed.push_back(&*backup_.full);
    uint64_t bytes = 0;
    for (const Manifest* manifest : needed) bytes += manifest->bytes;
    if (absl::Status status = CheckRoom(stores_.engine_folder, 2 * bytes + kRoomToSpare); !status.ok()) return status;
    const absl::StatusOr<std::string> files = backup_.place->Provide(needed, Fetched());
    if (!files.ok() || *files == Fetched()) return files.status();
    for (const Manifest* manifest : needed) {
      const absl::Status status = CopyFolder(base::StrCat(*files, "/", manifest->id), base::StrCat(Fetched(), "/", manifest->id));
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const Stores& stores_;
  const FoundBackup& backup_;
  clickhouse::Client& client_;
  bool marked_ = false;
};

}  // namespace

absl::StatusOr<FoundBackup> RestoreStores(const RestoreWish& wish, const Stores& stores) {
  absl::StatusOr<FoundBackup> backup = FindBackup(wish.from, wish.to);
  if (!backup.ok()) return backup.status();
  if (!IsOfStores(backup->manifest)) {
    return absl::FailedPreconditionError(base::StrCat("backup ", backup->manifest.id,
                                                      " is of an `aurora up`, whose state is in SQLite; restore it without --stores"));
  }
  if (absl::Status status = CheckKey(*backup, stores.key_file); !status.ok()) return status;
  const auto api = stores.Api();
  if (!api.ok()) return api.status();
  if (const absl::Status answer = (*api)->Get("/api/v1/status").status(); !absl::IsUnavailable(answer) && !absl::IsDeadlineExceeded(answer)) {
    return absl::FailedPreconditionError(base::StrCat("Aurora's gateway at ", stores.gateway_url, " answers; stop all services first"));
  }
  const auto client = clickhouse::Client::Create(stores.clickhouse);
  if (!client.ok()) return client.status();
  if (absl::Status status = StoresRestore(stores, *backup, **client).Make(); !status.ok()) return status;
  return backup;
}

}  // namespace aurora::cli
