#include "services/provisioning/reconcile/provisioner.h"

#include <catch2/catch.hpp>

#include "libs/base/text.h"
#include "services/provisioning/reconcile/fake_server.h"
#include "services/provisioning/reconcile/reconcile_loop.h"

namespace aurora::provisioning {
namespace {

Provisioner::Options WithPasswords() {
  Provisioner::Options options;
  options.users = ManagedUsers();
  for (ManagedUser& user : options.users) user.password = base::Secret("x");
  options.databases = {"shop"};
  return options;
}

std::string Text(const absl::Status& status) { return std::string(base::Message(status)); }

TEST_CASE("the first pass makes databases, tables, users and grants") {
  FakeServer server;
  Provisioner provisioner(server, WithPasswords());
  CHECK(absl::IsUnavailable(provisioner.readiness()));
  const auto granted = provisioner.Reconcile();
  REQUIRE(granted.ok());
  CHECK(*granted == std::vector<std::string>{"default", "shop"});
  CHECK(provisioner.readiness().ok());
  CHECK(server.databases.count("aurora") == 1);
  CHECK(server.migrations.size() == Migrations().size());
  CHECK(server.Count("CREATE USER") == 3);
  CHECK(server.Count("GRANT") == 3);
}

TEST_CASE("a pass without news changes nothing") {
  FakeServer server;
  Provisioner provisioner(server, WithPasswords());
  REQUIRE(provisioner.Reconcile().ok());
  server.statements.clear();
  const auto granted = provisioner.Reconcile();
  REQUIRE(granted.ok());
  CHECK(granted->empty());
  CHECK(server.statements.empty());
}

TEST_CASE("a database that somebody else made becomes readable, and one that is gone is forgotten") {
  FakeServer server;
  Provisioner provisioner(server, WithPasswords());
  REQUIRE(provisioner.Reconcile().ok());
  server.databases.insert("bench");
  server.statements.clear();
  CHECK(*provisioner.Reconcile() == std::vector<std::string>{"bench"});
  CHECK(server.Count("GRANT SELECT ON `bench`.*, ") == 2);
  CHECK(server.Count(
            "GRANT SELECT, INSERT, CREATE TABLE, DROP TABLE, ALTER ADD COLUMN, ALTER MODIFY COLUMN, ALTER "
            "COMMENT COLUMN, ALTER CONSTRAINT, ALTER DELETE ON `shop`.*, SELECT, INSERT ON aurora.dead_letters") == 1);
  server.databases.erase("bench");
  CHECK(provisioner.Reconcile()->empty());
  CHECK_THAT(server.statements.back(), !Catch::Contains("bench"));
}

TEST_CASE("a server that is down is set up when it comes") {
  FakeServer server;
  server.up = false;
  Provisioner provisioner(server, WithPasswords());
  CHECK(absl::IsUnavailable(provisioner.Reconcile().status()));
  CHECK(absl::IsUnavailable(provisioner.Describe().status()));
  server.up = true;
  server.refuse_once = "CREATE TABLE IF NOT EXISTS aurora.query_history";
  CHECK(absl::IsUnavailable(provisioner.Reconcile().status()));
  REQUIRE(provisioner.Reconcile().ok());
  CHECK(server.migrations.size() == Migrations().size());
  CHECK(provisioner.Describe()->clickhouse_version == "26.7.1");
}

TEST_CASE("a server that lost everything is set up again after the first failure") {
  FakeServer server;
  Provisioner provisioner(server, WithPasswords());
  REQUIRE(provisioner.Reconcile().ok());
  server.up = false;
  CHECK_FALSE(provisioner.Reconcile().ok());
  server = FakeServer();
  CHECK(provisioner.Reconcile().ok());
  CHECK(server.Count("CREATE USER") == 3);
}

TEST_CASE("a database is made once, and only under a good name") {
  FakeServer server;
  Provisioner provisioner(server, WithPasswords());
  CHECK(*provisioner.EnsureDatabase("web"));
  CHECK_FALSE(*provisioner.EnsureDatabase("web"));
  CHECK(server.ensured == std::set<std::string>{"shop", "web"});
  for (const char* name : {"", "Web", "1web", "a-b", "system", "aurora", "x`; DROP", "information_schema"}) {
    INFO(name);
    CHECK(absl::IsInvalidArgument(provisioner.EnsureDatabase(name).status()));
  }
}

TEST_CASE("declared users are checked and never made") {
  FakeServer server;
  server.users_declared = true;
  server.query_grants = {{"SELECT", "", "0"},
                         {"SELECT", "system", "1"},
                         {"SELECT", "information_schema", "1"},
                         {"SELECT", "INFORMATION_SCHEMA", "1"},
                         {"SELECT", "aurora", "1"}};
  Provisioner provisioner(server, WithPasswords());

  SECTION("as they should be") {
    CHECK(*provisioner.Reconcile() == std::vector<std::string>{"shop"});
    CHECK(server.Count("CREATE USER") + server.Count("GRANT") == 0);
  }
  SECTION("one is missing") {
    server.users.erase("aurora_catalog");
    CHECK_THAT(Text(provisioner.Reconcile().status()), Catch::Contains("aurora_catalog"));
  }
  SECTION("questions could write") {
    server.query_grants.push_back({"INSERT", "shop", "0"});
    CHECK_THAT(Text(provisioner.Reconcile().status()), Catch::Contains("INSERT ON shop"));
  }
  SECTION("questions could read Aurora's own tables") {
    server.query_grants.pop_back();
    CHECK_THAT(Text(provisioner.Reconcile().status()), Catch::Contains("may read the database aurora"));
  }
}

TEST_CASE("a database of a newer Aurora is left alone") {
  FakeServer server;
  server.migrations["99"] = "of the future";
  Provisioner provisioner(server, WithPasswords());
  const absl::Status status = provisioner.Reconcile().status();
  CHECK(absl::IsFailedPrecondition(status));
  CHECK_THAT(Text(status), Catch::Contains("of the future"));
  CHECK(server.Count("CREATE USER") == 0);
  // Unless that says that this one can live with it.
  server.usable_from["99"] = std::to_string(Migrations().back().version + 1);
  CHECK(absl::IsFailedPrecondition(provisioner.Reconcile().status()));
  server.usable_from["99"] = std::to_string(Migrations().back().version);
  CHECK(provisioner.Reconcile().ok());
}

TEST_CASE("pauses grow to the interval") {
  CHECK(ReconcileLoop::PauseAfter(0, absl::Seconds(3)) == absl::Seconds(3));
  CHECK(ReconcileLoop::PauseAfter(1, absl::Seconds(3)) == absl::Milliseconds(100));
  CHECK(ReconcileLoop::PauseAfter(4, absl::Seconds(3)) == absl::Milliseconds(800));
  CHECK(ReconcileLoop::PauseAfter(1'000'000, absl::Seconds(3)) == absl::Seconds(3));
}

}  // namespace
}  // namespace aurora::provisioning
