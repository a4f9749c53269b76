#include "cli/backup/retention.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/backup/engine_copy.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kFullEvery = absl::Hours(7 * 24);

}  // namespace

std::optional<Manifest> FindBase(const Backups& backups, const std::string& folder, absl::Time now) {
  for (auto backup = backups.whole.rbegin(); backup != backups.whole.rend(); ++backup) {
    if (!backup->full()) continue;
    std::error_code error;
    const bool usable = now - backup->taken_at < kFullEvery &&
                        fs::exists(base::StrCat(folder, "/", backup->id, "/clickhouse/", kHalves[0], "/", kHalfList), error);
    return usable ? std::optional<Manifest>(*backup) : std::nullopt;
  }
  return std::nullopt;
}

std::vector<std::string> Superfluous(const std::vector<Manifest>& whole, int keep) {
  std::set<std::string> needed;
  const size_t first = keep <= 0 || whole.size() <= static_cast<size_t>(keep) ? 0 : whole.size() - static_cast<size_t>(keep);
  for (size_t i = first; i < whole.size(); ++i) {
    needed.insert(whole[i].id);
    if (!whole[i].full()) needed.insert(whole[i].base);
  }
  std::vector<std::string> superfluous;
  for (const Manifest& backup : whole) {
    if (!needed.contains(backup.id)) superfluous.push_back(backup.id);
  }
  return superfluous;
}

absl::StatusOr<std::vector<std::string>> RemoveBackups(const std::string& folder, const std::vector<std::string>& ids) {
  std::vector<std::string> removed;
  // Those that need another first: a full one is never gone while one that needs it is there.
  std::vector<std::string> order(ids.rbegin(), ids.rend());
  for (const std::string& id : order) {
    const std::string away = base::StrCat(folder, "/", kRemoved, id);
    std::error_code error;
    fs::rename(base::StrCat(folder, "/", id), away, error);
    if (!error) fs::remove_all(away, error);
    if (error) {
      return absl::PermissionDeniedError(
          base::StrCat("backup ", folder, "/", id, " cannot be removed (", error.message(), "); remove it by hand"));
    }
    removed.push_back(id);
  }
  return removed;
}

void RemoveLeftovers(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPartial) || name.starts_with(kRemoved)) leftovers.push_back(entry.path());
  }
  for (const fs::path& path : leftovers) fs::remove_all(path, error);
}

}  // namespace aurora::cli
