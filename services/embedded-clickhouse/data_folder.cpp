#include "services/embedded-clickhouse/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {
namespace {

namespace fs = std::filesystem;
using base::StrCat;

absl::Status Unwritable(const std::string& path, const std::string& reason) {
  return absl::PermissionDeniedError(StrCat("data_path ", path, " cannot be written (", reason, "); choose another folder or change its owner"));
}

// Keeps the folder to its owner. Who is not the owner cannot, and needs not where others have no access: a volume of Kubernetes
// with fsGroup belongs to root and to a group of the pod's own.
absl::Status KeepPrivate(const std::string& path, const std::string& absolute) {
  struct stat info {};
  if (::stat(absolute.c_str(), &info) == 0 && info.st_uid != ::geteuid()) {
    // First what no chmod of the owner's would mend.
    if (::faccessat(AT_FDCWD, absolute.c_str(), W_OK | X_OK, AT_EACCESS) != 0) return Unwritable(path, std::strerror(errno));
    if ((info.st_mode & S_IRWXO) == 0) return absl::OkStatus();
    return absl::PermissionDeniedError(StrCat("data_path ", path, " belongs to another user and others may enter it; name a folder below it, "
                                              "which is made and kept private, or run chmod o-rwx ", path, " as its owner"));
  }
  std::error_code error;
  fs::permissions(absolute, fs::perms::owner_all, error);
  if (!error) return absl::OkStatus();
  return absl::PermissionDeniedError(StrCat("data_path ", path, " cannot be kept to its owner (", error.message(),
                                            "); choose another folder or change its owner"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Take(const std::string& path) {
  if (path.empty()) return absl::InvalidArgumentError("data_path is needed; name a folder that may be written");
  std::error_code error;
  const std::string absolute = fs::weakly_canonical(path, error).string();
  if (!error) fs::create_directories(absolute, error);
  if (!error) {
    if (absl::Status kept = KeepPrivate(path, absolute); !kept.ok()) return kept;
  }
  for (const char* part : {"start", "engine", "backups"}) {
    if (!error) fs::create_directories(fs::path(absolute) / part, error);
  }
  if (error || ::access((absolute + "/engine").c_str(), W_OK) != 0) {
    return Unwritable(path, error ? error.message() : std::strerror(errno));
  }
  const int lock = ::open((absolute + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) {
    return absl::PermissionDeniedError(StrCat("data_path ", path, " cannot be locked (", std::strerror(errno), ")"));
  }
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return absl::AlreadyExistsError(
        StrCat("data_path ", path, " is in use by another process; stop that one or choose another folder"));
  }
  return std::unique_ptr<DataFolder>(new DataFolder(absolute, lock));
}

DataFolder::~DataFolder() {
  RemoveStartFiles();
  ::close(lock_);
}

absl::Status DataFolder::WriteStartFile(const std::string& file, const std::string& content) const {
  ::unlink(file.c_str());
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const ssize_t bytes = out < 0 ? -1 : ::write(out, content.data(), content.size());
  const bool written = bytes == static_cast<ssize_t>(content.size());
  // A disk that becomes full takes a part, and says so only when asked for more.
  const int number = bytes < 0 ? errno : ENOSPC;
  if (out >= 0) ::close(out);
  if (written) return absl::OkStatus();
  return absl::UnavailableError(
      StrCat(file, " cannot be written (", std::strerror(number), "); check space and permissions"));
}

void DataFolder::RemoveStartFiles() const {
  ::unlink(users_file().c_str());
  ::unlink(config_file().c_str());
}

}  // namespace aurora::embedded_clickhouse
