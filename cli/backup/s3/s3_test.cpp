#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/backup/s3/address.h"
#include "cli/backup/s3/answer.h"
#include "cli/backup/s3/credentials.h"
#include "cli/backup/s3/file_list.h"
#include "cli/backup/s3/signature.h"
#include "cli/backup/s3/store.h"
#include "libs/http/scripted_server.h"

namespace aurora::cli {
namespace {

using Catch::Contains;

// Of AWS's documentation of the signature.
constexpr char kKeyId[] = "AKIAIOSFODNN7EXAMPLE";
constexpr char kSecretKey[] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
constexpr char kEmptySha256[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

using Variables = std::map<std::string, std::string>;

// These variables and none of AWS's others, for as long as it lives.
class Environment {
 public:
  explicit Environment(const Variables& variables) {
    for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_REGION",
                             "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                             "AWS_EC2_METADATA_DISABLED", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                             "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "HOME"}) {
      const char* value = std::getenv(name);
      if (value != nullptr) before_[name] = value;
      unsetenv(name);
      names_.push_back(name);
    }
    for (const auto& [name, value] : variables) setenv(name.c_str(), value.c_str(), 1);
  }
  ~Environment() {
    for (const std::string& name : names_) unsetenv(name.c_str());
    for (const auto& [name, value] : before_) setenv(name.c_str(), value.c_str(), 1);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::string> before_;
};

std::string Answer(const std::string& status, const std::string& body, const std::string& headers = "") {
  return absl::StrCat("HTTP/1.1 ", status, "\r\nContent-Length: ", body.size(), "\r\n", headers, "\r\n", body);
}

std::string Error(const std::string& code, const std::string& more = "") {
  return absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>", code, "</Code><Message>because</Message>", more, "</Error>");
}

// A store on loopback that answers as it is told, and what was asked of it.
struct Told {
  explicit Told(std::function<std::string(const std::string& request, size_t number)> answer)
      : server([this, answer](const std::string& request) {
          const std::lock_guard lock(mutex);
          requests.push_back(request);
          return answer(request, requests.size());
        }) {}

  std::unique_ptr<S3Store> Open(bool impatient = false) {
    auto address = S3Address::Parse(absl::StrCat("s3://backups/prod?endpoint=", server.ClientOptions().base_url));
    REQUIRE(address.ok());
    auto store = S3Store::Create(*address, {impatient, [this](absl::Duration pause) { pauses.push_back(pause); }});
    REQUIRE(store.ok());
    return *std::move(store);
  }

  std::mutex mutex;
  std::vector<std::string> requests;
  std::vector<absl::Duration> pauses;
  Environment environment = Environment(Variables{{"AWS_ACCESS_KEY_ID", kKeyId}, {"AWS_SECRET_ACCESS_KEY", kSecretKey}});
  // Last: its threads use all of the above.
  http::ScriptedServer server;
};

std::string Signed(S3Request request) {
  request.headers["host"] = "examplebucket.s3.amazonaws.com";
  const AwsCredentials credentials{kKeyId, base::Secret(kSecretKey), {}, absl::InfiniteFuture(), ""};
  const std::string authorization = SignRequest(request, credentials, "us-east-1", absl::FromCivil(absl::CivilSecond(2013, 5, 24), absl::UTCTimeZone()));
  return authorization.substr(authorization.rfind('=') + 1);
}

}  // namespace

TEST_CASE("requests are signed as the examples of AWS's documentation are") {
  CHECK(Signed({"GET", "/test.txt", {}, {{"range", "bytes=0-9"}}, kEmptySha256}) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  CHECK(Signed({"PUT", EncodeKey("/test$file.text"), {}, {{"date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"}) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  CHECK(Signed({"GET", "/", {{"lifecycle", ""}}, {}, kEmptySha256}) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  CHECK(Signed({"GET", "/", {{"prefix", "J"}, {"max-keys", "2"}}, {}, kEmptySha256}) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST_CASE("a session token is signed, and no secret is in what is sent") {
  S3Request request{"GET", "/a", {}, {{"host", "h"}}, kEmptySha256};
  const AwsCredentials credentials{kKeyId, base::Secret(kSecretKey), base::Secret("token"), absl::InfiniteFuture(), ""};
  const std::string authorization = SignRequest(request, credentials, "eu-central-1", absl::UnixEpoch());
  CHECK(request.headers.at("x-amz-security-token") == "token");
  CHECK_THAT(authorization, Contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"));
  CHECK_THAT(authorization, !Contains(kSecretKey));
}

TEST_CASE("an address has a bucket, a prefix and what the environment adds") {
  const Environment environment(Variables{});
  const auto plain = S3Address::Parse("s3://my-backups//prod/eu/");
  REQUIRE(plain.ok());
  CHECK(plain->bucket == "my-backups");
  CHECK(plain->prefix == "prod/eu");
  CHECK(plain->Key("a/b") == "prod/eu/a/b");
  CHECK(plain->Text() == "s3://my-backups/prod/eu");
  CHECK(plain->encryption == "AES256");
  CHECK(plain->BaseUrl(plain->region) == "https://my-backups.s3.us-east-1.amazonaws.com");
  CHECK(plain->PathPrefix() == "/");
  CHECK(S3Address::Parse("s3://my-backups")->Key("a") == "a");
  CHECK(S3Address::Parse("s3://my.backups")->BaseUrl("cn-north-1") == "https://s3.cn-north-1.amazonaws.com.cn");
  CHECK(S3Address::Parse("s3://my.backups")->PathPrefix() == "/my.backups/");
  const auto elsewhere = S3Address::Parse("s3://b-b/p?endpoint=https://minio.example:443/&region=here&encryption=none");
  REQUIRE(elsewhere.ok());
  CHECK(elsewhere->BaseUrl("here") == "https://minio.example");
  CHECK(elsewhere->PathPrefix() == "/b-b/");
  CHECK(elsewhere->region == "here");
  CHECK(elsewhere->encryption.empty());
  for (const char* wrong : {"s3://", "s3://B", "s3://ab", "s3://KEY:SECRET@bucket/p", "s3://bucket/../other", "s3://bucket/a//b", "s3://bucket?endpoint=minio",
                            "s3://bucket?endpoint=https://user:SECRET@host", "s3://bucket?encryption=rot13", "s3://bucket?secret=SECRET"}) {
    const auto address = S3Address::Parse(wrong);
    INFO(wrong);
    CHECK(absl::IsInvalidArgument(address.status()));
    CHECK_THAT(std::string(address.status().message()), !Contains("SECRET"));
  }
}

TEST_CASE("the environment names region and endpoint, and the address has the last word") {
  const Environment environment(Variables{{"AWS_DEFAULT_REGION", "eu-west-1"}, {"AWS_ENDPOINT_URL", "http://one:1"}});
  CHECK(S3Address::Parse("s3://bucket")->region == "eu-west-1");
  CHECK(S3Address::Parse("s3://bucket")->endpoint == "http://one:1");
  setenv("AWS_REGION", "eu-west-2", 1);
  setenv("AWS_ENDPOINT_URL_S3", "http://two:2", 1);
  CHECK(S3Address::Parse("s3://bucket")->region == "eu-west-2");
  CHECK(S3Address::Parse("s3://bucket")->endpoint == "http://two:2");
  CHECK(S3Address::Parse("s3://bucket?region=x&endpoint=http://three:3")->region == "x");
  CHECK(S3Address::Parse("s3://bucket?region=x&endpoint=http://three:3")->endpoint == "http://three:3");
}

TEST_CASE("credentials come from the environment, a profile, a container's agent, an instance's role") {
  {
    const Environment environment(Variables{{"AWS_ACCESS_KEY_ID", "id"}, {"AWS_SECRET_ACCESS_KEY", "secret"}, {"AWS_SESSION_TOKEN", "token"}});
    const auto found = CredentialChain().Get();
    REQUIRE(found.ok());
    CHECK(found->access_key_id == "id");
    CHECK(found->session_token.Reveal() == "token");
  }
  const std::filesystem::path file = std::filesystem::temp_directory_path() / absl::StrCat("aurora-credentials-", getpid());
  std::ofstream(file) << "[default]\naws_access_key_id = one\naws_secret_access_key=first\n\n[other]\n# a comment\n  aws_access_key_id=two\naws_secret_access_key = second\n";
  {
    const Environment environment(Variables{{"AWS_SHARED_CREDENTIALS_FILE", file.string()}});
    CHECK(CredentialChain().Get()->access_key_id == "one");
    setenv("AWS_PROFILE", "other", 1);
    const auto found = CredentialChain().Get();
    CHECK(found->secret_access_key.Reveal() == "second");
    CHECK_THAT(found->source, Contains("profile other"));
    setenv("AWS_PROFILE", "third", 1);
    CHECK_THAT(std::string(CredentialChain().Get().status().message()), Contains("third"));
  }
  std::filesystem::remove(file);
  const std::string keys = R"({"AccessKeyId":"role-id","SecretAccessKey":"role-secret","Token":"role-token","Expiration":"2999-01-01T00:00:00Z"})";
  int asked = 0;
  http::ScriptedServer server([&](const std::string& request) {
    ++asked;
    if (request.starts_with("PUT /latest/api/token")) return Answer("200 OK", "a-token");
    if (request.find("/container") != std::string::npos) return request.find("Authorization: agent") == std::string::npos ? Answer("403 Forbidden", "") : Answer("200 OK", keys);
    if (request.find("X-aws-ec2-metadata-token: a-token") == std::string::npos) return Answer("401 Unauthorized", "");
    return request.starts_with("GET /latest/meta-data/iam/security-credentials/backup-role ") ? Answer("200 OK", keys) : Answer("200 OK", "backup-role\n");
  });
  const std::string url = server.ClientOptions().base_url;
  {
    const Environment environment(Variables{{"AWS_EC2_METADATA_SERVICE_ENDPOINT", url}});
    CredentialChain chain;
    const auto found = chain.Get();
    REQUIRE(found.ok());
    CHECK(found->access_key_id == "role-id");
    CHECK_THAT(found->source, Contains("backup-role"));
    CHECK(chain.Get().ok());
    CHECK(asked == 3);
    chain.Forget();
    CHECK(chain.Get().ok());
    CHECK(asked == 6);
  }
  {
    const Environment environment(Variables{{"AWS_CONTAINER_CREDENTIALS_FULL_URI", url + "/container"}, {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "agent"}});
    CHECK(CredentialChain().Get()->session_token.Reveal() == "role-token");
  }
  const Environment environment(Variables{{"AWS_EC2_METADATA_DISABLED", "true"}});
  const auto none = CredentialChain().Get();
  CHECK(absl::IsUnauthenticated(none.status()));
  CHECK_THAT(std::string(none.status().message()), Contains("AWS_ACCESS_KEY_ID") && Contains("role"));
}

TEST_CASE("what passes is tried again with growing pauses, and not for ever") {
  Told told([](const std::string&, size_t number) {
    if (number == 1) return Answer("503 Service Unavailable", Error("SlowDown"));
    // The connection is lost: a kept one is replaced without a pause.
    if (number == 2) return std::string();
    return number == 3 ? Answer("500 Internal Server Error", "") : Answer("200 OK", "");
  });
  CHECK(told.Open()->Put("a", "content").ok());
  CHECK(told.requests.size() == 4);
  REQUIRE(told.pauses.size() == 2);
  for (const std::string& request : told.requests) CHECK_THAT(request, Contains("PUT /backups/prod/a ") && Catch::EndsWith("content"));

  Told busy([](const std::string&, size_t) { return Answer("503 Slow Down", Error("SlowDown")); });
  const absl::Status status = busy.Open()->Put("a", "content");
  CHECK(absl::IsUnavailable(status));
  CHECK_THAT(std::string(status.message()), Contains("s3://backups/prod/a") && Contains("SlowDown"));
  CHECK(busy.requests.size() == 8);
  CHECK(busy.pauses[6] > 10 * busy.pauses[0]);
  absl::Duration sum;
  for (const absl::Duration pause : busy.pauses) sum += pause;
  CHECK(sum < absl::Seconds(30));

  Told impatient([](const std::string&, size_t) { return Answer("503 Slow Down", ""); });
  CHECK(absl::IsUnavailable(impatient.Open(true)->Put("a", "content")));
  CHECK(impatient.requests.size() == 1);

  Told dead([](const std::string&, size_t) { return std::string(); });
  CHECK(absl::IsUnavailable(dead.Open()->Get("a").status()));
  CHECK(dead.pauses.size() == 2);
}

TEST_CASE("what will not pass is not tried again") {
  Told told([](const std::string&, size_t) { return Answer("403 Forbidden", Error("AccessDenied")); });
  const absl::Status status = told.Open()->Put("a", "content");
  CHECK(absl::IsPermissionDenied(status));
  CHECK_THAT(std::string(status.message()), Contains("s3:PutObject") && Contains("s3://backups/prod/a") && Contains("AWS_ACCESS_KEY_ID"));
  CHECK(told.requests.size() == 1);
}

TEST_CASE("a bucket that is in another region is followed there once") {
  Told told([](const std::string& request, size_t number) {
    if (number == 1) return Answer("400 Bad Request", Error("AuthorizationHeaderMalformed", "<Region>eu-central-1</Region>"));
    return request.find("/eu-central-1/s3/aws4_request") == std::string::npos ? Answer("400 Bad Request", "") : Answer("200 OK", "whole");
  });
  CHECK(told.Open()->Get("a").value_or("") == "whole");
  CHECK(told.requests.size() == 2);

  Told circle([](const std::string&, size_t number) {
    return Answer("301 Moved Permanently", Error("PermanentRedirect"), absl::StrCat("x-amz-bucket-region: region-", number, "\r\n"));
  });
  const absl::Status status = circle.Open()->Get("a").status();
  CHECK_THAT(std::string(status.message()), Contains("it is in region-2") && Contains("AWS_REGION"));
  CHECK(circle.requests.size() == 2);
}

TEST_CASE("all pages of a listing are read, and keys are paths below the prefix") {
  Told told([](const std::string& request, size_t number) {
    if (number == 1) {
      return Answer("200 OK", "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Prefix>prod/</Prefix><IsTruncated>true</IsTruncated>"
                              "<NextContinuationToken>a/b+c=</NextContinuationToken><Contents><Key>prod/1/a&amp;b</Key><Size>7</Size>"
                              "<LastModified>2026-11-21T03:00:00.000Z</LastModified></Contents></ListBucketResult>");
    }
    if (request.find("continuation-token=a%2Fb%2Bc%3D") == std::string::npos) return Answer("400 Bad Request", "");
    return Answer("200 OK", "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>prod/1/c</Key><Size>0</Size>"
                            "<LastModified>2026-11-21T03:00:00Z</LastModified></Contents></ListBucketResult>");
  });
  const auto objects = told.Open()->List("1/");
  REQUIRE(objects.ok());
  REQUIRE(objects->size() == 2);
  CHECK((*objects)[0].key == "1/a&b");
  CHECK((*objects)[0].bytes == 7);
  CHECK((*objects)[0].modified == absl::FromCivil(absl::CivilSecond(2026, 11, 21, 3), absl::UTCTimeZone()));
  CHECK((*objects)[1].key == "1/c");

  Told page([](const std::string&, size_t) { return Answer("200 OK", "<html><body>Welcome</body></html>"); });
  CHECK_THAT(std::string(page.Open()->List("").status().message()), Contains("not that of S3"));
}

TEST_CASE("an upload in parts is completed with what its parts were answered") {
  Told told([](const std::string& request, size_t number) {
    if (number == 1) return Answer("200 OK", "<InitiateMultipartUploadResult><Key>k</Key><UploadId>u/1</UploadId></InitiateMultipartUploadResult>");
    if (number < 4) return Answer("200 OK", "", absl::StrCat("ETag: \"tag-", number, "\"\r\n"));
    // Said only after 200 was.
    if (number == 4) return Answer("200 OK", Error("InternalError"));
    const bool whole = request.find("<Part><PartNumber>1</PartNumber><ETag>\"tag-2\"</ETag></Part><Part><PartNumber>2</PartNumber><ETag>\"tag-3\"</ETag></Part>") != std::string::npos;
    return whole ? Answer("200 OK", "<CompleteMultipartUploadResult/>") : Answer("400 Bad Request", "");
  });
  const auto store = told.Open();
  const auto upload = store->BeginUpload("k");
  REQUIRE(upload.ok());
  CHECK(*upload == "u/1");
  std::vector<std::string> tags;
  for (int number = 1; number <= 2; ++number) tags.push_back(store->PutPart("k", *upload, number, "part").value_or(""));
  CHECK(store->CompleteUpload("k", *upload, tags, 8).ok());
  CHECK(told.requests.size() == 5);
  CHECK_THAT(told.requests[0], Contains("POST /backups/prod/k?uploads= ") && Contains("x-amz-server-side-encryption: AES256"));
  CHECK_THAT(told.requests[1], Contains("PUT /backups/prod/k?partNumber=1&uploadId=u%2F1 "));
}

TEST_CASE("an upload whose completion was done and not heard of is complete") {
  const auto answer = [](uint64_t bytes) {
    return [bytes](const std::string& request, size_t number) {
      if (number == 1) return std::string();
      if (request.starts_with("POST")) return Answer("404 Not Found", Error("NoSuchUpload"));
      return Answer("200 OK", absl::StrCat("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>prod/k</Key><Size>", bytes,
                                           "</Size><LastModified>2026-11-21T03:00:00Z</LastModified></Contents></ListBucketResult>"));
    };
  };
  Told done(answer(8));
  CHECK(done.Open()->CompleteUpload("k", "u", {"tag"}, 8).ok());
  Told another(answer(7));
  CHECK(absl::IsNotFound(another.Open()->CompleteUpload("k", "u", {"tag"}, 8)));
}

TEST_CASE("refusals name the object, the cause and the remedy") {
  const S3Question question{"s3://bucket/key", "bucket", "host:443", "us-east-1", "s3:GetObject", "profile x", "AES256"};
  const absl::Time now = absl::FromCivil(absl::CivilSecond(2026, 11, 21, 3), absl::UTCTimeZone());
  const auto explained = [&](int http_status, const std::string& code, const std::string& region = "", const std::string& message = "") {
    return std::string(Explain({http_status, code, message, region, now - absl::Minutes(20)}, question, now).message());
  };
  CHECK_THAT(explained(404, "NoSuchBucket"), Contains("bucket bucket does not exist") && Contains("create it"));
  CHECK_THAT(explained(404, "NoSuchKey"), Contains("s3://bucket/key does not exist"));
  CHECK_THAT(explained(403, "AccessDenied"), Contains("s3:GetObject") && Contains("profile x"));
  CHECK_THAT(explained(403, "InvalidAccessKeyId"), Contains("profile x") && Contains("refused"));
  CHECK_THAT(explained(403, "SignatureDoesNotMatch"), Contains("profile x") && Contains("refused"));
  CHECK_THAT(explained(400, "ExpiredToken"), Contains("expired"));
  CHECK_THAT(explained(403, "RequestTimeTooSkewed"), Contains("20 min apart") && Contains("NTP"));
  CHECK_THAT(explained(301, "PermanentRedirect", "eu-central-1"), Contains("it is in eu-central-1"));
  CHECK_THAT(explained(501, "NotImplemented", "", "KMS is not configured"), Contains("encryption=none"));
  CHECK_THAT(explained(503, "SlowDown"), Contains("try again later"));
}

TEST_CASE("a list of files is read as it was written, and leads nowhere else") {
  const auto files = ParseFileList(FileListText({{"state/ingest.db", 3, "ab"}, {"clickhouse/tables/.backup", 0, "cd"}}));
  REQUIRE(files.ok());
  REQUIRE(files->size() == 2);
  CHECK((*files)[1].path == "clickhouse/tables/.backup");
  CHECK((*files)[0].bytes == 3);
  for (const char* path : {"../a", "/etc/passwd", "a/../../b", "a//b", ""}) CHECK(absl::IsDataLoss(ParseFileList(FileListText({{path, 1, ""}})).status()));
  CHECK(absl::IsDataLoss(ParseFileList("{}").status()));
}

}  // namespace aurora::cli
