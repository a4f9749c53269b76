#include "services/provisioning/access/managed_user.h"

#include <catch2/catch.hpp>

namespace aurora::provisioning {
namespace {

ManagedUser UserOf(Role role) {
  for (ManagedUser user : ManagedUsers()) {
    if (user.role != role) continue;
    user.password = base::Secret("correct-horse");
    return user;
  }
  FAIL("no such role");
  return {};
}

std::string Joined(const std::vector<std::string>& statements) {
  std::string all;
  for (const std::string& statement : statements) all += statement + "\n";
  return all;
}

TEST_CASE("no statement carries a password") {
  for (const ManagedUser& user : ManagedUsers()) {
    ManagedUser with_password = user;
    with_password.password = base::Secret("correct-horse");
    const std::string all = Joined(UserStatements(with_password, {}));
    CHECK_THAT(all, !Catch::Contains("correct-horse"));
    CHECK_THAT(all, Catch::Contains("ALTER USER `" + user.name + "` IDENTIFIED WITH sha256_hash BY '"));
  }
}

TEST_CASE("questions may read analytics databases and nothing else") {
  CHECK(GrantStatement(UserOf(Role::kQuery), {"shop", "web`x"}, {"shop"}) ==
        "GRANT SELECT ON `shop`.*, SELECT ON `web\\`x`.* TO `aurora_query` WITH REPLACE OPTION");
  CHECK(GrantStatement(UserOf(Role::kQuery), {}, {}) == "REVOKE ALL ON *.* FROM `aurora_query`");
}

TEST_CASE("ingest writes only where Aurora was told to load") {
  const std::string sql = GrantStatement(UserOf(Role::kIngest), {"shop", "others"}, {"shop"});
  CHECK_THAT(sql, Catch::Contains("INSERT, CREATE TABLE") && Catch::Contains(" ON `shop`.*"));
  CHECK_THAT(sql, !Catch::Contains("others"));
  CHECK_THAT(sql, Catch::Contains("INSERT ON aurora.dead_letters, ALTER DELETE ON aurora.dead_letters"));
  // It takes a range of rows out of the copy of a table that it is about to swap.
  CHECK_THAT(sql, Catch::Contains("ALTER CONSTRAINT, ALTER DELETE ON `shop`.*"));
}

TEST_CASE("the catalog reads descriptions, and writes the history only") {
  const std::string sql = GrantStatement(UserOf(Role::kCatalog), {"shop"}, {"shop"});
  CHECK_THAT(sql, Catch::Contains("SELECT ON `shop`.*, SELECT ON system.columns"));
  CHECK_THAT(sql, !Catch::Contains("INSERT ON `shop`"));
}

TEST_CASE("every limit of questions has a minimum, because 0 means none") {
  const std::string all = Joined(UserStatements(UserOf(Role::kQuery), {}));
  CHECK_THAT(all, Catch::Contains("max_execution_time = 60 MIN 1 MAX 60") &&
                      Catch::Contains("max_memory_usage = 2147483648 MIN 1 MAX 2147483648") &&
                      Catch::Contains("readonly = 2 MIN 1 MAX 2") && Catch::Contains("MAX queries = 100000"));
  CHECK_THAT(Joined(UserStatements(UserOf(Role::kIngest), {})), !Catch::Contains("max_execution_time"));
}

}  // namespace
}  // namespace aurora::provisioning
