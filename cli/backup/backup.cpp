#include "cli/backup/backup.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <filesystem>

#include "absl/time/clock.h"
#include "cli/backup/engine_copy.h"
#include "cli/backup/files.h"
#include "cli/backup/place.h"
#include "cli/backup/retention.h"
#include "cli/backup/state_copy.h"
#include "cli/backup/stores/postgres.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr int kAttemptsMax = 3;
constexpr absl::Duration kSwapTimeMax = absl::Minutes(5);
constexpr absl::Duration kSwapLookEvery = absl::Seconds(1);
constexpr const char* kDatabases[] = {"ingest.db", "gateway.db", "query-engine.db"};
// Below the engine's own folder of backups, which is the only place that it may write them to.
constexpr char kStaging[] = "staging";

std::string Text(const json::value& value, const char* key) {
  const json::value* member = value.is_object() ? value.as_object().if_contains(key) : nullptr;
  return member != nullptr && member->is_string() ? std::string(member->as_string()) : "";
}

// Where what is copied is.
struct Source {
  // What File() of ClickHouse's BACKUP writes to.
  std::string engine_folder;
  std::string key_file;
  // Copies the states of all services into a folder, and says what the files are called there.
  std::function<absl::StatusOr<std::vector<std::string>>(const std::string& folder)> copy_state;
};

// Makes one backup. Lives for one call.
class Run {
 public:
  Run(const Source& source, ApiClient& api, clickhouse::Client& client, BackupPlace& place, const BackupWish& wish)
      : source_(source), api_(api), client_(client), place_(place), wish_(wish) {}

  absl::StatusOr<BackupOutcome> Make() {
    const absl::StatusOr<std::unique_ptr<FolderLock>> lock = place_.Lock();
    if (!lock.ok()) return lock.status();
    // The engine's folder is another's too when two write into different places.
    const absl::StatusOr<std::unique_ptr<FolderLock>> staging = FolderLock::Take(EngineFolder());
    if (!staging.ok()) return staging.status();
    const absl::Status leftovers = place_.RemoveLeftovers();
    if (absl::Status status = AwaitQuiet(client_); !status.ok()) return status;
    absl::Status status;
    for (int i = 0; i < kAttemptsMax; ++i) {
      status = Attempt();
      if (!absl::IsAborted(status)) break;
    }
    if (status.ok()) status = place_.Finish(outcome_.manifest);
    if (!status.ok()) place_.Abandon();
    std::error_code error;
    fs::remove_all(Staged(""), error);
    if (!status.ok()) return status;
    if (!leftovers.ok()) outcome_.warnings.push_back(std::string(leftovers.message()));
    RemoveOld();
    return std::move(outcome_);
  }

 private:
  const std::string& EngineFolder() const { return source_.engine_folder; }
  std::string Staged(const std::string& what) const {
    return base::StrCat(EngineFolder(), "/", kStaging, what.empty() ? "" : "/", what);
  }

  absl::Status Attempt() {
    outcome_ = {};
    Manifest& manifest = outcome_.manifest;
    manifest.taken_at = absl::Now();
    manifest.id = absl::FormatTime(Manifest::kIdFormat, manifest.taken_at, absl::UTCTimeZone());
    manifest.aurora_version = AURORA_VERSION;
    std::error_code error;
    fs::remove_all(Staged(""), error);
    const absl::StatusOr<std::string> partial = place_.Begin(manifest.id, Staged(""));
    if (absl::IsAlreadyExists(partial.status())) {
      absl::SleepFor(absl::Seconds(1));
      return absl::AbortedError("two backups within a second");
    }
    if (!partial.ok()) return partial.status();
    partial_ = *partial;
    for (const std::string& folder : {partial_ + "/state", partial_ + "/clickhouse", Staged("base")}) {
      if (!error) fs::create_directories(folder, error);
      if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (error) {
      return absl::PermissionDeniedError(base::StrCat("folder ", partial_, " or ", EngineFolder(), " cannot be written (",
                                                      error.message(), "); make room or name another with --to"));
    }
    absl::StatusOr<std::string> swaps = AwaitSwaps();
    if (!swaps.ok()) return swaps.status();
    // The order is what makes it exact.
    if (absl::Status status = CopyState(); !status.ok()) return status;
    if (absl::Status status = AskConnections(); !status.ok()) return status;
    if (absl::Status status = CopyTables(); !status.ok()) return status;
    absl::StatusOr<std::string> after = Swaps();
    if (!after.ok()) return after.status();
    if (*after != *swaps) return absl::AbortedError("rows of a replayed range took their place during each of the attempts; try again later");
    return absl::OkStatus();
  }

  // Replays of ranges that have swapped rows, or are about to: tables and dead letters change together then.
  absl::StatusOr<std::string> Swaps() {
    const absl::StatusOr<json::value> connections = api_.Get("/api/v1/connections");
    if (!connections.ok()) return connections.status();
    std::vector<std::string> swaps;
    for (const json::value& connection : connections->at("connections").as_array()) {
      const std::string id = Text(connection, "id");
      const absl::StatusOr<json::value> replays = api_.Get(base::StrCat("/api/v1/connections/", id, "/replays"));
      // It was deleted meanwhile.
      if (absl::IsNotFound(replays.status())) continue;
      if (!replays.ok()) return replays.status();
      for (const json::value& replay : replays->at("replays").as_array()) {
        const std::string state = Text(replay, "state");
        if (state == "swapping" || state == "done") swaps.push_back(base::StrCat(Text(replay, "id"), " ", state));
      }
    }
    std::sort(swaps.begin(), swaps.end());
    std::string text;
    for (const std::string& swap : swaps) base::StrAppend(&text, swap, "\n");
    return text;
  }

  absl::StatusOr<std::string> AwaitSwaps() {
    const absl::Time deadline = absl::Now() + kSwapTimeMax;
    for (;;) {
      absl::StatusOr<std::string> swaps = Swaps();
      if (!swaps.ok() || swaps->find(" swapping\n") == std::string::npos) return swaps;
      if (absl::Now() > deadline) {
        return absl::UnavailableError("rows of a replayed range are taking their place; try again when `aurora replay` says that it is done");
      }
      absl::SleepFor(kSwapLookEvery);
    }
  }

  absl::Status CopyState() {
    const absl::StatusOr<std::vector<std::string>> names = source_.copy_state(partial_ + "/state");
    if (!names.ok()) return names.status();
    for (const std::string& name : *names) {
      if (absl::Status status = Note("state/" + name); !status.ok()) return status;
    }
    const absl::StatusOr<base::Secret> key = base::Secret::FromFile(source_.key_file);
    if (!key.ok()) return key.status();
    outcome_.manifest.key_sha256 = Sha256(key->Reveal());
    return absl::OkStatus();
  }

  absl::Status Note(const std::string& path) {
    absl::StatusOr<BackedUpFile> file = Describe(partial_, path);
    if (!file.ok()) return file.status();
    outcome_.manifest.files.push_back(*std::move(file));
    return absl::OkStatus();
  }

  absl::Status AskConnections() {
    const absl::StatusOr<json::value> list = api_.Get("/api/v1/connections");
    if (!list.ok()) return list.status();
    for (const json::value& entry : list->at("connections").as_array()) {
      BackedUpConnection connection;
      connection.id = Text(entry, "id");
      connection.table = Text(entry, "table");
      const absl::StatusOr<json::value> point = api_.Get(base::StrCat("/api/v1/connections/", connection.id, "/resume-point"));
      if (point.ok()) {
        connection.topics = TopicsFrom(point->at("topics"));
      } else if (!absl::IsNotFound(point.status())) {
        outcome_.warnings.push_back(base::StrCat("table ", connection.table, ": the brokers could not be asked how far it is loaded (",
                                                 base::Message(point.status()),
                                                 "); after a restore it is read again from where the connection began, and what is stored is left out"));
      }
      outcome_.manifest.connections.push_back(std::move(connection));
    }
    return absl::OkStatus();
  }

  // The lists of a full backup's files, put where the engine can read them. Whether all are there, as they were made.
  bool StageBase(const Manifest& full) {
    for (const char* half : kHalves) {
      const std::string path = base::StrCat("clickhouse/", half, "/", kHalfList);
      const auto list = std::find_if(full.files.begin(), full.files.end(), [&](const BackedUpFile& file) { return file.path == path; });
      if (list == full.files.end()) continue;
      std::error_code error;
      fs::create_directories(Staged(base::StrCat("base/clickhouse/", half)), error);
      if (!place_.Fetch(full.id, *list, Staged(base::StrCat("base/", path))).ok() || !CheckFile(Staged("base"), *list).ok()) return false;
    }
    return true;
  }

  absl::Status CopyTables() {
    Manifest& manifest = outcome_.manifest;
    const absl::StatusOr<Backups> backups = ListBackups(place_);
    if (!backups.ok()) return backups.status();
    for (const std::string& damaged : backups->damaged) outcome_.warnings.push_back(damaged);
    if (!wish_.full) {
      if (const auto full = FindBase(backups->whole, manifest.taken_at); full.has_value() && StageBase(*full)) manifest.base = full->id;
    }
    absl::StatusOr<std::vector<BackedUpTable>> tables = ListTables(client_);
    if (!tables.ok()) return tables.status();
    manifest.tables = *std::move(tables);
    for (const char* half : kHalves) {
      std::error_code error;
      const std::string base = base::StrCat("base/clickhouse/", half);
      const bool based = !manifest.base.empty() && fs::exists(Staged(base), error);
      const absl::StatusOr<bool> copied =
          CopyHalf(client_, half, base::StrCat(kStaging, "/", half), based ? base::StrCat(kStaging, "/", base) : "");
      if (!copied.ok()) return copied.status();
      if (!*copied) continue;
      if (absl::Status status = MoveFolder(Staged(half), base::StrCat(partial_, "/clickhouse/", half)); !status.ok()) return status;
      if (absl::Status status = Note(base::StrCat("clickhouse/", half, "/", kHalfList)); !status.ok()) return status;
    }
    manifest.bytes = BytesBelow(partial_);
    return absl::OkStatus();
  }

  void RemoveOld() {
    if (wish_.keep == 0) return;
    const absl::StatusOr<Backups> backups = ListBackups(place_);
    absl::Status status = backups.status();
    if (status.ok()) {
      const auto removed = RemoveBackups(place_, Superfluous(backups->whole, wish_.keep));
      if (removed.ok()) outcome_.removed = *removed;
      status = removed.status();
    }
    if (!status.ok()) outcome_.warnings.push_back(std::string(status.message()));
  }

  const Source& source_;
  ApiClient& api_;
  clickhouse::Client& client_;
  BackupPlace& place_;
  const BackupWish& wish_;
  // Where the backup is put together.
  std::string partial_;
  BackupOutcome outcome_;
};

std::string OwnerName(const DataDirectory& data) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return base::StrCat(host.data(), ":", data.path);
}

absl::StatusOr<std::vector<std::string>> CopySqlite(const DataDirectory& data, const std::string& folder) {
  std::vector<std::string> names;
  for (const char* name : kDatabases) {
    std::error_code error;
    if (!fs::exists(data.State(name), error)) {
      return absl::FailedPreconditionError(base::StrCat("there is no ", data.State(name), ": this Aurora keeps its state in a database of your "
                                                        "own; back it up with --stores (docs/deploy/backup.md)"));
    }
    if (absl::Status status = CopyDatabase(data.State(name), base::StrCat(folder, "/", name)); !status.ok()) return status;
    names.push_back(name);
  }
  return names;
}

absl::StatusOr<BackupOutcome> Make(const Source& source, const std::string& owner, ApiClient& api, clickhouse::Options options,
                                   const BackupWish& wish) {
  const auto client = clickhouse::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  const auto place = OpenPlace(wish.to, {.owner = owner, .impatient = false});
  if (!place.ok()) return place.status();
  return Run(source, api, **client, **place, wish).Make();
}

}  // namespace

absl::StatusOr<BackupOutcome> MakeBackup(const Instance& instance, const DataDirectory& data, ApiClient& api,
                                         const BackupWish& wish) {
  const bool embedded = std::any_of(instance.parts.begin(), instance.parts.end(),
                                    [](const Instance::Part& part) { return part.status.name == "embedded-clickhouse"; });
  if (!embedded) {
    return absl::FailedPreconditionError(base::StrCat("this Aurora stores its tables in ", instance.clickhouse_url,
                                                      ", a ClickHouse of your own; see --stores, or back it up with its own BACKUP (docs/deploy/backup.md)"));
  }
  absl::StatusOr<base::Secret> password = base::Secret::FromFile(instance.clickhouse_password_file);
  if (!password.ok()) return password.status();
  clickhouse::Options options;
  options.url = instance.clickhouse_url;
  options.user = instance.clickhouse_user;
  options.password = *std::move(password);
  const Source source{data.ClickHouse() + "/backups", data.State("ingest.key"), [&](const std::string& folder) { return CopySqlite(data, folder); }};
  return Make(source, OwnerName(data), api, std::move(options), wish);
}

absl::StatusOr<BackupOutcome> MakeBackup(const Stores& stores, const BackupWish& wish) {
  const auto api = stores.Api();
  if (!api.ok()) return api.status();
  const auto copy = [&](const std::string& folder) -> absl::StatusOr<std::vector<std::string>> {
    std::vector<std::string> names;
    for (const PostgresDatabase& database : stores.states) {
      names.push_back(Stores::CopyName(database.name));
      if (absl::Status status = CopyPostgres(database, base::StrCat(folder, "/", names.back())); !status.ok()) return status;
    }
    return names;
  };
  return Make({stores.engine_folder, stores.key_file, copy}, stores.owner(), **api, stores.clickhouse, wish);
}

}  // namespace aurora::cli
