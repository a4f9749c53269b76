#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace aurora::embedded_clickhouse {

// The folder that keeps everything, held by this process alone for as long as this lives:
//
//   lock       taken by the process that uses the folder
//   start/     the engine's configuration, there only until it has read it
//   engine/    the engine's own
//   backups/   where BACKUP ... TO File may write
class DataFolder {
 public:
  // Makes what is missing, and keeps the folder to its owner; one of another user's is taken where others than its group have no
  // access. InvalidArgument without a path, PermissionDenied when it cannot be written or others may enter it,
  // AlreadyExists when another process has it; each names the path.
  static absl::StatusOr<std::unique_ptr<DataFolder>> Take(const std::string& path);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  // Absolute.
  const std::string& path() const { return path_; }
  std::string users_file() const { return path_ + "/start/users.xml"; }
  std::string config_file() const { return path_ + "/start/config.xml"; }

  // Readable by this user alone. Unavailable when the disk is full.
  absl::Status WriteStartFile(const std::string& file, const std::string& content) const;
  // So that no query can read the users' hashes from the files.
  void RemoveStartFiles() const;

 private:
  DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  const std::string path_;
  const int lock_;
};

}  // namespace aurora::embedded_clickhouse
