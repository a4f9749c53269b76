#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "gateway/http/message.h"

namespace aurora::gateway::http {

// An error as RFC 9457 wants it, with our stable code.
struct Problem {
  int status = 500;
  std::string code;
  std::string title;
  std::string detail;

  // {"type":...,"title":...,"status":...,"code":...,"detail":...,"request_id":...}
  std::string Json(std::string_view request_id) const;
  Response ToResponse(std::string_view request_id) const;
};

// The one table between absl::Status and HTTP. A reason of the status (libs/rpc) becomes the code. Details of
// internal errors are for the log only.
Problem ProblemOf(const absl::Status& status);

Problem Unauthenticated();
Problem Forbidden(std::string detail);
Problem NotFound(std::string detail);
Problem InvalidRequest(std::string detail);
Problem MakeProblem(int status, std::string code, std::string detail);

// "Not Found" for 404.
std::string_view StatusTitle(int status);

}  // namespace aurora::gateway::http
