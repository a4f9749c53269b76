#include "cli/backup/s3/store.h"

#include <algorithm>
#include <cstdlib>
#include <random>

#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "cli/backup/files.h"
#include "cli/backup/s3/signature.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr int kAttemptsMax = 8;
// Of one that has never answered: a wrong address is not worth half a minute.
constexpr int kFirstAttemptsMax = 3;
constexpr absl::Duration kPauseMin = absl::Milliseconds(250);
constexpr absl::Duration kPauseMax = absl::Seconds(10);
// A piece of 16 MiB passes in it at 60 KB a second.
constexpr absl::Duration kCallTimeMax = absl::Minutes(5);
constexpr absl::Duration kImpatientTimeMax = absl::Seconds(5);
constexpr absl::Duration kStoreConnectTimeMax = absl::Seconds(5);
constexpr size_t kObjectBytesMax = 64 << 20;
constexpr size_t kAnswerBytesMax = 16 << 20;

bool IsWorthAnother(const absl::Status& status) { return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status); }

}  // namespace

struct S3Store::Call {
  std::string method;
  // Below the bucket.
  std::string key;
  // The IAM right that it needs, for messages.
  std::string right;
  std::map<std::string, std::string> query;
  std::map<std::string, std::string> headers;
  std::string_view body;
  size_t answer_bytes_max = kAnswerBytesMax;
};

absl::StatusOr<std::unique_ptr<S3Store>> S3Store::Create(S3Address address, Options options) {
  if (options.sleep == nullptr) options.sleep = absl::SleepFor;
  std::unique_ptr<S3Store> store(new S3Store(std::move(address), std::move(options)));
  if (absl::Status status = store->UseRegion(store->address_.region); !status.ok()) return status;
  return store;
}

S3Store::S3Store(S3Address address, Options options) : address_(std::move(address)), options_(std::move(options)) {}

absl::Status S3Store::UseRegion(const std::string& region) {
  http::Options options;
  options.base_url = address_.BaseUrl(region);
  options.connect_timeout = options_.impatient ? kImpatientTimeMax / 2 : kStoreConnectTimeMax;
  if (const char* authorities = std::getenv("AWS_CA_BUNDLE"); authorities != nullptr) options.ca_file = authorities;
  auto client = http::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  const std::lock_guard lock(mutex_);
  client_ = *std::move(client);
  region_ = region;
  return absl::OkStatus();
}

absl::Status S3Store::About(const Call& call, const absl::Status& status) const {
  return absl::Status(status.code(), base::StrCat(S3Address::kScheme, address_.bucket, "/", call.key, ": ", base::Message(status)));
}

absl::StatusOr<http::Response> S3Store::Attempt(const Call& call, const AwsCredentials& credentials) {
  std::shared_ptr<http::Client> client;
  std::string region;
  {
    const std::lock_guard lock(mutex_);
    client = client_;
    region = region_;
  }
  S3Request signed_request{call.method, EncodeKey(address_.PathPrefix() + call.key), call.query, call.headers, Sha256(call.body)};
  // As curl writes it: without the port that the scheme has anyway.
  const std::string url = address_.BaseUrl(region);
  signed_request.headers["host"] = url.substr(url.find("://") + 3);
  const std::string authorization = SignRequest(signed_request, credentials, region, absl::Now());
  http::Request request;
  request.method = call.method;
  request.path = signed_request.path;
  request.query.assign(call.query.begin(), call.query.end());
  for (const auto& [name, value] : signed_request.headers) {
    if (name != "host") request.headers.emplace_back(name, value);
  }
  request.headers.emplace_back("Authorization", authorization);
  if (!call.body.empty()) {
    request.body_pieces = {call.body};
    request.headers.emplace_back("Content-Type", "application/octet-stream");
  }
  request.replayable = true;
  request.response_bytes_max = call.answer_bytes_max;
  return client->Send(request, absl::Now() + (options_.impatient ? kImpatientTimeMax : kCallTimeMax));
}

absl::StatusOr<http::Response> S3Store::Send(const Call& call) {
  absl::Duration pause = kPauseMin;
  bool has_moved = false;
  bool has_renewed = false;
  std::minstd_rand random{std::random_device{}()};
  for (int attempt = 1;; ++attempt) {
    const absl::StatusOr<AwsCredentials> credentials = credentials_.Get();
    if (!credentials.ok()) return credentials.status();
    absl::StatusOr<http::Response> response = Attempt(call, *credentials);
    absl::Status status = response.status();
    bool passing = IsWorthAnother(status);
    if (response.ok()) {
      S3Failure failure;
      // A copy or a completion that fails late has said 200 already.
      const bool failed = !response->ok() || (call.method == "POST" && response->body.find("<Error>") != std::string::npos);
      S3Question question{base::StrCat(S3Address::kScheme, address_.bucket, "/", call.key), address_.bucket, "", "", call.right, credentials->source, ""};
      {
        const std::lock_guard lock(mutex_);
        has_answered_ = true;
        question.authority = client_->authority();
        question.region = region_;
      }
      if (!failed) return response;
      failure = ParseFailure(*response);
      if (response->ok()) failure.http_status = 500;
      if (call.headers.contains("x-amz-server-side-encryption")) question.encryption = address_.encryption;
      // 403 has it too, and means what it says.
      if (!failure.region.empty() && failure.region != question.region && failure.http_status != 403 && !has_moved) {
        has_moved = true;
        if (absl::Status moved = UseRegion(failure.region); !moved.ok()) return moved;
        continue;
      }
      if (failure.code == "ExpiredToken" && !has_renewed) {
        has_renewed = true;
        credentials_.Forget();
        continue;
      }
      status = Explain(failure, question, absl::Now());
      passing = failure.IsPassing();
    } else {
      status = About(call, status);
    }
    bool has_answered = false;
    {
      const std::lock_guard lock(mutex_);
      has_answered = has_answered_;
    }
    const int attempts = options_.impatient ? 1 : has_answered ? kAttemptsMax : kFirstAttemptsMax;
    if (!passing || attempt >= attempts) return status;
    // Not all at once when many were turned away together.
    options_.sleep(pause * std::uniform_real_distribution<double>(0.5, 1)(random));
    pause = std::min(pause * 2, kPauseMax);
  }
}

absl::StatusOr<std::string> S3Store::Get(const std::string& path) {
  Call call{"GET", address_.Key(path), "s3:GetObject", {}, {}, "", kObjectBytesMax};
  absl::StatusOr<http::Response> response = Send(call);
  if (!response.ok()) return response.status();
  return std::move(response->body);
}

absl::StatusOr<std::string> S3Store::GetPiece(const std::string& path, uint64_t offset, uint64_t bytes) {
  Call call{"GET", address_.Key(path), "s3:GetObject", {}, {{"range", base::StrCat("bytes=", offset, "-", offset + bytes - 1)}}, "", bytes + kAnswerBytesMax};
  absl::StatusOr<http::Response> response = Send(call);
  if (!response.ok()) return response.status();
  if (response->body.size() == bytes) return std::move(response->body);
  return About(call, absl::DataLossError(base::StrCat("has no ", bytes, " bytes from ", offset, " on")));
}

absl::Status S3Store::Put(const std::string& path, std::string_view content) {
  Call call{"PUT", address_.Key(path), "s3:PutObject", {}, {}, content};
  if (!address_.encryption.empty()) call.headers["x-amz-server-side-encryption"] = address_.encryption;
  return Send(call).status();
}

absl::Status S3Store::Delete(const std::string& path) {
  return Send({"DELETE", address_.Key(path), "s3:DeleteObject", {}, {}, ""}).status();
}

std::string S3Store::PathOf(const std::string& key) const {
  return address_.prefix.empty() ? key : std::string(absl::StripPrefix(key, address_.prefix + "/"));
}

absl::StatusOr<std::vector<S3Object>> S3Store::List(const std::string& path_prefix) {
  Call call{"GET", "", "s3:ListBucket", {{"list-type", "2"}, {"prefix", address_.Key(path_prefix)}}, {}, ""};
  std::vector<S3Object> objects;
  for (;;) {
    const absl::StatusOr<http::Response> response = Send(call);
    if (!response.ok()) return response.status();
    absl::StatusOr<S3Listing> listing = ParseListing(response->body);
    if (!listing.ok()) return About(call, listing.status());
    for (S3Object& object : listing->objects) {
      object.key = PathOf(object.key);
      objects.push_back(std::move(object));
    }
    if (listing->continuation.empty()) return objects;
    call.query["continuation-token"] = listing->continuation;
  }
}

absl::StatusOr<std::vector<std::string>> S3Store::Folders() {
  const std::string prefix = address_.prefix.empty() ? "" : address_.prefix + "/";
  Call call{"GET", "", "s3:ListBucket", {{"delimiter", "/"}, {"list-type", "2"}, {"prefix", prefix}}, {}, ""};
  std::vector<std::string> names;
  for (;;) {
    const absl::StatusOr<http::Response> response = Send(call);
    if (!response.ok()) return response.status();
    const absl::StatusOr<S3Listing> listing = ParseListing(response->body);
    if (!listing.ok()) return About(call, listing.status());
    for (const std::string& folder : listing->prefixes) names.push_back(std::string(absl::StripSuffix(PathOf(folder), "/")));
    if (listing->continuation.empty()) return names;
    call.query["continuation-token"] = listing->continuation;
  }
}

absl::StatusOr<std::string> S3Store::BeginUpload(const std::string& path) {
  Call call{"POST", address_.Key(path), "s3:PutObject", {{"uploads", ""}}, {}, ""};
  if (!address_.encryption.empty()) call.headers["x-amz-server-side-encryption"] = address_.encryption;
  const absl::StatusOr<http::Response> response = Send(call);
  if (!response.ok()) return response.status();
  absl::StatusOr<std::string> id = ParseUploadId(response->body);
  return id.ok() ? id : About(call, id.status());
}

absl::StatusOr<std::string> S3Store::PutPart(const std::string& path, const std::string& upload, int number, std::string_view content) {
  const absl::StatusOr<http::Response> response =
      Send({"PUT", address_.Key(path), "s3:PutObject", {{"partNumber", std::to_string(number)}, {"uploadId", upload}}, {}, content});
  if (!response.ok()) return response.status();
  return std::string(response->Header("etag"));
}

absl::Status S3Store::CompleteUpload(const std::string& path, const std::string& upload, const std::vector<std::string>& tags, uint64_t bytes) {
  std::string body = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
  for (size_t i = 0; i < tags.size(); ++i) base::StrAppend(&body, "<Part><PartNumber>", i + 1, "</PartNumber><ETag>", tags[i], "</ETag></Part>");
  body += "</CompleteMultipartUpload>";
  const absl::Status status = Send({"POST", address_.Key(path), "s3:PutObject", {{"uploadId", upload}}, {}, body}).status();
  if (!absl::IsNotFound(status)) return status;
  // Asked a second time because the first answer was lost: then it is done.
  const absl::StatusOr<std::vector<S3Object>> there = List(path);
  const bool done = there.ok() &&
                    std::any_of(there->begin(), there->end(), [&](const S3Object& object) { return object.key == path && object.bytes == bytes; });
  return done ? absl::OkStatus() : status;
}

absl::Status S3Store::AbortUpload(const std::string& path, const std::string& upload) {
  const absl::Status status = Send({"DELETE", address_.Key(path), "s3:AbortMultipartUpload", {{"uploadId", upload}}, {}, ""}).status();
  return absl::IsNotFound(status) ? absl::OkStatus() : status;
}

absl::StatusOr<std::vector<S3Upload>> S3Store::Uploads(const std::string& path_prefix) {
  Call call{"GET", "", "s3:ListBucketMultipartUploads", {{"prefix", address_.Key(path_prefix)}, {"uploads", ""}}, {}, ""};
  const absl::StatusOr<http::Response> response = Send(call);
  if (!response.ok()) return response.status();
  absl::StatusOr<std::vector<S3Upload>> uploads = ParseUploads(response->body);
  if (!uploads.ok()) return About(call, uploads.status());
  for (S3Upload& one : *uploads) one.key = PathOf(one.key);
  return uploads;
}

}  // namespace aurora::cli
