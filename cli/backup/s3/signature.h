#pragma once

#include <map>
#include <string>

#include "absl/time/time.h"
#include "cli/backup/s3/credentials.h"

namespace aurora::cli {

// A request as AWS's Signature Version 4 looks at it.
struct S3Request {
  std::string method;
  // Encoded, as it is sent.
  std::string path;
  // Neither is encoded.
  std::map<std::string, std::string> query;
  // All that are signed, names in lower case; "host" among them.
  std::map<std::string, std::string> headers;
  // Lower-case hex.
  std::string body_sha256;
};

// Adds the headers that say when and by whom, and returns the value of the header Authorization.
std::string SignRequest(S3Request& request, const AwsCredentials& credentials, const std::string& region, absl::Time now);

// Each of its bytes but [A-Za-z0-9-_.~/] percent-encoded.
std::string EncodeKey(const std::string& key);

}  // namespace aurora::cli
