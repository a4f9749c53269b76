#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/backup/place.h"

namespace aurora::cli {

// The full backup that one that is made now may be based on: the newest, while it is not older than a week.
std::optional<Manifest> FindBase(const std::vector<Manifest>& whole, absl::Time now);

// Of `whole` (oldest first), what may go when the newest `keep` stay: never a full one that another that stays needs.
std::vector<std::string> Superfluous(const std::vector<Manifest>& whole, int keep);

// Removes backups, given oldest first. What was removed.
absl::StatusOr<std::vector<std::string>> RemoveBackups(BackupPlace& place, const std::vector<std::string>& ids);

}  // namespace aurora::cli
