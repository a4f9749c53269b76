#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/endpoint.h"

namespace aurora::rpc {

// The PEM texts that TlsOptions name; "" where no file was given.
struct TlsMaterial {
  std::string ca;
  std::string certificate;
  std::string key;
};

// NotFound for a file that cannot be read, InvalidArgument for a certificate without its key.
absl::StatusOr<TlsMaterial> LoadTls(const TlsOptions& options);

}  // namespace aurora::rpc
