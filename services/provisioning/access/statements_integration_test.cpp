// Every statement of a server whose users are made by SQL, read by the real engine's own parser. (The
// embedded engine has no place to keep users in, so it can read these statements and not run them.)
#include <catch2/catch.hpp>
#include <cstdlib>

#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "services/provisioning/access/managed_user.h"

namespace aurora::provisioning {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

TEST_CASE("the engine's parser takes every statement about users") {
  clickhouse::Options options;
  options.url = Environment("AURORA_TEST_CLICKHOUSE_URL");
  if (options.url.empty()) {
    WARN("skipped: AURORA_TEST_CLICKHOUSE_URL names no server");
    return;
  }
  options.user = "aurora_admin";
  options.password = base::Secret(Environment("AURORA_TEST_CLICKHOUSE_PASSWORD"));
  const auto client = clickhouse::Client::Create(options);
  REQUIRE(client.ok());
  int statements = 0;
  for (ManagedUser user : ManagedUsers()) {
    user.password = base::Secret("x");
    std::vector<std::string> all = UserStatements(user, {});
    all.push_back(GrantStatement(user, {}, {}));
    all.push_back(GrantStatement(user, {"shop", "web"}, {"shop"}));
    for (const std::string& statement : all) {
      INFO(statement);
      const auto rows = (*client)->SelectRows(base::StrCat("EXPLAIN AST ", statement));
      CHECK(std::string(base::Message(rows.status())) == "");
      ++statements;
    }
  }
  CHECK(statements > 30);
}

}  // namespace
}  // namespace aurora::provisioning
