#include "libs/rpc/tls.h"

#include <fstream>
#include <sstream>

#include "libs/base/text.h"

namespace aurora::rpc {
namespace {

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return absl::NotFoundError(base::StrCat("TLS file ", path, " cannot be read; give an existing PEM file"));
  }
  return std::move(text).str();
}

}  // namespace

absl::StatusOr<TlsMaterial> LoadTls(const TlsOptions& options) {
  if (options.certificate_file.empty() != options.key_file.empty()) {
    return absl::InvalidArgumentError("TLS needs certificate_file and key_file together; give both or none");
  }
  TlsMaterial material;
  for (const auto& [path, text] : {std::pair{&options.ca_file, &material.ca},
                                   {&options.certificate_file, &material.certificate},
                                   {&options.key_file, &material.key}}) {
    absl::StatusOr<std::string> pem = ReadPem(*path);
    if (!pem.ok()) return pem.status();
    *text = *std::move(pem);
  }
  return material;
}

}  // namespace aurora::rpc
