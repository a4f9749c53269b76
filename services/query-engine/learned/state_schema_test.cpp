#include "services/query-engine/learned/state_schema.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "libs/state/database.h"
#include "services/query-engine/learned/glossary_store.h"

namespace aurora::query::learned {
namespace {

// Of the text that databases out there were made with.
const std::vector<std::string> kReleased = {"00277a6a69fecd1e10485475b1194af3bedd75820debc0698e461aab946643f0"};

TEST_CASE("migrations that were released are as they were") {
  const std::vector<state::Migration> migrations = StateMigrations();
  REQUIRE(migrations.size() >= kReleased.size());
  for (size_t i = 0; i < kReleased.size(); ++i) CHECK(state::MigrationChecksum(migrations[i], false) == kReleased[i]);
}

TEST_CASE("terms of every version before are there, and can be added to") {
  for (size_t version = 1; version <= StateMigrations().size(); ++version) {
    INFO("version " << version);
    char name[] = "/tmp/aurora-learned-before-XXXXXX";
    const std::string folder = ::mkdtemp(name);
    const state::DatabaseOptions options{.url = "sqlite://" + folder + "/state.db", .password = {}};
    std::vector<state::Migration> before = StateMigrations();
    before.resize(version);
    // As the first version wrote it: the columns that every later one has too.
    const auto keep = [](state::Session& session) {
      return session
          .Execute("INSERT INTO terms (id, term_key, term, kind, definition, database_name, table_name, made_by, created_at, updated_at) "
                   "VALUES ('t-1', 'revenue', 'Revenue', 'measure', 'sum(total)', 'shop', 'orders', 'ann', 5, 5)")
          .status();
    };
    REQUIRE((*state::Database::Open(options, before))->Transact(keep).ok());
    auto now = state::Database::Open(options, StateMigrations());
    INFO(now.status());
    REQUIRE(now.ok());
    GlossaryStore store(**now);
    std::vector<StoredTerm> terms;
    const auto list = [&terms](state::Session& session) -> absl::Status {
      absl::StatusOr<std::vector<StoredTerm>> listed = GlossaryStore::List(session);
      if (listed.ok()) terms = *std::move(listed);
      return listed.status();
    };
    REQUIRE((*now)->Read(list).ok());
    REQUIRE(terms.size() == 1);
    StoredTerm term = terms.front();
    CHECK(term.definition == "sum(total)");
    term.definition = "sum(total) - sum(refund)";
    CHECK(store.Put(term, absl::FromUnixSeconds(1'795'000'000)).ok());
    std::filesystem::remove_all(folder);
  }
}

}  // namespace
}  // namespace aurora::query::learned
