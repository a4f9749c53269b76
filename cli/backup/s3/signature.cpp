#include "cli/backup/s3/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/backup/files.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

std::string Hmac(const std::string& key, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data(), &size);
  return {reinterpret_cast<const char*>(hash.data()), size};
}

}  // namespace

std::string SignRequest(S3Request& request, const AwsCredentials& credentials, const std::string& region, absl::Time now) {
  const std::string time = absl::FormatTime("%Y%m%dT%H%M%SZ", now, absl::UTCTimeZone());
  const std::string day = time.substr(0, 8);
  request.headers["x-amz-date"] = time;
  request.headers["x-amz-content-sha256"] = request.body_sha256;
  if (!credentials.session_token.empty()) request.headers["x-amz-security-token"] = credentials.session_token.Reveal();
  // A map is in the order that is wanted.
  const std::string query = absl::StrJoin(request.query, "&", [](std::string* out, const auto& parameter) {
    base::StrAppend(out, http::EncodeQueryValue(parameter.first), "=", http::EncodeQueryValue(parameter.second));
  });
  const std::string headers =
      absl::StrJoin(request.headers, "", [](std::string* out, const auto& header) { base::StrAppend(out, header.first, ":", header.second, "\n"); });
  const std::string names = absl::StrJoin(request.headers, ";", [](std::string* out, const auto& header) { out->append(header.first); });
  const std::string canonical =
      base::StrCat(request.method, "\n", request.path, "\n", query, "\n", headers, "\n", names, "\n", request.body_sha256);
  const std::string scope = base::StrCat(day, "/", region, "/s3/aws4_request");
  const std::string to_sign = base::StrCat("AWS4-HMAC-SHA256\n", time, "\n", scope, "\n", Sha256(canonical));
  std::string key = Hmac("AWS4" + credentials.secret_access_key.Reveal(), day);
  for (const std::string& part : {region, std::string("s3"), std::string("aws4_request")}) key = Hmac(key, part);
  return base::StrCat("AWS4-HMAC-SHA256 Credential=", credentials.access_key_id, "/", scope, ",SignedHeaders=", names,
                      ",Signature=", absl::BytesToHexString(Hmac(key, to_sign)));
}

std::string EncodeKey(const std::string& key) {
  return absl::StrJoin(absl::StrSplit(key, '/'), "/",
                       [](std::string* out, absl::string_view part) { out->append(http::EncodeQueryValue(base::Std(part))); });
}

}  // namespace aurora::cli
