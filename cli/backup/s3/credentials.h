#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::cli {

struct AwsCredentials {
  std::string access_key_id;
  base::Secret secret_access_key;
  // Empty for those that do not expire.
  base::Secret session_token;
  absl::Time expire = absl::InfiniteFuture();
  // Where they were found, for messages: "the variable AWS_ACCESS_KEY_ID".
  std::string source;
};

// Finds credentials where AWS's own tools look for them, in their order, as far as they are needed on a machine that
// Aurora runs on: the environment, the profile AWS_PROFILE of ~/.aws/credentials, the agent of a container (ECS, EKS), the role of an EC2 instance. Thread-safe.
class CredentialChain {
 public:
  // Unauthenticated says where none were found.
  absl::StatusOr<AwsCredentials> Get();
  // They were refused as expired: those of a role are asked for again.
  void Forget();

 private:
  std::mutex mutex_;
  std::optional<AwsCredentials> known_;
};

}  // namespace aurora::cli
