#include "cli/backup/folder_place.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/time/clock.h"
#include "cli/up/plan/layout.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

// Names of folders that are no backup (yet, or any more).
constexpr char kPartial[] = ".partial-";
constexpr char kRemoved[] = ".removed-";

}  // namespace

absl::StatusOr<std::vector<std::string>> FolderPlace::Ids() {
  std::error_code error;
  fs::directory_iterator entries(path_, error);
  if (error) {
    return absl::NotFoundError(
        base::StrCat("folder ", path_, " of backups cannot be read (", error.message(), "); name the one that `aurora backup --to` was given"));
  }
  std::vector<std::string> ids;
  for (const fs::directory_entry& entry : entries) {
    std::string name = entry.path().filename().string();
    if (!name.starts_with(".")) ids.push_back(std::move(name));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

absl::StatusOr<Manifest> FolderPlace::Read(const std::string& id) {
  std::error_code error;
  const std::string path = base::StrCat(NameOf(id), "/", Manifest::kFile);
  if (!fs::exists(path, error)) return absl::NotFoundError(base::StrCat("backup ", NameOf(id), " has no ", Manifest::kFile));
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return ParseManifest(text.str(), id, NameOf(id));
}

absl::Status FolderPlace::Check(const Manifest& manifest) {
  for (const BackedUpFile& file : manifest.files) {
    if (absl::Status status = CheckFile(NameOf(manifest.id), file); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status FolderPlace::Fetch(const std::string& id, const BackedUpFile& file, const std::string& to) {
  return CopyFile(base::StrCat(NameOf(id), "/", file.path), to);
}

absl::StatusOr<std::string> FolderPlace::Provide(const std::vector<const Manifest*>&, const std::string&) { return path_; }

absl::Status FolderPlace::RemoveLeftovers() {
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPartial) || name.starts_with(kRemoved)) leftovers.push_back(entry.path());
  }
  for (const fs::path& leftover : leftovers) {
    if (!error) fs::remove_all(leftover, error);
  }
  if (!error) return absl::OkStatus();
  return absl::PermissionDeniedError(base::StrCat("what a run has left in folder ", path_, " cannot be removed (", error.message(),
                                                  "); remove its ", kPartial, "* and ", kRemoved, "* by hand"));
}

absl::StatusOr<std::string> FolderPlace::Begin(const std::string& id, const std::string&) {
  std::error_code error;
  if (fs::exists(NameOf(id), error)) return absl::AlreadyExistsError(base::StrCat("there is a backup ", NameOf(id), " already"));
  Abandon();
  partial_ = NameOf(kPartial + id);
  return partial_;
}

absl::Status FolderPlace::Finish(Manifest& manifest) {
  // What it names is on the disk before it is.
  absl::Status status = Sync(partial_);
  manifest.took = absl::Now() - manifest.taken_at;
  if (status.ok()) status = WritePrivateFile(base::StrCat(partial_, "/", Manifest::kFile), ToText(manifest));
  if (status.ok()) status = Sync(partial_);
  if (!status.ok()) return status;
  std::error_code error;
  fs::rename(partial_, NameOf(manifest.id), error);
  if (error) return absl::UnavailableError(base::StrCat("backup ", partial_, " cannot be given its name (", error.message(), ")"));
  partial_.clear();
  return Sync(path_);
}

void FolderPlace::Abandon() {
  std::error_code error;
  if (!partial_.empty()) fs::remove_all(partial_, error);
  partial_.clear();
}

absl::Status FolderPlace::Remove(const std::string& id) {
  const std::string away = NameOf(kRemoved + id);
  std::error_code error;
  fs::rename(NameOf(id), away, error);
  if (!error) fs::remove_all(away, error);
  if (!error) return absl::OkStatus();
  return absl::PermissionDeniedError(base::StrCat("backup ", NameOf(id), " cannot be removed (", error.message(), "); remove it by hand"));
}

}  // namespace aurora::cli
