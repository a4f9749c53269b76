#include "cli/backup/s3/credentials.h"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr absl::Duration kAnswerTimeMax = absl::Seconds(5);
// The address of a machine's role answers at once, or it is not there.
constexpr absl::Duration kConnectTimeMax = absl::Seconds(1);
// Roles give new ones well before the old ones expire.
constexpr absl::Duration kRenewBefore = absl::Minutes(5);
constexpr char kContainerAgent[] = "http://169.254.170.2";
constexpr char kInstanceMetadata[] = "http://169.254.169.254";
constexpr char kRolePath[] = "/latest/meta-data/iam/security-credentials/";

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::optional<AwsCredentials> FromVariables() {
  AwsCredentials found;
  found.access_key_id = Variable("AWS_ACCESS_KEY_ID");
  found.secret_access_key = base::Secret(Variable("AWS_SECRET_ACCESS_KEY"));
  found.session_token = base::Secret(Variable("AWS_SESSION_TOKEN"));
  found.source = "the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
  if (found.access_key_id.empty() || found.secret_access_key.empty()) return std::nullopt;
  return found;
}

// The keys of one section of an INI file; empty when there is none.
std::map<std::string, std::string> Section(const std::string& path, const std::string& name) {
  std::map<std::string, std::string> keys;
  std::ifstream file(path);
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    absl::StripAsciiWhitespace(&line);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    if (line[0] == '[') {
      inside = line == base::StrCat("[", name, "]");
      continue;
    }
    const size_t equal = line.find('=');
    if (!inside || equal == std::string::npos) continue;
    std::string key = line.substr(0, equal);
    std::string value = line.substr(equal + 1);
    absl::StripAsciiWhitespace(&key);
    absl::StripAsciiWhitespace(&value);
    keys[absl::AsciiStrToLower(key)] = value;
  }
  return keys;
}

// Absent when nobody asked for a profile and there is no default one.
absl::StatusOr<std::optional<AwsCredentials>> FromProfile() {
  std::string path = Variable("AWS_SHARED_CREDENTIALS_FILE");
  if (path.empty()) path = Variable("HOME") + "/.aws/credentials";
  const std::string asked = Variable("AWS_PROFILE");
  const std::string name = asked.empty() ? "default" : asked;
  const std::map<std::string, std::string> keys = Section(path, name);
  const auto value = [&](const char* key) { return keys.contains(key) ? keys.at(key) : ""; };
  AwsCredentials found;
  found.access_key_id = value("aws_access_key_id");
  found.secret_access_key = base::Secret(value("aws_secret_access_key"));
  found.session_token = base::Secret(value("aws_session_token"));
  found.source = base::StrCat("profile ", name, " of ", path);
  if (!found.access_key_id.empty() && !found.secret_access_key.empty()) return found;
  if (asked.empty()) return std::nullopt;
  return absl::UnauthenticatedError(base::StrCat("AWS_PROFILE names ", name, ", which has no aws_access_key_id and aws_secret_access_key in ", path,
                                                 "; add them, or unset AWS_PROFILE"));
}

absl::StatusOr<std::string> Ask(const std::string& base_url, const http::Request& request) {
  http::Options options;
  options.base_url = base_url;
  options.connect_timeout = kConnectTimeMax;
  const auto client = http::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  absl::StatusOr<http::Response> answer = (*client)->Send(request, absl::Now() + kAnswerTimeMax);
  if (!answer.ok()) return answer.status();
  if (answer->ok()) return std::move(answer->body);
  return absl::UnavailableError(base::StrCat(base_url, request.path, " answered ", answer->status));
}

// The form that containers' agents and instances share.
absl::StatusOr<AwsCredentials> FromAnswer(const std::string& text, const std::string& source) {
  try {
    const json::value root = json::parse(text);
    const auto value = [&](const char* key) { return json::value_to<std::string>(root.at(key)); };
    AwsCredentials found{value("AccessKeyId"), base::Secret(value("SecretAccessKey")), base::Secret(value("Token")), absl::InfiniteFuture(), source};
    std::string error;
    absl::ParseTime(absl::RFC3339_full, value("Expiration"), &found.expire, &error);
    return found;
  } catch (const std::exception&) {
    return absl::UnauthenticatedError(base::StrCat(source, " gives no credentials: its answer is not understood"));
  }
}

absl::StatusOr<std::optional<AwsCredentials>> FromContainer() {
  std::string url = Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (const std::string relative = Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"); !relative.empty()) url = kContainerAgent + relative;
  if (url.empty()) return std::nullopt;
  const size_t path = url.find('/', url.find("://") + 3);
  http::Request request;
  if (path != std::string::npos) request.path = url.substr(path);
  base::Secret token(Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
  if (const std::string file = Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); !file.empty()) {
    absl::StatusOr<base::Secret> read = base::Secret::FromFile(file);
    if (!read.ok()) return read.status();
    token = *std::move(read);
  }
  if (!token.empty()) request.headers.emplace_back("Authorization", token.Reveal());
  const absl::StatusOr<std::string> answer = Ask(url.substr(0, path), request);
  if (!answer.ok()) {
    return absl::UnauthenticatedError(base::StrCat("the container's agent, which AWS_CONTAINER_CREDENTIALS_*_URI names, gives no credentials (",
                                                   base::Message(answer.status()), ")"));
  }
  return FromAnswer(*answer, "the container's role");
}

// IMDSv2: a token first.
absl::StatusOr<AwsCredentials> FromInstance() {
  if (absl::AsciiStrToLower(Variable("AWS_EC2_METADATA_DISABLED")) == "true") return absl::UnauthenticatedError("AWS_EC2_METADATA_DISABLED is set");
  std::string url = Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  if (url.empty()) url = kInstanceMetadata;
  http::Request request;
  request.method = "PUT";
  request.path = "/latest/api/token";
  request.headers = {{"X-aws-ec2-metadata-token-ttl-seconds", "300"}};
  const absl::StatusOr<std::string> token = Ask(url, request);
  if (!token.ok()) return token.status();
  request = {};
  request.path = kRolePath;
  request.headers = {{"X-aws-ec2-metadata-token", *token}};
  absl::StatusOr<std::string> role = Ask(url, request);
  if (!role.ok()) return absl::UnauthenticatedError(base::StrCat("this instance has no role (", base::Message(role.status()), ")"));
  *role = role->substr(0, role->find('\n'));
  request.path = kRolePath + *role;
  const absl::StatusOr<std::string> answer = Ask(url, request);
  if (!answer.ok()) return answer.status();
  return FromAnswer(*answer, base::StrCat("the instance's role ", *role));
}

absl::StatusOr<AwsCredentials> Find() {
  if (auto found = FromVariables(); found.has_value()) return *std::move(found);
  auto profile = FromProfile();
  if (!profile.ok()) return profile.status();
  if (profile->has_value()) return **std::move(profile);
  auto container = FromContainer();
  if (!container.ok()) return container.status();
  if (container->has_value()) return **std::move(container);
  absl::StatusOr<AwsCredentials> instance = FromInstance();
  if (instance.ok()) return instance;
  return absl::UnauthenticatedError(base::StrCat(
      "there are no credentials for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE for a profile of ~/.aws/credentials, or give this "
      "machine a role (", base::Message(instance.status()), ")"));
}

}  // namespace

absl::StatusOr<AwsCredentials> CredentialChain::Get() {
  const std::lock_guard lock(mutex_);
  if (known_.has_value() && absl::Now() < known_->expire - kRenewBefore) return *known_;
  absl::StatusOr<AwsCredentials> found = Find();
  if (found.ok()) known_ = *found;
  return found;
}

void CredentialChain::Forget() {
  const std::lock_guard lock(mutex_);
  known_.reset();
}

}  // namespace aurora::cli
