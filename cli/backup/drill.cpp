#include "cli/backup/drill.h"

#include <filesystem>
#include <map>
#include <set>

#include "absl/time/clock.h"
#include "cli/backup/engine_copy.h"
#include "cli/backup/files.h"
#include "cli/backup/state_copy.h"
#include "cli/backup/stores/postgres.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kCountTimeMax = absl::Hours(1);
constexpr char kGroupBytesMax[] = "1073741824";

// Removes what was restored, whatever came of it.
class Scratch {
 public:
  explicit Scratch(std::string path) : path_(std::move(path)) { Remove(); }
  ~Scratch() { Remove(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  void Remove() const {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  const std::string path_;
};

absl::Status CompareTables(clickhouse::Client& client, DrillReport& report) {
  const auto restored = ListTables(client);
  if (!restored.ok()) return restored.status();
  std::map<std::string, std::optional<uint64_t>> rows;
  for (const BackedUpTable& table : *restored) rows[table.name] = table.rows;
  for (const BackedUpTable& table : report.backup.tables) {
    const auto found = rows.find(table.name);
    DrilledTable drilled{table.name, table.rows, std::nullopt};
    if (found == rows.end()) {
      report.wrong.push_back(base::StrCat("table ", table.name, " was not restored"));
    } else {
      drilled.rows = found->second;
      if (table.rows.value_or(0) > 0 && found->second.value_or(0) == 0) {
        report.wrong.push_back(base::StrCat("table ", table.name, " had ", *table.rows, " rows and is empty"));
      }
    }
    report.tables.push_back(std::move(drilled));
  }
  return absl::OkStatus();
}

// An offset that a table has twice would be one that was loaded twice.
absl::Status FindDuplicates(clickhouse::Client& client, DrillReport& report) {
  std::set<std::string> names;
  for (const BackedUpConnection& connection : report.backup.connections) names.insert(connection.table);
  for (const std::string& name : names) {
    const size_t dot = name.find('.');
    if (dot == std::string::npos) continue;
    const std::string database = name.substr(0, dot);
    const std::string table = name.substr(dot + 1);
    clickhouse::QueryOptions options;
    options.deadline = absl::Now() + kCountTimeMax;
    options.parameters = {{"database", database}, {"table", table}};
    const auto columns = client.SelectRows(
        "SELECT countIf(name = '_offset'), countIf(name = '_element') FROM system.columns WHERE database = {database:String} AND table = "
        "{table:String}", options);
    if (!columns.ok()) return columns.status();
    if (columns->rows[0][0] != "1") continue;
    // Keys of a large table do not fit into memory.
    options.settings = {{"max_bytes_before_external_group_by", kGroupBytesMax}};
    const auto count = client.SelectRows(
        base::StrCat("SELECT sum(more) FROM (SELECT count() - 1 AS more FROM ", clickhouse::QuoteTable(database, table),
                     " GROUP BY _topic, _partition, _offset, _timestamp", columns->rows[0][1] == "1" ? ", _element" : "", " HAVING more > 0)"),
        options);
    if (!count.ok()) return count.status();
    if (count->rows[0][0] != "0") {
      report.wrong.push_back(base::StrCat("table ", name, " holds ", count->rows[0][0].value_or(""), " rows more than once"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DrillReport> DrillRestore(const RestoreWish& wish, const Layout& layout, const DataDirectory& data) {
  const absl::Time begin = absl::Now();
  const absl::StatusOr<FoundBackup> backup = FindBackup(wish.from, wish.to);
  if (!backup.ok()) return backup.status();
  const DataDirectory side{data.path + "/drill"};
  // Two drills at a time would take the files from under each other.
  const absl::StatusOr<std::unique_ptr<FolderLock>> lock = FolderLock::Take(data.path + "/run/drill");
  if (!lock.ok()) return absl::AlreadyExistsError(base::StrCat("another drill runs on ", data.path, "; wait for its end"));
  const Scratch scratch(side.path);
  if (absl::Status status = side.Make(); !status.ok()) return status;
  DrillReport report;
  report.backup = backup->manifest;
  report.age = begin - backup->manifest.taken_at;
  const absl::StatusOr<std::string> files = ProvideFiles(*backup, side);
  if (!files.ok()) return files.status();
  {
    const auto engine = RestoreTables(*backup, *files, layout, side);
    if (!engine.ok()) return engine.status();
    if (absl::Status status = CompareTables((*engine)->client(), report); !status.ok()) return status;
    if (absl::Status status = FindDuplicates((*engine)->client(), report); !status.ok()) return status;
    const auto damaged = CheckTables((*engine)->client());
    if (!damaged.ok()) return damaged.status();
    report.wrong.insert(report.wrong.end(), damaged->begin(), damaged->end());
  }
  if (absl::Status status = RestoreState(*backup, *files, side); !status.ok()) return status;
  for (const BackedUpFile& file : backup->manifest.files) {
    if (!file.path.starts_with("state/")) continue;
    const std::string path = base::StrCat(side.path, "/", file.path);
    const absl::Status status = file.path.ends_with(".sql") ? CheckPostgresCopy(path) : CheckDatabase(path);
    if (!status.ok()) report.wrong.push_back(std::string(status.message()));
  }
  if (!wish.key_file.empty()) {
    const absl::StatusOr<base::Secret> key = base::Secret::FromFile(wish.key_file);
    if (!key.ok()) return key.status();
    if (Sha256(key->Reveal()) != backup->manifest.key_sha256) {
      report.wrong.push_back(base::StrCat("key file ", wish.key_file, " is not the key of this backup: the connections' passwords could not be read"));
    }
  }
  report.took = absl::Now() - begin;
  return report;
}

}  // namespace aurora::cli
