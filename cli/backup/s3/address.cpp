#include "cli/backup/s3/address.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// The first of these variables that is set.
std::string FromEnvironment(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return "";
}

absl::Status AddressError(const std::string& what) {
  return absl::InvalidArgumentError(
      base::StrCat("a place in S3 is written s3://BUCKET/PREFIX or s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=NAME&encryption=none: ", what));
}

bool IsBucketName(const std::string& name) {
  return name.size() >= 3 && name.size() <= 63 && std::all_of(name.begin(), name.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) || absl::ascii_islower(static_cast<unsigned char>(c)) || c == '-' || c == '.';
         });
}

bool IsPlain(const std::string& part) {
  return !part.empty() && part != "." && part != ".." && std::all_of(part.begin(), part.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || std::string_view("-_.=+ ").find(c) != std::string_view::npos;
  });
}

// As the header Host names it.
absl::Status Normalize(std::string& endpoint) {
  while (endpoint.ends_with('/')) endpoint.pop_back();
  if (endpoint.empty()) return absl::OkStatus();
  const bool tls = endpoint.starts_with("https://");
  if ((!tls && !endpoint.starts_with("http://")) || endpoint.find_first_of("@?#", 0) != std::string::npos ||
      endpoint.find('/', endpoint.find("://") + 3) != std::string::npos) {
    return AddressError("an endpoint is http:// or https:// with a host and a port; AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL count too");
  }
  endpoint = std::string(absl::StripSuffix(endpoint, tls ? ":443" : ":80"));
  return absl::OkStatus();
}

absl::Status TakeParameter(const std::string& parameter, S3Address& address) {
  const std::vector<std::string> pair = absl::StrSplit(parameter, absl::MaxSplits('=', 1));
  const std::string& value = pair.back();
  if (pair.size() == 2 && pair[0] == "endpoint") {
    address.endpoint = value;
  } else if (pair.size() == 2 && pair[0] == "region" && IsPlain(value)) {
    address.region = value;
  } else if (pair.size() == 2 && pair[0] == "encryption" && (value == "AES256" || value == "aws:kms" || value == "none")) {
    address.encryption = value == "none" ? "" : value;
  } else {
    return AddressError("behind the question mark there are endpoint, region, and encryption (AES256, aws:kms, none)");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<S3Address> S3Address::Parse(const std::string& text) {
  S3Address address;
  address.endpoint = FromEnvironment({"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"});
  address.region = FromEnvironment({"AWS_REGION", "AWS_DEFAULT_REGION"});
  address.encryption = "AES256";
  const std::string rest(absl::StripPrefix(text, kScheme));
  const size_t mark = rest.find('?');
  const std::string place = rest.substr(0, mark);
  const size_t slash = place.find('/');
  address.bucket = place.substr(0, slash);
  if (!IsBucketName(address.bucket)) return AddressError("the name of a bucket has 3 to 63 lower-case letters, digits, - and .");
  if (slash != std::string::npos) address.prefix = place.substr(slash);
  while (address.prefix.starts_with('/')) address.prefix.erase(0, 1);
  while (address.prefix.ends_with('/')) address.prefix.pop_back();
  if (!address.prefix.empty()) {
    for (const auto& part : absl::StrSplit(address.prefix, '/')) {
      if (!IsPlain(std::string(part))) return AddressError("a prefix has letters, digits, spaces and any of -_.=+ between single slashes");
    }
  }
  if (mark != std::string::npos) {
    for (const auto& parameter : absl::StrSplit(rest.substr(mark + 1), '&')) {
      if (absl::Status status = TakeParameter(std::string(parameter), address); !status.ok()) return status;
    }
  }
  if (absl::Status status = Normalize(address.endpoint); !status.ok()) return status;
  if (address.region.empty()) address.region = "us-east-1";
  return address;
}

std::string S3Address::Text() const { return base::StrCat(kScheme, bucket, prefix.empty() ? "" : "/", prefix); }

// A name with dots has no certificate.
bool S3Address::InHost() const { return endpoint.empty() && bucket.find('.') == std::string::npos; }

std::string S3Address::BaseUrl(const std::string& in_region) const {
  if (!endpoint.empty()) return endpoint;
  return base::StrCat("https://", InHost() ? base::StrCat(bucket, ".") : "", "s3.", in_region, ".amazonaws.com",
                      in_region.starts_with("cn-") ? ".cn" : "");
}

std::string S3Address::PathPrefix() const { return InHost() ? "/" : base::StrCat("/", bucket, "/"); }

}  // namespace aurora::cli
