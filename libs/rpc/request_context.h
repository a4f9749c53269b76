#pragma once

#include <string>

#include "absl/time/time.h"

namespace grpc {
class ClientContext;
class ServerContextBase;
}  // namespace grpc

namespace aurora::rpc {

// What travels with each call, from the gateway to the last service: metadata keys x-request-id,
// x-aurora-principal and x-aurora-roles, and gRPC's own deadline.
struct RequestContext {
  // Made anew when the caller sent none.
  std::string request_id;
  // Who asks, e.g. "admin" or "token:ci"; "anonymous" when the caller sent none. For audit and quotas, not
  // for trust: what a peer may do is decided by the transport (see Endpoint).
  std::string principal = "anonymous";
  // Comma-separated, e.g. "admin".
  std::string roles;
  absl::Time deadline = absl::InfiniteFuture();

  static RequestContext FromServer(const grpc::ServerContextBase& context);
  // Sets metadata and the deadline: the earlier of this one's and now + timeout.
  void ApplyTo(grpc::ClientContext& context, absl::Duration timeout = absl::InfiniteDuration()) const;
};

}  // namespace aurora::rpc
