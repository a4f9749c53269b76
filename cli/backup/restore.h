#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/backup/place.h"
#include "cli/backup/side_engine.h"
#include "cli/up/plan/layout.h"

namespace aurora::cli {

struct RestoreWish {
  // Folder of backups or s3://BUCKET/PREFIX, or one backup below it.
  std::string from;
  // The newest that was taken at or before this; absent: the newest.
  std::optional<absl::Time> to;
  // Of the key that encrypts the connections' secrets; "" when it is lost.
  std::string key_file;
};

// A backup that was looked at (BackupPlace::Check) together with the full one that it needs.
struct FoundBackup {
  std::unique_ptr<BackupPlace> place;
  Manifest manifest;
  // The one that `manifest` lacks the unchanged files of.
  std::optional<Manifest> full;
};

// Whether its state comes from PostgreSQL (a backup that was made with --stores).
bool IsOfStores(const Manifest& manifest);

// NotFound (none, or none that old), DataLoss (missing or changed files); each names the backup and the remedy.
absl::StatusOr<FoundBackup> FindBackup(const std::string& from, const std::optional<absl::Time>& to);

// The folder that has the backup's files; below `data` when they come from elsewhere. ResourceExhausted says how much room is needed.
absl::StatusOr<std::string> ProvideFiles(const FoundBackup& backup, const DataDirectory& data);
// Puts tables and state from there into an empty data directory on which nothing runs. The engine that has the tables, for those who
// want to look at them.
absl::StatusOr<std::unique_ptr<SideEngine>> RestoreTables(const FoundBackup& backup, const std::string& files, const Layout& layout,
                                                          const DataDirectory& data);
absl::Status RestoreState(const FoundBackup& backup, const std::string& files, const DataDirectory& data);
// The room that a restore has to leave on the disk that the tables come to, beside what it copies there.
inline constexpr uint64_t kRoomToSpare = uint64_t{1} << 30;
// InvalidArgument when the key in the file is not the one that the backup was made with.
absl::Status CheckKey(const FoundBackup& backup, const std::string& key_file);
// What ingest takes in at its first start (aurora.ingest.v1.RestoredState).
std::string RestoredState(const Manifest& manifest);

// The whole of it: afterwards `aurora up` goes on from there. Interrupted, it leaves a directory on which `aurora up` refuses to start, and which
// the next restore empties. Errors: AlreadyExists (something runs there, or it holds an Aurora), InvalidArgument (another
// key), ResourceExhausted, DataLoss.
absl::StatusOr<FoundBackup> Restore(const RestoreWish& wish, const Layout& layout, const DataDirectory& data);

// OK unless a restore into the directory has not come to its end.
absl::Status CheckRestored(const DataDirectory& data);

}  // namespace aurora::cli
