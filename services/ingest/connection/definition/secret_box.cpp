#include "services/ingest/connection/definition/secret_box.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "absl/strings/escaping.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr size_t kKeyBytes = 32;
constexpr size_t kNonceBytes = 12;
constexpr size_t kTagBytes = 16;

struct CipherDeleter {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherDeleter>;

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// Whole or not at all: another process may want it at the same moment, and a file that a crash left empty would stay.
absl::Status MakeKeyFile(const std::string& path) {
  std::string draft = base::StrCat(path, ".XXXXXX");
  const int fd = mkostemp(draft.data(), O_CLOEXEC);
  if (fd < 0) {
    return absl::PermissionDeniedError(
        base::StrCat("key file ", path, " cannot be made (", std::strerror(errno), "); make its folder writable for user ", ::geteuid(),
                     ", with room on its disk, or name another in state.key_file"));
  }
  const std::string text = base::Secret::Random(kKeyBytes).Reveal() + "\n";
  const bool written = write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
  close(fd);
  // Fails when another process was first, whose file it is then.
  const bool named = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(draft.c_str());
  if (named) return absl::OkStatus();
  return absl::ResourceExhaustedError(base::StrCat("key file ", path, " cannot be written; free some disk space"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SecretBox>> SecretBox::Create(const std::string& key_file) {
  if (access(key_file.c_str(), F_OK) != 0) {
    if (absl::Status status = MakeKeyFile(key_file); !status.ok()) return status;
  }
  absl::StatusOr<base::Secret> text = base::Secret::FromFile(key_file);
  if (!text.ok()) return text.status();
  std::string key = absl::HexStringToBytes(text->Reveal());
  if (text->Reveal().size() != 2 * kKeyBytes || key.size() != kKeyBytes) {
    return absl::InvalidArgumentError(
        base::StrCat("key file ", key_file, " does not hold 64 hexadecimal digits; restore it, or delete it and make "
                     "the connections with passwords anew"));
  }
  return std::unique_ptr<SecretBox>(new SecretBox(base::Secret(std::move(key))));
}

absl::StatusOr<std::string> SecretBox::Seal(std::string_view plain, std::string_view context) const {
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  unsigned char* out = Bytes(sealed) + kNonceBytes;
  const bool done =
      RAND_bytes(Bytes(sealed), kNonceBytes) == 1 &&
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_.Reveal()), Bytes(sealed)) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, Bytes(context), static_cast<int>(context.size())) == 1 &&
      EVP_EncryptUpdate(cipher.get(), out, &size, Bytes(plain), static_cast<int>(plain.size())) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), out + size, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, out + plain.size()) == 1;
  if (!done) return absl::InternalError("the secrets of a connection cannot be encrypted");
  return absl::Base64Escape(sealed);
}

absl::StatusOr<std::string> SecretBox::Open(std::string_view sealed, std::string_view context) const {
  const absl::Status wrong = absl::DataLossError(
      "the secrets of a connection cannot be decrypted; restore the file of state.key_file, or make the connection anew");
  std::string bytes;
  if (!absl::Base64Unescape(base::Absl(sealed), &bytes) || bytes.size() < kNonceBytes + kTagBytes) return wrong;
  std::string plain(bytes.size() - kNonceBytes - kTagBytes, '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  unsigned char* in = Bytes(bytes) + kNonceBytes;
  const bool done =
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_.Reveal()), Bytes(bytes)) == 1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, Bytes(context), static_cast<int>(context.size())) == 1 &&
      EVP_DecryptUpdate(cipher.get(), Bytes(plain), &size, in, static_cast<int>(plain.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, in + plain.size()) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), Bytes(plain) + size, &size) == 1;
  if (!done) return wrong;
  return plain;
}

}  // namespace aurora::ingest
