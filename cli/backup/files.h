#pragma once

#include <openssl/types.h>
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/backup/manifest.h"

// Files of backups. Errors name the file; ResourceExhausted when the disk is full.
namespace aurora::cli {

// Moves a folder, also to another disk.
absl::Status MoveFolder(const std::string& from, const std::string& to);
// Keeps the mode of the copy to its owner.
absl::Status CopyFile(const std::string& from, const std::string& to);
// What writing a file ended with.
absl::Status FileError(const std::string& path, const std::error_code& error);
// DataLoss: what became of a file ("was changed") since its backup was made.
absl::Status DamagedFile(const std::string& backup, const std::string& path, std::string_view what);

// The hash of what comes piece by piece.
class Sha256Sum {
 public:
  Sha256Sum();
  void Add(std::string_view piece);
  // Lower-case hex. The last call.
  std::string Hex();

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest_;
};
// Lower-case hex.
absl::StatusOr<std::string> Sha256OfFile(const std::string& path);
std::string Sha256(std::string_view text);
// `path` below `backup`, as the manifest has it.
absl::StatusOr<BackedUpFile> Describe(const std::string& backup, const std::string& path);
// DataLoss when the file is missing or is another one.
absl::Status CheckFile(const std::string& backup, const BackedUpFile& file);
uint64_t BytesBelow(const std::string& folder);
// Everything of the folder's disk is on the disk when it returns.
absl::Status Sync(const std::string& folder);
// ResourceExhausted when the folder's disk has less free room.
absl::Status CheckRoom(const std::string& folder, uint64_t bytes);

// Held by whoever writes into a folder of backups; the kernel frees it however that ends.
class FolderLock {
 public:
  // Makes the folder. AlreadyExists while somebody else has it.
  static absl::StatusOr<std::unique_ptr<FolderLock>> Take(const std::string& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int file) : file_(file) {}
  const int file_;
};

}  // namespace aurora::cli
