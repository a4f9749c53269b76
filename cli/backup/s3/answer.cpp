#include "cli/backup/s3/answer.h"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>

#include "absl/strings/numbers.h"
#include "cli/output/figures.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

using Tree = boost::property_tree::ptree;

constexpr size_t kMessageBytesMax = 300;

// Throws for what is no XML. Its one root has the name of what was answered, which is not looked at.
Tree Root(const std::string& xml) {
  std::istringstream text(xml);
  Tree tree;
  boost::property_tree::read_xml(text, tree, boost::property_tree::xml_parser::trim_whitespace);
  return tree.empty() ? Tree() : tree.back().second;
}

absl::Status NotUnderstood() {
  return absl::UnavailableError("the answer is not that of S3; check that endpoint names a store that speaks S3's interface");
}

absl::Time TimeOf(const std::string& text, const char* format) {
  absl::Time time;
  std::string error;
  return absl::ParseTime(format, text, &time, &error) ? time : absl::InfinitePast();
}

}  // namespace

absl::StatusOr<S3Listing> ParseListing(const std::string& xml) {
  S3Listing listing;
  try {
    const Tree root = Root(xml);
    // Every listing says whether it is the whole.
    const bool more = root.get<std::string>("IsTruncated") == "true";
    for (const auto& [name, value] : root) {
      if (name == "Contents") {
        listing.objects.push_back({value.get<std::string>("Key"), value.get<uint64_t>("Size"),
                                   TimeOf(value.get<std::string>("LastModified"), absl::RFC3339_full)});
      } else if (name == "CommonPrefixes") {
        listing.prefixes.push_back(value.get<std::string>("Prefix"));
      }
    }
    if (more) listing.continuation = root.get<std::string>("NextContinuationToken");
  } catch (const std::exception&) {
    return NotUnderstood();
  }
  return listing;
}

absl::StatusOr<std::vector<S3Upload>> ParseUploads(const std::string& xml) {
  std::vector<S3Upload> uploads;
  try {
    for (const auto& [name, value] : Root(xml)) {
      if (name == "Upload") uploads.push_back({value.get<std::string>("Key"), value.get<std::string>("UploadId")});
    }
  } catch (const std::exception&) {
    return NotUnderstood();
  }
  return uploads;
}

absl::StatusOr<std::string> ParseUploadId(const std::string& xml) {
  try {
    return Root(xml).get<std::string>("UploadId");
  } catch (const std::exception&) {
    return NotUnderstood();
  }
}

bool S3Failure::IsPassing() const {
  if (http_status >= 500) return http_status != 501;
  return http_status == 429 || http_status == 408 || code == "SlowDown" || code == "RequestTimeout" || code == "InternalError";
}

S3Failure ParseFailure(const http::Response& response) {
  S3Failure failure;
  failure.http_status = response.status;
  failure.region = std::string(response.Header("x-amz-bucket-region"));
  failure.server_time = TimeOf(std::string(response.Header("date")), "%a, %d %b %Y %H:%M:%S GMT");
  try {
    const Tree root = Root(response.body);
    failure.code = root.get<std::string>("Code", "");
    failure.message = root.get<std::string>("Message", "").substr(0, kMessageBytesMax);
    if (failure.region.empty()) failure.region = root.get<std::string>("Region", "");
    if (const auto time = root.get_optional<std::string>("ServerTime")) failure.server_time = TimeOf(*time, absl::RFC3339_full);
  } catch (const std::exception&) {
    // Answers without a body are common; so are pages of what stands in between.
  }
  return failure;
}

absl::Status Explain(const S3Failure& failure, const S3Question& question, absl::Time now) {
  const std::string& code = failure.code;
  const std::string said = base::StrCat("(", code.empty() ? base::StrCat("HTTP ", failure.http_status) : code,
                                        failure.message.empty() ? "" : ": ", failure.message, ")");
  if (code == "NoSuchBucket") {
    return absl::NotFoundError(base::StrCat("bucket ", question.bucket, " does not exist at ", question.authority, "; create it, or correct the name"));
  }
  if (code == "NoSuchKey" || (failure.http_status == 404 && code.empty())) {
    return absl::NotFoundError(base::StrCat(question.object, " does not exist at ", question.authority));
  }
  if (code == "NoSuchUpload") return absl::NotFoundError(base::StrCat("the upload of ", question.object, " is not there any more"));
  if (code == "RequestTimeTooSkewed" || code == "RequestExpired") {
    const std::string apart = failure.server_time == absl::InfinitePast() ? "too far" : DurationText(absl::AbsDuration(now - failure.server_time));
    return absl::InternalError(base::StrCat("the clock of this machine and that of ", question.authority, " are ", apart,
                                                      " apart, so that requests are refused; set it, and keep it right with NTP"));
  }
  if (code == "InvalidAccessKeyId" || code == "SignatureDoesNotMatch" || code == "InvalidToken" || code == "InvalidSecurity" || code == "AuthFailure") {
    return absl::UnauthenticatedError(base::StrCat("the credentials from ", question.credentials, " are refused by ", question.authority, " (", code,
                                                   "); give those of somebody who may use bucket ", question.bucket));
  }
  if (code == "ExpiredToken" || code == "TokenRefreshRequired") {
    return absl::UnauthenticatedError(base::StrCat("the session token from ", question.credentials, " has expired; get a new one"));
  }
  if (failure.http_status == 301 || failure.http_status == 307 || code == "AuthorizationHeaderMalformed" || code == "IllegalLocationConstraintException") {
    return absl::InvalidArgumentError(base::StrCat("bucket ", question.bucket, " is not in region ", question.region, " ", said, "; ",
                                                      failure.region.empty() ? "name its region with AWS_REGION or ?region="
                                                                             : base::StrCat("it is in ", failure.region, ": set AWS_REGION or ?region= to that")));
  }
  if (!question.encryption.empty() &&
      (failure.http_status == 501 || code == "InvalidEncryptionAlgorithmError" || failure.message.find("KMS") != std::string::npos)) {
    return absl::InvalidArgumentError(base::StrCat(question.object, ": encryption ", question.encryption, " was asked for and refused ", said,
                                                 "; set it up there, or put ?encryption=none behind the place's name, when the bucket encrypts by itself"));
  }
  if (failure.http_status == 403) {
    return absl::PermissionDeniedError(base::StrCat(question.object, ": access denied ", said, "; whoever uses the credentials from ",
                                                    question.credentials, " needs the right ",
                                                    question.right, " (docs/deploy/backup.md has all of them)"));
  }
  if (failure.IsPassing()) {
    return absl::UnavailableError(base::StrCat(question.object, ": ", question.authority, " is not able to answer at the moment ", said,
                                                "; try again later"));
  }
  return absl::InternalError(base::StrCat(question.object, ": ", question.authority, " refuses ", question.right, " ", said));
}

}  // namespace aurora::cli
