#include "cli/deploy/aws_account.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kAccountAnswerMax = absl::Seconds(60);
// "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", in vCPUs.
constexpr char kQuota[] = "L-1216C47A";
constexpr char kGive[] = "give some by `aws configure`, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Where Terraform's provider would find them.
bool HasCredentials() {
  for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                           "AWS_CONTAINER_CREDENTIALS_FULL_URI"}) {
    if (IsSet(name)) return true;
  }
  const char* home = std::getenv("HOME");
  return home != nullptr && access(base::StrCat(std::string(home), "/.aws/credentials").c_str(), R_OK) == 0;
}

}  // namespace

absl::Status AwsAccount::CheckCredentials() {
  has_program_ = Programs::Has("aws");
  if (!has_program_) {
    if (!HasCredentials()) return absl::UnauthenticatedError(base::StrCat("there are no credentials of AWS; ", kGive));
    reporter_.Note("not checked: whether AWS takes the credentials, the certificate, quotas (program aws is not installed)");
    return absl::OkStatus();
  }
  ProgramCall call{{"aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text", "--region", region_}};
  call.remedy = kGive;
  call.timeout = kAccountAnswerMax;
  absl::StatusOr<std::string> who = programs_.Ask(call);
  if (!who.ok()) {
    return absl::UnauthenticatedError(base::StrCat("AWS does not take the credentials, or is not reached in region ", region_, ": ", base::Message(who.status())));
  }
  absl::StripAsciiWhitespace(&*who);
  reporter_.Step(base::StrCat("AWS answers in ", region_, ": you are ", *who));
  return absl::OkStatus();
}

absl::StatusOr<std::string> AwsAccount::Ask(const std::string& what, std::vector<std::string> words) {
  if (!has_program_) return std::string();
  ProgramCall call{std::move(words)};
  call.arguments.insert(call.arguments.end(), {"--output", "text", "--region", region_});
  call.timeout = kAccountAnswerMax;
  absl::StatusOr<std::string> answer = programs_.Ask(call);
  if (answer.ok()) {
    absl::StripAsciiWhitespace(&*answer);
    return answer;
  }
  if (!absl::StrContains(answer.status().message(), "AccessDenied") && !absl::StrContains(answer.status().message(), "not authorized")) {
    return answer.status();
  }
  reporter_.Note(base::StrCat("not checked: ", what, " (you may not look)"));
  return std::string();
}

absl::Status AwsAccount::CheckCertificate(const std::string& arn) {
  const absl::StatusOr<std::string> status = Ask(
      "the certificate", {"aws", "acm", "describe-certificate", "--certificate-arn", arn, "--query", "Certificate.Status"});
  if (!status.ok()) {
    return absl::FailedPreconditionError(base::StrCat("certificate_arn ", arn, " cannot be used in region ", region_, "; give one of ACM in that region: ",
                                                      base::Message(status.status())));
  }
  if (status->empty() || *status == "ISSUED") return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat("certificate ", arn, " is ", *status, " and not ISSUED; finish its validation in ACM"));
}

absl::Status AwsAccount::CheckBucket(const std::string& bucket) {
  const absl::StatusOr<std::string> found = Ask("the state's bucket", {"aws", "s3api", "head-bucket", "--bucket", bucket});
  if (found.ok()) return absl::OkStatus();
  return absl::NotFoundError(base::StrCat("bucket ", bucket, " for the state cannot be reached; make it, with versions, or correct state.bucket: ",
                                          base::Message(found.status())));
}

absl::Status AwsAccount::CheckQuota(int vcpus) {
  const absl::StatusOr<std::string> quota = Ask(
      "the quota of vCPUs", {"aws", "service-quotas", "get-service-quota", "--service-code", "ec2", "--quota-code", kQuota, "--query", "Quota.Value"});
  if (!quota.ok()) {
    reporter_.Note("not checked: the quota of vCPUs (AWS did not say it)");
    return absl::OkStatus();
  }
  double allowed = 0;
  if (!absl::SimpleAtod(*quota, &allowed) || vcpus <= allowed) return absl::OkStatus();
  return absl::ResourceExhaustedError(base::StrCat("the account may run ", *quota, " vCPUs on demand in ", region_, ", and this takes up to ", vcpus,
                                                   "; ask for more (Service Quotas, EC2, ", kQuota, "), or take a smaller --size"));
}

}  // namespace aurora::cli
