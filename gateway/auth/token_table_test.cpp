#include "gateway/auth/token_table.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "gateway/auth/credential.h"
#include "gateway/auth/credential_store.h"
#include "gateway/auth/endpoint_token_store.h"

namespace aurora::gateway::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);

// A state of its own, with these migrations.
struct Fixture {
  explicit Fixture(const std::vector<state::Migration>& migrations) {
    char name[] = "/tmp/aurora-token-table-XXXXXX";
    folder = ::mkdtemp(name);
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    database = std::move(state::Database::Open(options, migrations)).value();
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  void Execute(const std::string& sql, const state::Parameters& parameters = {}) {
    const absl::Status done =
        database->Transact([&](state::Session& session) { return session.Execute(sql, parameters).status(); });
    INFO(done);
    REQUIRE(done.ok());
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
};

std::vector<state::Migration> AllTables() {
  std::vector<state::Migration> migrations = CredentialStore::Migrations();
  migrations.push_back({2, "endpoint tokens", EndpointTokenStore::Schema(), ""});
  return migrations;
}

TEST_CASE("rows that earlier gateways wrote go on working") {
  Fixture f(AllTables());
  // Word for word what they wrote; the hashes are sha256sum's.
  f.Execute("INSERT INTO tokens (id, name, role, hash, created_at, expires_at) VALUES ('t-1', 'robot', 'editor', "
            "'76c40ca5a4c509d0c15e27c71b00275a5726658ac8b7ec9e64c2dab7b9a8334c', 1762000000000000, NULL)");
  f.Execute("INSERT INTO endpoint_tokens (id, endpoint_id, name, made_by, hash, created_at, expires_at, last_used_at) VALUES "
            "('et-1', 'e-1', 'partner', 'ann', 'd8771bb22c91424bd8df0fe037fc50d00082dbaba84a48611d47acaeebe68e9e', "
            "1762000000000000, 1763000060000000, 1762000000000001)");
  f.Execute("INSERT INTO sessions (hash, user_name, role, token_id, created_at, last_seen_at, expires_at) VALUES "
            "('d4538fa1464ce9bfcd81ed021e93ca2031698aa353bd8706a0e819d006946e98', 'ann', 'viewer', '', 1762999000000000, "
            "1762999000000000, 1763000060000000)");
  CredentialStore credentials(*f.database, SessionLimits{});
  const auto robot = credentials.FindToken("robot-token-of-before", kNow);
  REQUIRE(robot.ok());
  CHECK(robot->user == "token:robot");
  CHECK(robot->role == Role::kEditor);
  CHECK(credentials.FindSession("session-of-before", kNow)->identity.user == "ann");
  EndpointTokenStore endpoints(*f.database);
  CHECK(endpoints.List("e-1")->at(0).last_used_at == absl::FromUnixMicros(1'762'000'000'000'001));
  CHECK(endpoints.Find("endpoint-token-of-before", kNow)->endpoint_id == "e-1");
  CHECK(endpoints.List("e-1")->at(0).last_used_at == kNow);
  CHECK(absl::IsUnauthenticated(endpoints.Find("endpoint-token-of-before", kNow + absl::Minutes(1)).status()));
}

TEST_CASE("a use is noted once a minute") {
  Fixture f(AllTables());
  CredentialStore credentials(*f.database, SessionLimits{});
  const auto made = credentials.CreateToken("ci", Role::kViewer, std::nullopt, kNow);
  const auto used_at = [&](absl::Time now) {
    REQUIRE(credentials.FindToken(made->secret.Reveal(), now).ok());
    return credentials.ListTokens()->at(0).last_used_at;
  };
  CHECK(used_at(kNow) == kNow);
  CHECK(used_at(kNow + absl::Minutes(1)) == kNow);
  CHECK(used_at(kNow + absl::Seconds(61)) == kNow + absl::Seconds(61));
}

TEST_CASE("a hash that only the database takes for the same is not") {
  Fixture f({{1, "tokens that differ by case", "CREATE TABLE tokens (id VARCHAR(64), name VARCHAR(64), "
              "hash VARCHAR(64) COLLATE NOCASE, created_at BIGINT, expires_at BIGINT, last_used_at BIGINT);\n", ""}});
  const TokenTable table(*f.database, "tokens", {}, absl::UnauthenticatedError("unknown"));
  const auto add = [&](const std::string& token, const std::string& hash) {
    f.Execute("INSERT INTO tokens (id, name, hash, created_at) VALUES (:id, 'a', :hash, 0)", {{"id", token}, {"hash", hash}});
  };
  add("same", HashCredential("same"));
  add("other", absl::AsciiStrToUpper(HashCredential("other")));
  CHECK(table.Find("same", kNow)->facts.id == "same");
  CHECK(absl::IsUnauthenticated(table.Find("other", kNow).status()));
}

}  // namespace
}  // namespace aurora::gateway::auth
