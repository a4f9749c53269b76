#include "cli/backup/restore.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "cli/backup/engine_copy.h"
#include "cli/backup/files.h"
#include "cli/up/instance/instance_lock.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

std::string Marker(const DataDirectory& data) { return data.path + "/run/restoring"; }

// Backups that were copied from elsewhere, as long as it takes to restore them.
std::string Copied(const DataDirectory& data) { return data.path + "/run/copied-backups"; }

uint64_t BytesOf(const FoundBackup& backup) { return backup.manifest.bytes + (backup.full.has_value() ? backup.full->bytes : 0); }

std::string Shown(absl::Time time) { return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone()); }

absl::StatusOr<Manifest> Choose(BackupPlace& place, const std::optional<absl::Time>& to) {
  const absl::StatusOr<Backups> backups = ListBackups(place);
  if (!backups.ok()) return backups.status();
  for (auto backup = backups->whole.rbegin(); backup != backups->whole.rend(); ++backup) {
    if (!to.has_value() || backup->taken_at <= *to) return *backup;
  }
  if (!backups->whole.empty()) {
    return absl::NotFoundError(base::StrCat(place.name(), " has no backup from before ", Shown(*to), "; its oldest is of ",
                                            Shown(backups->whole.front().taken_at)));
  }
  return absl::NotFoundError(base::StrCat(place.name(), " has no backup",
                                          backups->damaged.empty() ? "" : base::StrCat(" that can be read (", backups->damaged.front(), ")"),
                                          "; name the place that `aurora backup --to` was given"));
}

// Refuses a directory that holds an Aurora; empties one that a restore was killed on.
absl::Status Clear(const DataDirectory& data) {
  std::error_code error;
  const bool interrupted = fs::exists(Marker(data), error);
  if (!interrupted && (fs::exists(data.State("ingest.db"), error) || fs::exists(data.ClickHouse() + "/engine", error))) {
    return absl::AlreadyExistsError(base::StrCat("data directory ", data.path,
                                                 " holds an Aurora already; give an empty one with --data-dir, or move that one away"));
  }
  if (absl::Status status = WritePrivateFile(Marker(data), "aurora restore\n"); !status.ok()) return status;
  fs::remove_all(data.ClickHouse(), error);
  fs::remove_all(data.path + "/state", error);
  fs::remove_all(Copied(data), error);
  return data.Make();
}

}  // namespace

bool IsOfStores(const Manifest& manifest) {
  return std::any_of(manifest.files.begin(), manifest.files.end(),
                     [](const BackedUpFile& file) { return file.path.starts_with("state/") && file.path.ends_with(".sql"); });
}

absl::Status CheckKey(const FoundBackup& backup, const std::string& key_file) {
  const absl::StatusOr<base::Secret> key = base::Secret::FromFile(key_file);
  if (!key.ok()) return key.status();
  if (Sha256(key->Reveal()) == backup.manifest.key_sha256) return absl::OkStatus();
  return absl::InvalidArgumentError(base::StrCat("key file ", key_file, " is not the one that backup ", backup.manifest.id,
                                                 " was made with; give that one, or --without-key and make connections with passwords anew"));
}

std::string RestoredState(const Manifest& manifest) {
  json::object connections;
  for (const BackedUpConnection& connection : manifest.connections) {
    if (!connection.topics.has_value()) continue;
    connections[connection.id] = json::object{{"topics", TopicsJson(*connection.topics)}};
  }
  // Another one for each restore, so that the groups' names have never been used.
  const std::string id = "r" + std::to_string(absl::ToUnixMillis(absl::Now()));
  return json::serialize(json::object{{"restore_id", id}, {"connections", std::move(connections)}}) + "\n";
}

absl::StatusOr<FoundBackup> FindBackup(const std::string& from, const std::optional<absl::Time>& to) {
  absl::StatusOr<PlaceToRestoreFrom> opened = OpenPlaceToRestoreFrom(from);
  if (!opened.ok()) return opened.status();
  BackupPlace& place = *opened->place;
  absl::StatusOr<Manifest> manifest = opened->id.has_value() ? place.Read(*opened->id) : Choose(place, to);
  if (!manifest.ok()) return manifest.status();
  FoundBackup found{std::move(opened->place), *std::move(manifest), std::nullopt};
  if (absl::Status status = place.Check(found.manifest); !status.ok()) return status;
  if (found.manifest.full()) return found;
  absl::StatusOr<Manifest> full = place.Read(found.manifest.base);
  if (absl::IsNotFound(full.status()) || absl::IsDataLoss(full.status())) {
    return absl::DataLossError(base::StrCat("backup ", found.manifest.id, " needs the full backup ", found.manifest.base,
                                            ", which is missing or damaged in ", place.name(), "; bring it back, or use another backup"));
  }
  if (!full.ok()) return full.status();
  if (absl::Status status = place.Check(*full); !status.ok()) return status;
  found.full = *std::move(full);
  return found;
}

absl::StatusOr<std::string> ProvideFiles(const FoundBackup& backup, const DataDirectory& data) {
  if (absl::Status status = CheckRoom(data.path, BytesOf(backup) * (backup.place->IsElsewhere() ? 2 : 1) + kRoomToSpare); !status.ok()) return status;
  std::vector<const Manifest*> needed = {&backup.manifest};
  if (backup.full.has_value()) needed.push_back(&*backup.full);
  return backup.place->Provide(needed, Copied(data));
}

absl::StatusOr<std::unique_ptr<SideEngine>> RestoreTables(const FoundBackup& backup, const std::string& files, const Layout& layout,
                                                          const DataDirectory& data) {
  auto engine = SideEngine::Start(layout, data, files);
  if (!engine.ok()) return engine.status();
  for (const char* half : kHalves) {
    const auto place = [&](const std::string& id) { return base::StrCat(files, "/", id, "/clickhouse/", half); };
    std::error_code error;
    if (!fs::exists(place(backup.manifest.id), error)) continue;
    const bool based = !backup.manifest.full() && fs::exists(place(backup.manifest.base), error);
    const absl::Status status =
        RestoreHalf((*engine)->client(), place(backup.manifest.id), based ? place(backup.manifest.base) : "");
    if (!status.ok()) return absl::Status(status.code(), base::StrCat("backup ", backup.manifest.id, ": ", base::Message(status)));
  }
  return engine;
}

absl::Status RestoreState(const FoundBackup& backup, const std::string& files, const DataDirectory& data) {
  for (const BackedUpFile& file : backup.manifest.files) {
    if (!file.path.starts_with("state/")) continue;
    const std::string to = base::StrCat(data.path, "/", file.path);
    if (absl::Status status = CopyFile(base::StrCat(files, "/", backup.manifest.id, "/", file.path), to); !status.ok()) {
      return status;
    }
  }
  return WritePrivateFile(data.State("restored.json"), RestoredState(backup.manifest));
}

absl::StatusOr<FoundBackup> Restore(const RestoreWish& wish, const Layout& layout, const DataDirectory& data) {
  absl::StatusOr<FoundBackup> backup = FindBackup(wish.from, wish.to);
  if (!backup.ok()) return backup.status();
  if (IsOfStores(backup->manifest)) {
    return absl::InvalidArgumentError(base::StrCat("backup ", backup->manifest.id, " is of an Aurora that keeps its state in PostgreSQL; restore it with --stores"));
  }
  if (absl::Status status = wish.key_file.empty() ? absl::OkStatus() : CheckKey(*backup, wish.key_file); !status.ok()) return status;
  if (absl::Status status = data.Make(); !status.ok()) return status;
  const absl::StatusOr<std::unique_ptr<InstanceLock>> lock = InstanceLock::Take(data.Lock());
  if (!lock.ok()) return lock.status();
  if (absl::Status status = Clear(data); !status.ok()) return status;
  const absl::StatusOr<std::string> files = ProvideFiles(*backup, data);
  if (!files.ok()) return files.status();
  {
    const auto engine = RestoreTables(*backup, *files, layout, data);
    if (!engine.ok()) return engine.status();
  }
  if (absl::Status status = RestoreState(*backup, *files, data); !status.ok()) return status;
  if (!wish.key_file.empty()) {
    if (absl::Status status = CopyFile(wish.key_file, data.State("ingest.key")); !status.ok()) return status;
  }
  if (absl::Status status = KeepDemonstration(data, false); !status.ok()) return status;
  if (absl::Status status = Sync(data.path); !status.ok()) return status;
  std::error_code error;
  fs::remove_all(Copied(data), error);
  // From here on it is an Aurora like any other.
  fs::remove(Marker(data), error);
  if (absl::Status status = Sync(data.path); !status.ok()) return status;
  return backup;
}

absl::Status CheckRestored(const DataDirectory& data) {
  std::error_code error;
  if (!fs::exists(Marker(data), error)) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat("a restore into ", data.path,
                                                    " did not come to its end; run `aurora restore` again, it begins anew"));
}

}  // namespace aurora::cli
