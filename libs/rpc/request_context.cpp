#include "libs/rpc/request_context.h"

#include <grpcpp/client_context.h>
#include <grpcpp/server_context.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/identifier.h"

namespace aurora::rpc {
namespace {

constexpr char kRequestIdKey[] = "x-request-id";
constexpr char kPrincipalKey[] = "x-aurora-principal";
constexpr char kRolesKey[] = "x-aurora-roles";
constexpr size_t kIdentityBytesMax = 128;

// Identity ends up in logs and audit: printable ASCII of bounded length, or nothing.
std::string Identity(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end() || found->second.size() > kIdentityBytesMax) return "";
  std::string text(found->second.data(), found->second.size());
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  return printable ? text : "";
}

}  // namespace

RequestContext RequestContext::FromServer(const grpc::ServerContextBase& context) {
  RequestContext request;
  request.request_id = Identity(context, kRequestIdKey);
  if (!base::IsRequestId(request.request_id)) request.request_id = base::MakeRequestId();
  if (std::string principal = Identity(context, kPrincipalKey); !principal.empty()) {
    request.principal = std::move(principal);
  }
  request.roles = Identity(context, kRolesKey);
  const absl::Time deadline = absl::FromChrono(context.deadline());
  // gRPC has no deadline as the end of its clock, centuries away.
  if (deadline < absl::Now() + absl::Hours(24 * 365)) request.deadline = deadline;
  return request;
}

void RequestContext::ApplyTo(grpc::ClientContext& context, absl::Duration timeout) const {
  context.AddMetadata(kRequestIdKey, request_id.empty() ? base::MakeRequestId() : request_id);
  context.AddMetadata(kPrincipalKey, principal);
  if (!roles.empty()) context.AddMetadata(kRolesKey, roles);
  const absl::Time end = std::min(deadline, absl::Now() + timeout);
  if (end != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(end));
}

}  // namespace aurora::rpc
