#include "gateway/auth/endpoint_token_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "gateway/auth/credential.h"
#include "gateway/auth/credential_store.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);

struct Fixture {
  Fixture() {
    char name[] = "/tmp/aurora-endpoint-tokens-XXXXXX";
    folder = ::mkdtemp(name);
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    std::vector<state::Migration> migrations = CredentialStore::Migrations();
    migrations.push_back({2, "endpoint tokens", EndpointTokenStore::Schema(), ""});
    database = std::move(state::Database::Open(options, migrations)).value();
    store = std::make_unique<EndpointTokenStore>(*database);
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<EndpointTokenStore> store;
};

bool IsUnknown(const absl::StatusOr<Identity>& found) { return absl::IsUnauthenticated(found.status()); }

TEST_CASE("an endpoint's token opens that endpoint until it ends or is revoked") {
  Fixture f;
  const auto made = f.store->Create("e-1", "partner", "ann", absl::Hours(1), kNow);
  REQUIRE(made.ok());
  const std::string secret = made->secret.Reveal();
  const auto found = f.store->Find(secret, kNow + absl::Minutes(2));
  REQUIRE(found.ok());
  CHECK(found->endpoint_id == "e-1");
  CHECK(found->user == "endpoint-token:" + made->token.id);
  CHECK(found->role == Role::kViewer);
  CHECK(IsUnknown(f.store->Find(secret, kNow + absl::Hours(1))));
  CHECK(IsUnknown(f.store->Find(secret + "x", kNow)));
  CHECK(IsUnknown(f.store->Find("", kNow)));
  const auto listed = f.store->List("e-1");
  REQUIRE(listed->size() == 1);
  CHECK(listed->at(0).name == "partner");
  CHECK(listed->at(0).made_by == "ann");
  CHECK(listed->at(0).expires_at == kNow + absl::Hours(1));
  CHECK(listed->at(0).last_used_at == kNow + absl::Minutes(2));
  CHECK(absl::IsNotFound(f.store->Delete("e-2", made->token.id)));
  CHECK(f.store->Delete("e-1", made->token.id).ok());
  CHECK(IsUnknown(f.store->Find(secret, kNow)));
}

TEST_CASE("the state keeps a hash, not the token") {
  Fixture f;
  const std::string secret = f.store->Create("e-1", "a", "ann", std::nullopt, kNow)->secret.Reveal();
  const absl::Status read = f.database->Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select("SELECT hash FROM endpoint_tokens", 1);
    CHECK(rows->at(0).Text(0) == HashCredential(secret));
    return rows.status();
  });
  CHECK(read.ok());
}

TEST_CASE("an endpoint's token is none of the API's: it makes no session") {
  Fixture f;
  CredentialStore credentials(*f.database, SessionLimits{});
  const std::string secret = f.store->Create("e-1", "a", "ann", std::nullopt, kNow)->secret.Reveal();
  CHECK(IsUnknown(credentials.FindToken(secret, kNow)));
  CHECK(IsUnknown(credentials.RedeemLink(secret, kNow)));
}

TEST_CASE("an endpoint has a bounded number of tokens, and those that ended make room") {
  Fixture f;
  for (int i = 0; i < EndpointTokenStore::kTokensMax; ++i) {
    REQUIRE(f.store->Create("e-1", "a", "ann", absl::Hours(1), kNow).ok());
  }
  CHECK(absl::IsFailedPrecondition(f.store->Create("e-1", "a", "ann", std::nullopt, kNow).status()));
  CHECK(f.store->Create("e-2", "a", "ann", std::nullopt, kNow).ok());
  CHECK(f.store->Create("e-1", "a", "ann", std::nullopt, kNow + absl::Hours(1)).ok());
  CHECK(f.store->List("e-1")->size() == 1);
  CHECK(f.store->DeleteAll("e-1").ok());
  CHECK(f.store->List("e-1")->empty());
  CHECK(f.store->List("e-2")->size() == 1);
}

}  // namespace
}  // namespace aurora::gateway::auth
