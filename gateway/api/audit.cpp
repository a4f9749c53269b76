#include "gateway/api/audit.h"

#include "absl/time/clock.h"
#include "gateway/auth/credential.h"
#include "libs/base/log.h"

namespace aurora::gateway::api {

void Audit::Write(const http::Request& request, std::string_view action, std::string_view object, int status,
                  std::string_view text) const {
  const std::string who = request.identity.has_value() ? request.identity->user : "anonymous";
  const std::string role =
      request.identity.has_value() ? std::string(auth::RoleName(request.identity->role)) : std::string();
  base::log::Info("audit", {{"request_id", request.request_id},
                            {"who", who},
                            {"role", role},
                            {"from", request.remote_address},
                            {"action", action},
                            {"object", object},
                            {"status", status},
                            {"text_sha256", text.empty() ? std::string() : auth::HashCredential(text)},
                            {"text", texts_ ? text.substr(0, kTextBytesMax) : std::string_view()},
                            {"elapsed_ms", absl::ToDoubleMilliseconds(absl::Now() - request.received)}});
}

}  // namespace aurora::gateway::api
