#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/http/client.h"

// What S3 says, in XML.
namespace aurora::cli {

struct S3Object {
  std::string key;
  uint64_t bytes = 0;
  absl::Time modified;
};

struct S3Listing {
  std::vector<S3Object> objects;
  // What the keys have in common up to the delimiter, which is their end.
  std::vector<std::string> prefixes;
  // To ask for the rest with; "" when this is all.
  std::string continuation;
};
absl::StatusOr<S3Listing> ParseListing(const std::string& xml);

// An upload in parts that was begun and neither completed nor aborted.
struct S3Upload {
  std::string key;
  std::string id;
};
absl::StatusOr<std::vector<S3Upload>> ParseUploads(const std::string& xml);
// The id of one that was begun now.
absl::StatusOr<std::string> ParseUploadId(const std::string& xml);

// An answer that is no success.
struct S3Failure {
  int http_status = 0;
  // "NoSuchBucket"; "" when the answer is not S3's.
  std::string code;
  std::string message;
  // Where the bucket is, when the answer says so.
  std::string region;
  // The store's clock; InfinitePast when it told none.
  absl::Time server_time = absl::InfinitePast();

  // It may be another answer if asked again.
  bool IsPassing() const;
};
S3Failure ParseFailure(const http::Response& response);

// For the message: what was asked, of whom, as whom.
struct S3Question {
  // "s3://bucket/key"
  std::string object;
  std::string bucket;
  // "bucket.s3.eu-central-1.amazonaws.com:443"
  std::string authority;
  std::string region;
  // "s3:PutObject"
  std::string right;
  // AwsCredentials::source
  std::string credentials;
  std::string encryption;
};
// NotFound (bucket, object), PermissionDenied (with the right that is missing), Unauthenticated, InvalidArgument (region, encryption), Unavailable,
// Internal (clock, and what has no name here). Never what credentials are made of.
absl::Status Explain(const S3Failure& failure, const S3Question& question, absl::Time now);

}  // namespace aurora::cli
