#include "cli/backup/retention.h"

#include <algorithm>
#include <set>

namespace aurora::cli {
namespace {

constexpr absl::Duration kFullEvery = absl::Hours(7 * 24);

}  // namespace

std::optional<Manifest> FindBase(const std::vector<Manifest>& whole, absl::Time now) {
  const auto newest = std::find_if(whole.rbegin(), whole.rend(), [](const Manifest& backup) { return backup.full(); });
  if (newest == whole.rend() || now - newest->taken_at >= kFullEvery) return std::nullopt;
  return *newest;
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

absl::StatusOr<std::vector<std::string>> RemoveBackups(BackupPlace& place, const std::vector<std::string>& ids) {
  std::vector<std::string> removed;
  // Those that need another first: a full one is never gone while one that needs it is there.
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    if (absl::Status status = place.Remove(*id); !status.ok()) return status;
    removed.push_back(*id);
  }
  return removed;
}

}  // namespace aurora::cli
