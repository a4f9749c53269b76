#include "gateway/auth/credential.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/base/text.h"

namespace aurora::gateway::auth {

base::Secret MakeCredential() { return base::Secret::Random(32); }

std::string HashCredential(std::string_view credential) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(credential.data()), credential.size(), digest);
  return absl::BytesToHexString({reinterpret_cast<const char*>(digest), sizeof digest});
}

bool ConstantTimeEquals(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string CsrfToken(std::string_view session_token) {
  return HashCredential(base::StrCat("aurora csrf ", session_token)).substr(0, 32);
}

std::string_view CookieValue(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = base::Std(absl::StripAsciiWhitespace(base::Absl(header.substr(0, end))));
    if (pair.size() > name.size() && pair[name.size()] == '=' && pair.substr(0, name.size()) == name) {
      return pair.substr(name.size() + 1);
    }
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return {};
}

std::string_view BearerToken(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!absl::StartsWithIgnoreCase(base::Absl(authorization), base::Absl(kScheme))) return {};
  return base::Std(absl::StripAsciiWhitespace(base::Absl(authorization.substr(kScheme.size()))));
}

}  // namespace aurora::gateway::auth
