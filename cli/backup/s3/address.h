#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace aurora::cli {

// What "s3://BUCKET[/PREFIX][?endpoint=URL&region=NAME&encryption=KIND]" says, with what the environment adds.
struct S3Address {
  static constexpr char kScheme[] = "s3://";

  // "aurora-backups"
  std::string bucket;
  // "prod/eu", without slashes at its ends; "" for the whole bucket.
  std::string prefix;
  // "https://minio.example:9000", without a slash at its end; "" for AWS. AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL.
  std::string endpoint;
  // AWS_REGION, AWS_DEFAULT_REGION, else us-east-1: a bucket elsewhere says where it is.
  std::string region;
  // What is asked for with each object: "AES256", "aws:kms" (with the bucket's key), or "" for what the bucket does by itself.
  std::string encryption;

  // InvalidArgument says how one is written; it does not repeat what could hold a secret.
  static absl::StatusOr<S3Address> Parse(const std::string& text);

  // "s3://BUCKET/PREFIX"
  std::string Text() const;
  // The key of what is `path` below the prefix.
  std::string Key(const std::string& path) const { return prefix.empty() ? path : prefix + "/" + path; }
  // The host's URL, and what comes before a key in the path: buckets are part of AWS's host names, and of others' paths.
  std::string BaseUrl(const std::string& in_region) const;
  std::string PathPrefix() const;

 private:
  bool InHost() const;
};

}  // namespace aurora::cli
