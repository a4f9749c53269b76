#include "cli/backup/place.h"

#include <filesystem>

#include "cli/backup/folder_place.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

// Whether the manifest of one backup is at fault, and not the place.
bool IsDamaged(const absl::Status& status) { return absl::IsDataLoss(status) || absl::IsFailedPrecondition(status); }

}  // namespace

std::string BackupPlace::NameOf(const std::string& id) const { return base::StrCat(name(), "/", id); }

absl::StatusOr<std::unique_ptr<BackupPlace>> OpenPlace(const std::string& text, const PlaceOptions&) {
  return std::make_unique<FolderPlace>(text);
}

absl::StatusOr<PlaceToRestoreFrom> OpenPlaceToRestoreFrom(const std::string& text) {
  std::error_code error;
  fs::path folder = fs::absolute(text, error).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!fs::exists(folder / Manifest::kFile, error)) return PlaceToRestoreFrom{std::make_unique<FolderPlace>(folder.string()), std::nullopt};
  return PlaceToRestoreFrom{std::make_unique<FolderPlace>(folder.parent_path().string()), folder.filename().string()};
}

absl::StatusOr<Backups> ListBackups(BackupPlace& place) {
  const absl::StatusOr<std::vector<std::string>> ids = place.Ids();
  if (!ids.ok()) return ids.status();
  Backups backups;
  for (const std::string& id : *ids) {
    absl::StatusOr<Manifest> manifest = place.Read(id);
    if (manifest.ok()) {
      backups.whole.push_back(*std::move(manifest));
    } else if (IsDamaged(manifest.status())) {
      backups.damaged.push_back(std::string(manifest.status().message()));
    } else if (!absl::IsNotFound(manifest.status())) {
      return manifest.status();
    }
  }
  return backups;
}

absl::StatusOr<absl::Time> NewestBackup(BackupPlace& place) {
  const absl::StatusOr<std::vector<std::string>> ids = place.Ids();
  if (!ids.ok()) return ids.status();
  for (auto id = ids->rbegin(); id != ids->rend(); ++id) {
    const absl::StatusOr<Manifest> manifest = place.Read(*id);
    if (manifest.ok()) return manifest->taken_at;
    if (!IsDamaged(manifest.status()) && !absl::IsNotFound(manifest.status())) return manifest.status();
  }
  return absl::InfinitePast();
}

}  // namespace aurora::cli
