#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "libs/base/secret.h"

namespace aurora::ingest {

// Secrets at rest: AES-256-GCM under the key of a file. Thread-safe after Create.
class SecretBox {
 public:
  // Reads the key, or makes one (mode 0600) when the file is missing. InvalidArgument / PermissionDenied name the file.
  static absl::StatusOr<std::unique_ptr<SecretBox>> Create(const std::string& key_file);

  // Text safe for a database column. `context` must be the same to open it again: a sealed secret cannot be moved to
  // another connection.
  absl::StatusOr<std::string> Seal(std::string_view plain, std::string_view context) const;
  // DataLoss when the text was changed or belongs to another key or context.
  absl::StatusOr<std::string> Open(std::string_view sealed, std::string_view context) const;

 private:
  explicit SecretBox(base::Secret key) : key_(std::move(key)) {}

  // 32 bytes.
  base::Secret key_;
};

}  // namespace aurora::ingest
