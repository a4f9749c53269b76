#include "libs/base/identifier.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/ascii.h"

namespace aurora::base {
namespace {

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr size_t kRequestIdCharactersMax = 64;

}  // namespace

std::string MakeIdentifier(std::string_view prefix, size_t characters) {
  std::string random(characters, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(characters)) != 1)
    std::abort();
  std::string identifier(prefix);
  for (const char byte : random) identifier += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
  return identifier;
}

std::string MakeRequestId() { return MakeIdentifier("", 26); }

bool IsRequestId(std::string_view text) {
  return !text.empty() && text.size() <= kRequestIdCharactersMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-';
         });
}

}  // namespace aurora::base
