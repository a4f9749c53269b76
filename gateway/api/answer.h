#pragma once

#include "absl/status/status.h"
#include "gateway/api/json.h"
#include "gateway/backends/call.h"
#include "gateway/http/message.h"
#include "gateway/http/problem.h"

// What most handlers end with.
namespace aurora::gateway::api {

http::Response JsonResponse(const json::value& value, int status = 200);
http::Response EmptyResponse();
// Logs what the caller must not see.
http::Problem ProblemFor(const absl::Status& status, const http::Request& request);
http::Response ErrorResponse(const absl::Status& status, const http::Request& request);

// Options of a service call on behalf of a request.
backends::CallOptions CallFor(const http::Request& request, absl::Duration timeout);

}  // namespace aurora::gateway::api
