#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/secret.h"

namespace grpc {
class Channel;
class Server;
class Service;
}  // namespace grpc

namespace aurora::service {
class Configuration;
class Runtime;
}  // namespace aurora::service

namespace aurora::rpc {

// Of one message, in each direction.
inline constexpr int kMessageBytesMax = 64 << 20;

// TLS of one gRPC edge; all empty: plaintext, for loopback. With ca_file on a server, clients must present a
// certificate of that authority (mutual TLS).
struct TlsOptions {
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;
};

// Where another service is: keys `<prefix>.address`, `<prefix>.tls.ca_file`, `.certificate_file`,
// `.key_file`, and `rpc.token_file`-style shared secret `<prefix>.token_file`.
struct Endpoint {
  std::string address;
  TlsOptions tls;
  base::Secret token;

  void Declare(service::Configuration& configuration, const std::string& prefix, const std::string& what);
};

// A channel with keep-alive, message limits (64 MiB) and bounded reconnect backoff (at most 1 s, so that a
// restarted peer is found again quickly). Adds `authorization: Bearer <token>` to each call when there is a
// token. `service` is the full name of the service that is called, such as aurora.query.v1.QueryService: methods whose
// idempotency_level says that they can be repeated are tried up to five times, within about three seconds, while no peer can be
// reached, as when replicas are replaced. What a peer itself answered is final.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const Endpoint& endpoint, std::string_view service);

// This process's own gRPC server: keys grpc.listen, grpc.tls.*, grpc.token_file.
struct ServerOptions {
  std::string listen = "127.0.0.1:0";
  TlsOptions tls;
  // When not empty every call but health and reflection must carry it; UNAUTHENTICATED otherwise.
  base::Secret token;

  void Declare(service::Configuration& configuration);
};

// Callback-API services behind one port, with the standard health service and reflection, call metrics
// (aurora_grpc_calls_total{method,code}, aurora_grpc_call_duration_seconds) and one log line for a failed
// call. Drains with the runtime: health turns NOT_SERVING, no new calls, running ones get the deadline, then
// they are cancelled.
class Server {
 public:
  // Unavailable when the port is taken (names it). The services must outlive the server.
  static absl::StatusOr<std::unique_ptr<Server>> Create(const ServerOptions& options,
                                                        std::vector<grpc::Service*> services,
                                                        service::Runtime& runtime);
  ~Server();
  // host:port that it really listens on.
  const std::string& address() const { return address_; }

 private:
  Server();
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string address_;
};

}  // namespace aurora::rpc
