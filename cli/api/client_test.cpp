#include "cli/api/client.h"

#include <catch2/catch.hpp>

#include "cli/commands/context.h"
#include "cli/exit_status.h"

namespace aurora::cli {
namespace {

TEST_CASE("a problem becomes an error with its detail, its code and an exit status") {
  const absl::Status status =
      StatusFromProblem(422, R"({"code":"sql_refused","detail":"function url is not allowed","title":"x"})");
  CHECK(std::string(status.message()) == "function url is not allowed");
  CHECK(ProblemCode(status) == "sql_refused");
  CHECK(ExitStatusFor(status) == kExitRefused);
}

TEST_CASE("HTTP statuses decide where a problem has no better word") {
  CHECK(ExitStatusFor(StatusFromProblem(401, "{}")) == kExitRefused);
  CHECK(ExitStatusFor(StatusFromProblem(503, "")) == kExitNotRunning);
  CHECK(ExitStatusFor(StatusFromProblem(400, "<html>")) == kExitUsage);
  CHECK(ExitStatusFor(StatusFromProblem(500, "{}")) == kExitFailed);
  CHECK_THAT(std::string(StatusFromProblem(500, "not json").message()), Catch::Contains("500"));
}

}  // namespace
}  // namespace aurora::cli
