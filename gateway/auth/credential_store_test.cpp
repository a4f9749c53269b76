#include "gateway/auth/credential_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "gateway/auth/credential.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);

struct Fixture {
  Fixture() {
    char name[] = "/tmp/aurora-auth-XXXXXX";
    folder = ::mkdtemp(name);
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    database = std::move(state::Database::Open(options, CredentialStore::Migrations())).value();
    store = std::make_unique<CredentialStore>(*database, SessionLimits{});
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<CredentialStore> store;
};

TEST_CASE("a token works until it is deleted or ends") {
  Fixture f;
  auto made = f.store->CreateToken("ci", Role::kEditor, absl::Hours(1), kNow);
  REQUIRE(made.ok());
  auto found = f.store->FindToken(made->secret.Reveal(), kNow);
  REQUIRE(found.ok());
  CHECK(found->user == "token:ci");
  CHECK(found->role == Role::kEditor);
  CHECK(f.store->FindToken(made->secret.Reveal(), kNow + absl::Hours(1)).status().code() ==
        absl::StatusCode::kUnauthenticated);
  CHECK(f.store->ListTokens()->at(0).last_used_at == kNow);
  REQUIRE(f.store->DeleteToken(made->token.id).ok());
  CHECK_FALSE(f.store->FindToken(made->secret.Reveal(), kNow).ok());
  CHECK(f.store->DeleteToken(made->token.id).code() == absl::StatusCode::kNotFound);
}

TEST_CASE("a token's name is taken once") {
  Fixture f;
  REQUIRE(f.store->CreateToken("ci", Role::kViewer, std::nullopt, kNow).ok());
  CHECK(f.store->CreateToken("ci", Role::kViewer, std::nullopt, kNow).status().code() ==
        absl::StatusCode::kAlreadyExists);
}

TEST_CASE("the operator's token is the administrator's, and a new one ends the old") {
  Fixture f;
  const base::Secret first("first");
  const base::Secret second("second");
  REQUIRE(f.store->RegisterAdminToken(first, kNow).ok());
  REQUIRE(f.store->RegisterAdminToken(first, kNow).ok());
  auto identity = f.store->FindToken("first", kNow);
  REQUIRE(identity.ok());
  CHECK(identity->user == "admin");
  CHECK(identity->role == Role::kAdmin);
  REQUIRE(f.store->RegisterAdminToken(second, kNow).ok());
  CHECK_FALSE(f.store->FindToken("first", kNow).ok());
  CHECK(f.store->FindToken("second", kNow).ok());
}

TEST_CASE("a link signs in once and in time") {
  Fixture f;
  auto link = f.store->CreateLink("ann", Role::kViewer, absl::Minutes(15), kNow);
  REQUIRE(link.ok());
  CHECK_FALSE(f.store->RedeemLink("wrong", kNow).ok());
  CHECK_FALSE(f.store->RedeemLink(link->secret.Reveal(), kNow + absl::Minutes(16)).ok());
  auto identity = f.store->RedeemLink(link->secret.Reveal(), kNow);
  REQUIRE(identity.ok());
  CHECK(identity->user == "ann");
  CHECK_FALSE(f.store->RedeemLink(link->secret.Reveal(), kNow).ok());
}

TEST_CASE("a session ends by idling, by age, by signing out and with its token") {
  Fixture f;
  auto token = f.store->CreateToken("ci", Role::kEditor, std::nullopt, kNow);
  auto identity = f.store->FindToken(token->secret.Reveal(), kNow);
  const auto make = [&] { return f.store->CreateSession(*identity, kNow)->secret.Reveal(); };
  const std::string session = make();
  auto found = f.store->FindSession(session, kNow + absl::Hours(1));
  REQUIRE(found.ok());
  CHECK(found->identity.user == "token:ci");
  CHECK(found->identity.csrf_token == CsrfToken(session));
  // The look after one hour counted as use.
  CHECK(f.store->FindSession(session, kNow + absl::Hours(12) + absl::Minutes(30)).ok());
  CHECK_FALSE(f.store->FindSession(session, kNow + absl::Hours(36)).ok());
  CHECK_FALSE(f.store->FindSession(make(), kNow + absl::Hours(24 * 7 + 1)).ok());
  const std::string signed_out = make();
  REQUIRE(f.store->DeleteSession(signed_out).ok());
  CHECK_FALSE(f.store->FindSession(signed_out, kNow).ok());
  const std::string orphan = make();
  REQUIRE(f.store->DeleteToken(token->token.id).ok());
  CHECK_FALSE(f.store->FindSession(orphan, kNow).ok());
}

TEST_CASE("nothing of a credential itself is kept") {
  Fixture f;
  auto made = f.store->CreateToken("ci", Role::kEditor, std::nullopt, kNow);
  const absl::Status status = f.database->Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select("SELECT hash FROM tokens", 1);
    CHECK(rows->at(0).Text(0) == HashCredential(made->secret.Reveal()));
    CHECK(rows->at(0).Text(0) != made->secret.Reveal());
    return absl::OkStatus();
  });
  CHECK(status.ok());
}

}  // namespace
}  // namespace aurora::gateway::auth
