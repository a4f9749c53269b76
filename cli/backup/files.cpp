#include "cli/backup/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "cli/output/figures.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

std::string HexText(const unsigned char* bytes, size_t count) {
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes), count));
}

}  // namespace

absl::Status FileError(const std::string& path, const std::error_code& error) {
  const std::string text = base::StrCat(path, " cannot be written (", error.message(), ")");
  if (error == std::errc::no_space_on_device) return absl::ResourceExhaustedError(base::StrCat(text, "; make room"));
  return absl::PermissionDeniedError(base::StrCat(text, "; name another folder or change its owner"));
}

absl::Status DamagedFile(const std::string& backup, const std::string& path, std::string_view what) {
  return absl::DataLossError(base::StrCat("backup ", backup, ": file ", path, " ", what, " since it was made; use another backup"));
}

absl::Status MoveFolder(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (!error) return absl::OkStatus();
  if (error != std::errc::cross_device_link) return FileError(to, error);
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error) return FileError(to, error);
  fs::remove_all(from, error);
  return absl::OkStatus();
}

absl::Status CopyFile(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
  return error ? FileError(to, error) : absl::OkStatus();
}

Sha256Sum::Sha256Sum() : digest_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr); }

void Sha256Sum::Add(std::string_view piece) { EVP_DigestUpdate(digest_.get(), piece.data(), piece.size()); }

std::string Sha256Sum::Hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(digest_.get(), hash.data(), &size);
  return HexText(hash.data(), size);
}

absl::StatusOr<std::string> Sha256OfFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Sha256Sum sum;
  std::array<char, 1 << 16> buffer{};
  while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0) sum.Add({buffer.data(), static_cast<size_t>(file.gcount())});
  if (!file.eof()) return absl::DataLossError(base::StrCat("file ", path, " is missing or cannot be read"));
  return sum.Hex();
}

std::string Sha256(std::string_view text) {
  Sha256Sum sum;
  sum.Add(text);
  return sum.Hex();
}

absl::StatusOr<BackedUpFile> Describe(const std::string& backup, const std::string& path) {
  const std::string full = base::StrCat(backup, "/", path);
  absl::StatusOr<std::string> hash = Sha256OfFile(full);
  if (!hash.ok()) return hash.status();
  std::error_code error;
  return BackedUpFile{path, fs::file_size(full, error), *std::move(hash)};
}

absl::Status CheckFile(const std::string& backup, const BackedUpFile& file) {
  const absl::StatusOr<BackedUpFile> now = Describe(backup, file.path);
  if (now.ok() && now->sha256 == file.sha256 && now->bytes == file.bytes) return absl::OkStatus();
  return DamagedFile(backup, file.path, now.ok() ? "was changed" : "is missing");
}

uint64_t BytesBelow(const std::string& folder) {
  uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) bytes += entry.file_size(error);
  }
  return bytes;
}

absl::Status Sync(const std::string& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = file >= 0 && syncfs(file) == 0;
  const std::error_code error(errno, std::generic_category());
  if (file >= 0) close(file);
  return done ? absl::OkStatus() : FileError(folder, error);
}

absl::Status CheckRoom(const std::string& folder, uint64_t bytes) {
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  if (error || space.available >= bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(base::StrCat("folder ", folder, " has room for ",
                                                   BytesText(static_cast<double>(space.available)), ", and ",
                                                   BytesText(static_cast<double>(bytes)), " are needed; make room"));
}

absl::StatusOr<std::unique_ptr<FolderLock>> FolderLock::Take(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return FileError(folder, error);
  const int file = open(base::StrCat(folder, "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return FileError(folder, std::error_code(errno, std::generic_category()));
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return std::unique_ptr<FolderLock>(new FolderLock(file));
  close(file);
  return absl::AlreadyExistsError(base::StrCat("another backup is being written into ", folder, "; wait for its end"));
}

FolderLock::~FolderLock() { close(file_); }

}  // namespace aurora::cli
