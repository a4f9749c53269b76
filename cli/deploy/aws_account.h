#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/deploy/programs.h"
#include "cli/up/reporter.h"

namespace aurora::cli {

// What AWS's own command line can tell before anything is applied. Where it is not installed, or a right to look is missing, that is
// reported and nothing is refused. Owner: a deploy command, whose Programs and Reporter it must not outlive.
class AwsAccount {
 public:
  AwsAccount(Programs& programs, Reporter& reporter, std::string region)
      : programs_(programs), reporter_(reporter), region_(std::move(region)) {}

  // Unauthenticated when there are no credentials, or AWS refuses them.
  absl::Status CheckCredentials();
  // FailedPrecondition when the certificate is not issued, or is not there.
  absl::Status CheckCertificate(const std::string& arn);
  // NotFound when the bucket cannot be reached.
  absl::Status CheckBucket(const std::string& bucket);
  // ResourceExhausted when the account may not run as many vCPUs on demand.
  absl::Status CheckQuota(int vcpus);

 private:
  // What `aws ... --output text` answers; "" where it cannot be asked, which has been reported then. `what` is for people.
  absl::StatusOr<std::string> Ask(const std::string& what, std::vector<std::string> words);

  Programs& programs_;
  Reporter& reporter_;
  std::string region_;
  bool has_program_ = false;
};

}  // namespace aurora::cli
