#include "cli/commands/endpoints/token_lifetime.h"

#include <catch2/catch.hpp>

namespace aurora::cli {
namespace {

TEST_CASE("a lifetime is typed in days, hours or minutes") {
  CHECK(TokenLifetimeSeconds("30d").value() == 30 * 86'400);
  CHECK(TokenLifetimeSeconds("1h30m").value() == 5400);
  CHECK(TokenLifetimeSeconds("60s").value() == 60);
  CHECK(TokenLifetimeSeconds("3650d").value() == 315'360'000);
}

TEST_CASE("a lifetime that cannot be is refused in the words of the option") {
  for (const char* typed : {"5s", "59.9s", "0", "-1h", "3651d", "9999999999999999d", "inf"}) {
    const absl::Status status = TokenLifetimeSeconds(typed).status();
    INFO(typed << ": " << status);
    CHECK(status.code() == absl::StatusCode::kInvalidArgument);
    CHECK(std::string(status.message()) ==
          std::string("--expires-in ") + typed + ": give a time from 1m to 3650d, or leave it out for a token without an end");
  }
  for (const char* typed : {"soon", "30", "d", ""}) {
    const std::string message(TokenLifetimeSeconds(typed).status().message());
    CHECK(message == std::string("--expires-in ") + typed + ": give a time such as 30d, 12h or 90m");
  }
}

}  // namespace
}  // namespace aurora::cli
