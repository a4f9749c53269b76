#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "cli/api/client.h"
#include "cli/backup/manifest.h"
#include "cli/backup/stores/stores.h"
#include "cli/up/instance/instance_file.h"
#include "cli/up/plan/layout.h"

namespace aurora::cli {

struct BackupWish {
  // A folder of backups, made when it is missing, or s3://BUCKET/PREFIX.
  std::string to;
  // Backups that stay, with the full ones that they need; 0: all.
  int keep = 0;
  // All files, also of what has not changed since the last full backup.
  bool full = false;
};

struct BackupOutcome {
  Manifest manifest;
  std::vector<std::string> removed;
  // What is not as it should be, and does not make the backup wrong.
  std::vector<std::string> warnings;
};

// Copies a running Aurora into `to`/<id>: its state, up to where each connection has stored everything, and the tables, in this order,
// so that the tables hold at least what the others say (record 0045). Loading goes on meanwhile. A run that does not come to
// its end leaves no backup; what it has left is removed by the next one.
// Errors: FailedPrecondition (ClickHouse or PostgreSQL of the user's own), AlreadyExists (another backup is being made),
// ResourceExhausted (disk full), Unavailable.
absl::StatusOr<BackupOutcome> MakeBackup(const Instance& instance, const DataDirectory& data, ApiClient& api,
                                         const BackupWish& wish);
// The same of one whose ClickHouse and PostgreSQL are servers of their own.
absl::StatusOr<BackupOutcome> MakeBackup(const Stores& stores, const BackupWish& wish);

}  // namespace aurora::cli
