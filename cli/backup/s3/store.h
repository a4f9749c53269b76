#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/backup/s3/address.h"
#include "cli/backup/s3/answer.h"
#include "cli/backup/s3/credentials.h"
#include "libs/http/client.h"

namespace aurora::cli {

// The few calls of S3 that backups need, signed by us (record 0079), on the objects below an address's prefix.
//
// Threads: any number may call at a time. Retries: every call may be made twice without harm; what passes (5xx, SlowDown, a lost connection) is
// tried again with growing pauses, fewer times while the store has never answered. Errors: those of Explain and of http::Client.
// Paths are below the prefix.
class S3Store {
 public:
  struct Options {
    // One short attempt.
    bool impatient = false;
    std::function<void(absl::Duration)> sleep;
  };
  static absl::StatusOr<std::unique_ptr<S3Store>> Create(S3Address address, Options options);

  const S3Address& address() const { return address_; }

  // A whole object of at most 64 MiB.
  absl::StatusOr<std::string> Get(const std::string& path);
  // `bytes` of it from `offset`; DataLoss when it is shorter.
  absl::StatusOr<std::string> GetPiece(const std::string& path, uint64_t offset, uint64_t bytes);
  absl::Status Put(const std::string& path, std::string_view content);
  // OK also when it is not there.
  absl::Status Delete(const std::string& path);
  // All whose paths begin so.
  absl::StatusOr<std::vector<S3Object>> List(const std::string& path_prefix);
  // Names of what would be folders directly below the prefix.
  absl::StatusOr<std::vector<std::string>> Folders();

  // Uploads in parts, for what is too large for one call. Parts are numbered from 1 and have 5 MiB at least, but for the last one.
  absl::StatusOr<std::string> BeginUpload(const std::string& path);
  // The tag that CompleteUpload wants.
  absl::StatusOr<std::string> PutPart(const std::string& path, const std::string& upload, int number, std::string_view content);
  absl::Status CompleteUpload(const std::string& path, const std::string& upload, const std::vector<std::string>& tags, uint64_t bytes);
  absl::Status AbortUpload(const std::string& path, const std::string& upload);
  // At most a thousand of those under way whose paths begin so; their keys as paths.
  absl::StatusOr<std::vector<S3Upload>> Uploads(const std::string& path_prefix);

 private:
  struct Call;
  S3Store(S3Address address, Options options);

  absl::StatusOr<http::Response> Send(const Call& call);
  absl::StatusOr<http::Response> Attempt(const Call& call, const AwsCredentials& credentials);
  absl::Status UseRegion(const std::string& region);
  absl::Status About(const Call& call, const absl::Status& status) const;
  std::string PathOf(const std::string& key) const;

  const S3Address address_;
  const Options options_;
  CredentialChain credentials_;
  std::mutex mutex_;
  // Another one when the bucket turns out to be elsewhere.
  std::shared_ptr<http::Client> client_;
  std::string region_;
  bool has_answered_ = false;
};

}  // namespace aurora::cli
