#include "libs/base/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace aurora::base {
namespace {

constexpr size_t kSecretFileBytesMax = 64 * 1024;

}  // namespace

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    Wipe();
    value_ = other.value_;
  }
  return *this;
}

Secret::Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.Wipe(); }

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    Wipe();
    value_ = std::move(other.value_);
    other.Wipe();
  }
  return *this;
}

Secret::~Secret() { Wipe(); }

void Secret::Wipe() {
  if (!value_.empty()) OPENSSL_cleanse(value_.data(), value_.size());
  value_.clear();
}

absl::StatusOr<Secret> Secret::FromFile(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) {
    return absl::InvalidArgumentError(absl::StrCat("secret file ", path, " is a folder, as a container's engine makes one where the file that "
                                                   "it should mount is missing; mount the file"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const int error = errno;
    if (error == EACCES) {
      return absl::PermissionDeniedError(absl::StrCat(
          "secret file ", path, " cannot be read; make it readable for user ", ::geteuid(), ", who runs Aurora"));
    }
    return absl::NotFoundError(
        absl::StrCat("secret file ", path, " is missing; create it with the secret as its first line"));
  }
  std::string line;
  std::getline(file, line);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty() || line.size() > kSecretFileBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "secret file ", path, " has no usable first line; write the secret there, at most 64 KiB"));
  }
  return Secret(std::move(line));
}

Secret Secret::Random(size_t bytes) {
  std::string raw(bytes, '\0');
  // Without randomness no secret may be made: going on would be worse than ending.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(raw.data()), static_cast<int>(bytes)) != 1) std::abort();
  Secret secret(absl::BytesToHexString(raw));
  OPENSSL_cleanse(raw.data(), raw.size());
  return secret;
}

bool Secret::ConstantTimeEquals(std::string_view other) const {
  return value_.size() == other.size() && CRYPTO_memcmp(value_.data(), other.data(), other.size()) == 0;
}

}  // namespace aurora::base
