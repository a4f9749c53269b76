#include "services/ingest/transforms/value_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace aurora::ingest {

void AppendHash(std::string_view salt, std::string_view value, std::string* json) {
  constexpr char kHex[] = "0123456789abcdef";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  HMAC(EVP_sha256(), salt.data(), static_cast<int>(salt.size()),
       reinterpret_cast<const unsigned char*>(value.data()), value.size(), digest, &length);
  *json += '"';
  for (unsigned int i = 0; i < length; ++i) {
    *json += kHex[digest[i] >> 4];
    *json += kHex[digest[i] & 15];
  }
  *json += '"';
}

}  // namespace aurora::ingest
