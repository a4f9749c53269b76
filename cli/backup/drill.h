#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/backup/restore.h"

namespace aurora::cli {

struct DrilledTable {
  std::string name;
  // As the backup says, just before it was copied, and as restored.
  std::optional<uint64_t> rows_noted;
  std::optional<uint64_t> rows;
};

struct DrillReport {
  Manifest backup;
  absl::Duration age;
  // Of finding, restoring and checking.
  absl::Duration took;
  std::vector<DrilledTable> tables;
  // Empty when the backup can be trusted.
  std::vector<std::string> wrong;
};

// Restores the newest backup of `from` (at or before `to`) beside a running Aurora, below `data`/drill, looks at every table's files, every
// database's pages and whether `key_file` is the key, and removes it again. Errors as those of Restore: then it could not
// even be restored.
absl::StatusOr<DrillReport> DrillRestore(const RestoreWish& wish, const Layout& layout, const DataDirectory& data);

}  // namespace aurora::cli
