#include "gateway/api/answer.h"

#include "libs/base/log.h"

namespace aurora::gateway::api {

http::Response JsonResponse(const json::value& value, int status) {
  http::Response response;
  response.status = status;
  response.body = Serialize(value);
  return response;
}

http::Response EmptyResponse() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Problem ProblemFor(const absl::Status& status, const http::Request& request) {
  http::Problem problem = http::ProblemOf(status);
  if (problem.status >= 500) {
    base::log::Warning("a call failed", {{"request_id", request.request_id},
                                         {"path", request.path},
                                         {"status", problem.status},
                                         {"error", status}});
  }
  return problem;
}

http::Response ErrorResponse(const absl::Status& status, const http::Request& request) {
  return ProblemFor(status, request).ToResponse(request.request_id);
}

backends::CallOptions CallFor(const http::Request& request, absl::Duration timeout) {
  backends::CallOptions options;
  options.context.request_id = request.request_id;
  if (request.identity.has_value()) {
    options.context.principal = request.identity->user;
    options.context.roles = std::string(auth::RoleName(request.identity->role));
  }
  options.timeout = timeout;
  options.cancellation = request.cancellation;
  return options;
}

}  // namespace aurora::gateway::api
