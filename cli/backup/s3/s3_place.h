#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/backup/place.h"
#include "cli/backup/s3/store.h"

namespace aurora::cli {

// A prefix of a bucket. A backup there has every file as an object of its own, and in kFileList the size and the hash of each. One that is being written or
// removed has an object kIncomplete, which says by whom.
class S3Place : public BackupPlace {
 public:
  static absl::StatusOr<std::unique_ptr<S3Place>> Create(S3Address address, const PlaceOptions& options);

  const std::string& name() const override { return name_; }
  absl::StatusOr<std::vector<std::string>> Ids() override;
  absl::StatusOr<Manifest> Read(const std::string& id) override;
  // Looks at the sizes.
  absl::Status Check(const Manifest& manifest) override;
  absl::Status Fetch(const std::string& id, const BackedUpFile& file, const std::string& to) override;
  bool IsElsewhere() const override { return true; }
  absl::StatusOr<std::string> Provide(const std::vector<const Manifest*>& backups, const std::string& scratch) override;

  absl::StatusOr<std::unique_ptr<FolderLock>> Lock() override { return nullptr; }
  absl::Status RemoveLeftovers() override;
  absl::StatusOr<std::string> Begin(const std::string& id, const std::string& staging) override;
  absl::Status Finish(Manifest& manifest) override;
  void Abandon() override;
  absl::Status Remove(const std::string& id) override;

 private:
  S3Place(std::unique_ptr<S3Store> store, std::string owner);

  // The files of a backup but its manifest. Those of one that was copied here by other means have no hash, but for what the manifest names.
  absl::StatusOr<std::vector<BackedUpFile>> Files(const Manifest& manifest);
  absl::StatusOr<BackedUpFile> Upload(const std::string& folder, const std::string& id, const std::string& path);
  absl::StatusOr<BackedUpFile> UploadInParts(int file, uint64_t bytes, const std::string& id, const std::string& path);
  absl::Status Download(const std::string& id, const BackedUpFile& file, const std::string& to);
  // Whether what a killed run has left of `id` may go: ours, or so old that nobody can be at it.
  absl::StatusOr<bool> IsLeftover(const std::string& id);
  absl::Status RemoveAll(const std::string& id);

  const std::unique_ptr<S3Store> store_;
  const std::string owner_;
  const std::string name_;
  // The backup that was begun, and its folder on this machine; "" when none is.
  std::string begun_;
  std::string folder_;
};

}  // namespace aurora::cli
