#include "gateway/workspace/state_schema.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "gateway/auth/credential_store.h"
#include "gateway/workspace/document_store.h"
#include "libs/state/database.h"

namespace aurora::gateway::workspace {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);
// Of the text that databases out there were made with.
const std::vector<std::string> kReleased = {"de890ab327520929a1269d9343aa80d0b740b4ad21db8606492a6b3401c99ca1",
                                            "bd44ef7c8c9d895e8ba231708eaaff9671fd33be92a89958ffd5e91c07ee74b2"};

TEST_CASE("migrations that were released are as they were") {
  const std::vector<state::Migration> migrations = StateMigrations();
  REQUIRE(migrations.size() >= kReleased.size());
  for (size_t i = 0; i < kReleased.size(); ++i) CHECK(state::MigrationChecksum(migrations[i], false) == kReleased[i]);
}

TEST_CASE("what gateways of every version before have kept is there, and can be added to") {
  for (size_t version = 1; version < StateMigrations().size(); ++version) {
    INFO("version " << version);
    char name[] = "/tmp/aurora-gateway-before-XXXXXX";
    const std::string folder = ::mkdtemp(name);
    const state::DatabaseOptions options{.url = "sqlite://" + folder + "/state.db", .password = {}};
    std::vector<state::Migration> before = StateMigrations();
    before.resize(version);
    base::Secret token;
    {
      auto old = state::Database::Open(options, before);
      REQUIRE(old.ok());
      auth::CredentialStore credentials(**old, {});
      auto made = credentials.CreateToken("robot", auth::Role::kEditor, std::nullopt, kNow);
      REQUIRE(made.ok());
      token = made->secret;
    }
    auto now = state::Database::Open(options, StateMigrations());
    INFO(now.status());
    REQUIRE(now.ok());
    auth::CredentialStore credentials(**now, {});
    CHECK(credentials.FindToken(token.Reveal(), kNow)->role == auth::Role::kEditor);
    DocumentStore documents(**now);
    CHECK(documents.Create(kBoard, "ann", "Orders", "{}", kNow).ok());
    std::filesystem::remove_all(folder);
  }
}

}  // namespace
}  // namespace aurora::gateway::workspace
