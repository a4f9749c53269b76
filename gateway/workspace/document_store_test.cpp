#include "gateway/workspace/document_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "gateway/workspace/state_schema.h"
#include "libs/state/database.h"

namespace aurora::gateway::workspace {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);
constexpr DocumentKind kFew{"few", "f-", 2};

struct Fixture {
  Fixture() {
    char name[] = "/tmp/aurora-documents-XXXXXX";
    folder = ::mkdtemp(name);
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    database = std::move(state::Database::Open(options, StateMigrations())).value();
    store = std::make_unique<DocumentStore>(*database);
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<DocumentStore> store;
};

TEST_CASE("a document is kept, changed and deleted") {
  Fixture f;
  const auto made = f.store->Create(kBoard, "ann", "Orders", R"({"a":1})", kNow);
  REQUIRE(made.ok());
  CHECK(made->id.substr(0, 2) == "b-");
  const auto found = f.store->Get(kBoard, made->id, kNow);
  REQUIRE(found.ok());
  CHECK(found->owner == "ann");
  CHECK(found->body == R"({"a":1})");
  CHECK(found->revision == 1);
  CHECK(found->created_at == kNow);
  const auto changed = f.store->Replace(kBoard, made->id, "Sales", "{}", 1, kNow + absl::Seconds(1));
  REQUIRE(changed.ok());
  CHECK(changed->revision == 2);
  CHECK(changed->created_at == kNow);
  CHECK(f.store->Get(kBoard, made->id, kNow)->name == "Sales");
  REQUIRE(f.store->Delete(kBoard, made->id).ok());
  CHECK(absl::IsNotFound(f.store->Get(kBoard, made->id, kNow).status()));
  CHECK(absl::IsNotFound(f.store->Delete(kBoard, made->id)));
}

TEST_CASE("a change that was made from an older revision is refused and changes nothing") {
  Fixture f;
  const std::string id = f.store->Create(kBoard, "ann", "Orders", "1", kNow)->id;
  REQUIRE(f.store->Replace(kBoard, id, "Orders", "2", 1, kNow).ok());
  CHECK(absl::IsAborted(f.store->Replace(kBoard, id, "Orders", "3", 1, kNow).status()));
  CHECK(f.store->Get(kBoard, id, kNow)->body == "2");
}

TEST_CASE("kinds do not see each other") {
  Fixture f;
  const std::string id = f.store->Create(kBoard, "ann", "Orders", "{}", kNow)->id;
  CHECK(absl::IsNotFound(f.store->Get(kShare, id, kNow).status()));
  CHECK(absl::IsNotFound(f.store->Delete(kShare, id)));
  CHECK(f.store->List(kShare, 10, {}, kNow)->documents.empty());
}

TEST_CASE("pages go from the last changed to the first, each document once") {
  Fixture f;
  for (int index = 0; index < 5; ++index) {
    // Two share their time: the id decides.
    REQUIRE(f.store->Create(kBoard, "ann", std::to_string(index), "{}", kNow + absl::Seconds(index / 2)).ok());
  }
  std::set<std::string> seen;
  std::string cursor;
  std::vector<size_t> sizes;
  do {
    const auto page = f.store->List(kBoard, 2, *ParseCursor(cursor), kNow);
    REQUIRE(page.ok());
    sizes.push_back(page->documents.size());
    if (seen.empty()) CHECK(page->documents[0].name == "4");
    for (const Document& document : page->documents) seen.insert(document.name);
    cursor = page->next_page;
  } while (!cursor.empty());
  CHECK(sizes == std::vector<size_t>{2, 2, 1});
  CHECK(seen.size() == 5);
}

TEST_CASE("what is past its time is gone, and makes room") {
  Fixture f;
  const std::string id = f.store->Create(kFew, "ann", "", "{}", kNow, absl::Minutes(1))->id;
  REQUIRE(f.store->Create(kFew, "ann", "", "{}", kNow).ok());
  const auto third = f.store->Create(kFew, "ann", "", "{}", kNow);
  CHECK(third.status().code() == absl::StatusCode::kFailedPrecondition);
  CHECK(f.store->Get(kFew, id, kNow).ok());
  CHECK(absl::IsNotFound(f.store->Get(kFew, id, kNow + absl::Minutes(1)).status()));
  CHECK(f.store->Create(kFew, "ann", "", "{}", kNow + absl::Minutes(1)).ok());
}

TEST_CASE("a cursor that was never handed out is none") {
  CHECK(ParseCursor("")->at == INT64_MAX);
  CHECK(ParseCursor("12.b-x")->id == "b-x");
  for (const char* text : {"12", "12.", "x.b", ".b", "99999999999999999999.b"}) {
    INFO(text);
    CHECK_FALSE(ParseCursor(text).has_value());
  }
}

}  // namespace
}  // namespace aurora::gateway::workspace
