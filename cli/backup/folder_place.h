#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/backup/place.h"

namespace aurora::cli {

// A folder of this machine; made by the first who writes.
class FolderPlace : public BackupPlace {
 public:
  explicit FolderPlace(std::string path) : path_(std::move(path)) {}

  const std::string& name() const override { return path_; }
  absl::StatusOr<std::vector<std::string>> Ids() override;
  absl::StatusOr<Manifest> Read(const std::string& id) override;
  absl::Status Check(const Manifest& manifest) override;
  absl::Status Fetch(const std::string& id, const BackedUpFile& file, const std::string& to) override;
  bool IsElsewhere() const override { return false; }
  // Itself; whoever has found a backup has checked it.
  absl::StatusOr<std::string> Provide(const std::vector<const Manifest*>& backups, const std::string& scratch) override;

  absl::StatusOr<std::unique_ptr<FolderLock>> Lock() override { return FolderLock::Take(path_); }
  absl::Status RemoveLeftovers() override;
  absl::StatusOr<std::string> Begin(const std::string& id, const std::string& staging) override;
  absl::Status Finish(Manifest& manifest) override;
  void Abandon() override;
  absl::Status Remove(const std::string& id) override;

 private:
  const std::string path_;
  // What is being put together; "" when nothing is.
  std::string partial_;
};

}  // namespace aurora::cli
