#include "cli/backup/place.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "absl/strings/ascii.h"
#include "cli/backup/folder_place.h"
#include "cli/backup/s3/s3_place.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

// Whether the manifest of one backup is at fault, and not the place.
bool IsDamaged(const absl::Status& status) { return absl::IsDataLoss(status) || absl::IsFailedPrecondition(status); }

// Whether it is written as Manifest::kIdFormat is.
bool IsId(std::string_view name) {
  constexpr std::string_view kForm = "00000000T000000Z";
  return std::equal(name.begin(), name.end(), kForm.begin(), kForm.end(),
                    [](char c, char form) { return form == '0' ? absl::ascii_isdigit(static_cast<unsigned char>(c)) : c == form; });
}

absl::StatusOr<PlaceToRestoreFrom> OpenS3ToRestoreFrom(const std::string& text) {
  absl::StatusOr<S3Address> address = S3Address::Parse(text);
  if (!address.ok()) return address.status();
  const size_t slash = address->prefix.rfind('/');
  std::string last = slash == std::string::npos ? address->prefix : address->prefix.substr(slash + 1);
  std::optional<std::string> id;
  if (IsId(last)) {
    address->prefix.resize(slash == std::string::npos ? 0 : slash);
    id = std::move(last);
  }
  auto place = S3Place::Create(*std::move(address), {});
  if (!place.ok()) return place.status();
  return PlaceToRestoreFrom{*std::move(place), std::move(id)};
}

}  // namespace

std::string BackupPlace::NameOf(const std::string& id) const { return base::StrCat(name(), "/", id); }

absl::StatusOr<std::unique_ptr<BackupPlace>> OpenPlace(const std::string& text, const PlaceOptions& options) {
  if (text.starts_with(S3Address::kScheme)) {
    absl::StatusOr<S3Address> address = S3Address::Parse(text);
    if (!address.ok()) return address.status();
    return S3Place::Create(*std::move(address), options);
  }
  return std::make_unique<FolderPlace>(text);
}

absl::StatusOr<PlaceToRestoreFrom> OpenPlaceToRestoreFrom(const std::string& text) {
  if (text.starts_with(S3Address::kScheme)) return OpenS3ToRestoreFrom(text);
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
