#include "libs/rpc/token_guard.h"

#include <grpc/grpc_security.h>
#include <grpc/slice.h>
#include <grpcpp/security/server_credentials.h>

#include <string_view>

namespace aurora::rpc {
namespace {

constexpr std::string_view kScheme = "Bearer ";
constexpr char kRefusal[] = "this call needs the shared token; give the caller the same token_file";

std::string_view View(const grpc_slice& slice) {
  return {reinterpret_cast<const char*>(GRPC_SLICE_START_PTR(slice)), GRPC_SLICE_LENGTH(slice)};
}

bool IsOpenToAll(std::string_view path) {
  return path.starts_with("/grpc.health.v1.Health/") || path.starts_with("/grpc.reflection.");
}

// Called by gRPC for each call, on its threads, before the call reaches a service.
void CheckToken(void* state, grpc_auth_context*, const grpc_metadata* metadata, size_t count,
                grpc_process_auth_metadata_done_cb done, void* user_data) {
  const auto* token = static_cast<const base::Secret*>(state);
  bool allowed = false;
  for (size_t i = 0; i < count; ++i) {
    const std::string_view key = View(metadata[i].key);
    std::string_view value = View(metadata[i].value);
    if (key == ":path" && IsOpenToAll(value)) allowed = true;
    if (key == "authorization" && value.starts_with(kScheme)) {
      value.remove_prefix(kScheme.size());
      if (token->ConstantTimeEquals(value)) allowed = true;
    }
  }
  if (allowed) {
    done(user_data, nullptr, 0, nullptr, 0, GRPC_STATUS_OK, nullptr);
  } else {
    done(user_data, nullptr, 0, nullptr, 0, GRPC_STATUS_UNAUTHENTICATED, kRefusal);
  }
}

void DeleteToken(void* state) { delete static_cast<base::Secret*>(state); }

class PortCredentials final : public grpc::ServerCredentials {
 public:
  PortCredentials(TlsMaterial tls, base::Secret token) : tls_(std::move(tls)), token_(std::move(token)) {}

  void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

 private:
  int AddPortToServer(const std::string& address, grpc_server* server) override {
    grpc_server_credentials* credentials = Make();
    if (credentials == nullptr) return 0;
    if (!token_.empty()) {
      grpc_server_credentials_set_auth_metadata_processor(
          credentials, {CheckToken, DeleteToken, new base::Secret(token_)});
    }
    const int port = grpc_server_add_http2_port(server, address.c_str(), credentials);
    grpc_server_credentials_release(credentials);
    return port;
  }

  grpc_server_credentials* Make() const {
    if (tls_.certificate.empty()) return grpc_insecure_server_credentials_create();
    grpc_ssl_pem_key_cert_pair pair{tls_.key.c_str(), tls_.certificate.c_str()};
    return grpc_ssl_server_credentials_create_ex(
        tls_.ca.empty() ? nullptr : tls_.ca.c_str(), &pair, 1,
        tls_.ca.empty() ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                        : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY,
        nullptr);
  }

  TlsMaterial tls_;
  base::Secret token_;
};

}  // namespace

std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(const TlsMaterial& tls,
                                                               const base::Secret& token) {
  return std::make_shared<PortCredentials>(tls, token);
}

}  // namespace aurora::rpc
