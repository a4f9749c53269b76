#include "gateway/workspace/history_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "gateway/workspace/state_schema.h"
#include "libs/state/database.h"

namespace aurora::gateway::workspace {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);

struct Fixture {
  Fixture() {
    char name[] = "/tmp/aurora-history-XXXXXX";
    folder = ::mkdtemp(name);
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    database = std::move(state::Database::Open(options, StateMigrations())).value();
    store = std::make_unique<HistoryStore>(*database);
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  HistoryEntry Ask(const std::string& words, int second, const std::string& owner = "ann") {
    return store->Add(owner, words, words, "{\"w\":\"" + words + "\"}", kNow + absl::Seconds(second)).value();
  }
  std::vector<std::string> Bodies(const HistoryFilter& filter) {
    std::vector<std::string> bodies;
    const auto page = store->List(filter, 100, {});
    for (const HistoryEntry& entry : page->entries) bodies.push_back(entry.body);
    return bodies;
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<HistoryStore> store;
};

using Texts = std::vector<std::string>;

TEST_CASE("each person sees their own, newest first; the same asked again moves to the front") {
  Fixture f;
  f.Ask("a", 1);
  f.Ask("b", 2);
  f.Ask("a", 3, "bob");
  CHECK(f.Ask("a", 4).runs == 2);
  CHECK(f.Bodies({"ann", "", false}) == Texts{R"({"w":"a"})", R"({"w":"b"})"});
  CHECK(f.Bodies({"bob", "", false}) == Texts{R"({"w":"a"})"});
}

TEST_CASE("a search takes its words literally and in any case") {
  Fixture f;
  f.Ask("Revenue by state", 1);
  f.Ask("100% of_it", 2);
  f.Ask("100 of it", 3);
  CHECK(f.Bodies({"ann", "REVENUE", false}).size() == 1);
  CHECK(f.Bodies({"ann", "100%", false}) == Texts{R"({"w":"100% of_it"})"});
  CHECK(f.Bodies({"ann", "of_", false}).size() == 1);
  CHECK(f.Bodies({"ann", "\\", false}).empty());
}

TEST_CASE("a star keeps an entry, and only its owner sets it") {
  Fixture f;
  const std::string id = f.Ask("a", 1).id;
  f.Ask("b", 2);
  CHECK(absl::IsNotFound(f.store->SetStar("bob", id, true).status()));
  REQUIRE(f.store->SetStar("ann", id, true).ok());
  CHECK(f.Bodies({"ann", "", true}) == Texts{R"({"w":"a"})"});
  CHECK(*f.store->Clear("ann") == 1);
  CHECK(f.Bodies({"ann", "", false}) == Texts{R"({"w":"a"})"});
  CHECK(absl::IsNotFound(f.store->Delete("bob", id)));
  REQUIRE(f.store->Delete("ann", id).ok());
  CHECK(f.Bodies({"ann", "", false}).empty());
}

TEST_CASE("the oldest go above the bound, starred ones stay") {
  Fixture f;
  const std::string first = f.Ask("first", 0).id;
  REQUIRE(f.store->SetStar("ann", first, true).ok());
  for (int index = 1; index <= HistoryStore::kEntriesMax + 2; ++index) f.Ask(std::to_string(index), index);
  CHECK(f.Bodies({"ann", "first", false}).size() == 1);
  size_t count = 0;
  std::string cursor;
  do {
    const auto page = f.store->List({"ann", "", false}, 100, *ParseCursor(cursor));
    REQUIRE(page.ok());
    count += page->entries.size();
    cursor = page->next_page;
  } while (!cursor.empty());
  CHECK(count == static_cast<size_t>(HistoryStore::kEntriesMax) + 1);
}

}  // namespace
}  // namespace aurora::gateway::workspace
