#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/backup/manifest.h"

namespace aurora::cli {

// The full backup that one that is made now may be based on: the newest, while it is not older than a week and its lists of
// files are there.
std::optional<Manifest> FindBase(const Backups& backups, const std::string& folder, absl::Time now);

// Of `whole` (oldest first), what may go when the newest `keep` stay: never a full one that another that stays needs.
std::vector<std::string> Superfluous(const std::vector<Manifest>& whole, int keep);

// Removes backups of `folder`, each so that half of it is none. What was removed.
absl::StatusOr<std::vector<std::string>> RemoveBackups(const std::string& folder, const std::vector<std::string>& ids);

// What runs that were killed have left. Only while FolderLock is held.
void RemoveLeftovers(const std::string& folder);

// Names of folders that are no backup (yet, or any more).
inline constexpr char kPartial[] = ".partial-";
inline constexpr char kRemoved[] = ".removed-";

}  // namespace aurora::cli
