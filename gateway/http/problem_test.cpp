#include "gateway/http/problem.h"

#include <catch2/catch.hpp>

#include "libs/rpc/status.h"

namespace aurora::gateway::http {
namespace {

TEST_CASE("a problem is JSON whatever its words hold") {
  const Problem problem = MakeProblem(404, "not_found", "table \"x\"\n is missing");
  CHECK(problem.Json("r1") ==
        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"code\":\"not_found\","
        "\"detail\":\"table \\\"x\\\"\\n is missing\",\"request_id\":\"r1\"}");
}

TEST_CASE("every status code has its HTTP status and stable code") {
  struct Case {
    absl::Status status;
    int http;
    std::string code;
  };
  const Case cases[] = {
      {absl::InvalidArgumentError("x"), 400, "invalid_request"},
      {absl::NotFoundError("x"), 404, "not_found"},
      {absl::AlreadyExistsError("x"), 409, "conflict"},
      {absl::UnavailableError("x"), 503, "unavailable"},
      {absl::DeadlineExceededError("x"), 504, "timeout"},
      {rpc::WithReason(absl::InvalidArgumentError("x"), "sql_refused"), 403, "sql_refused"},
      {rpc::WithReason(absl::InvalidArgumentError("x"), "sql_error"), 422, "sql_error"},
      {rpc::WithReason(absl::InvalidArgumentError("x"), "empty_topic"), 400, "empty_topic"},
      {rpc::WithReason(absl::InvalidArgumentError("x"), "Not A Code"), 400, "invalid_request"},
      {rpc::WithReason(absl::NotFoundError("x"), "failed"), 404, "not_found"},
  };
  for (const Case& one : cases) {
    const Problem problem = ProblemOf(one.status);
    CHECK(problem.status == one.http);
    CHECK(problem.code == one.code);
    CHECK(problem.detail == "x");
  }
}

TEST_CASE("what an internal error says stays inside") {
  const Problem problem = ProblemOf(absl::InternalError("/var/lib/secret version 26.7"));
  CHECK(problem.status == 500);
  CHECK(problem.detail.find("secret") == std::string::npos);
}

TEST_CASE("a 401 says how to sign in and a 503 when to try again") {
  CHECK(Unauthenticated().ToResponse("r").headers.Has("WWW-Authenticate"));
  CHECK(ProblemOf(absl::UnavailableError("x")).ToResponse("r").headers.Has("Retry-After"));
}

}  // namespace
}  // namespace aurora::gateway::http
