#include "services/ingest/evolution/schema_store.h"

#include <catch2/catch.hpp>

#include "absl/time/clock.h"
#include "services/ingest/evolution/test_state.h"

namespace aurora::ingest {
namespace {

table::Field Column(const std::string& name, const std::string& type = "Nullable(Int64)") {
  return {name, *table::ParseType(type), {name}, "", {}};
}

SchemaStore::Changer Adding(const table::Field& field, bool by_policy = true) {
  return [=](Definition& definition, std::vector<SchemaChange>& changes) {
    auto& fields = definition.schema->fields;
    fields.insert(fields.begin(), field);
    changes.push_back({SchemaChange::Kind::kAdd, field, "ALTER TABLE " + field.name, "new field", "policy add", by_policy});
    return absl::OkStatus();
  };
}

Proposal Proposed(const std::string& name) {
  return {Column(name), "ALTER TABLE " + name, "new field", absl::Now(), false};
}

TEST_CASE("a change makes the next version and has its place in the history, newest first") {
  TestState state;
  const auto first = state.schemas->Change("c-1", Adding(Column("a")));
  REQUIRE(first.ok());
  CHECK(first->schema->version == 2);
  REQUIRE(state.schemas->Change("c-1", Adding(Column("b", "Array(String)"))).ok());
  REQUIRE(state.schemas->KeepStarts("c-1", 3, {{{"orders", 0}, 17}, {{"orders", 1}, 4}}).ok());
  // A member that gets the partition later says no more about where the version began.
  REQUIRE(state.schemas->KeepStarts("c-1", 3, {{{"orders", 0}, 99}, {{"orders", 2}, 5}, {{"payments", 0}, 8}}).ok());
  const auto history = state.schemas->History("c-1");
  REQUIRE(history.ok());
  REQUIRE(history->size() == 2);
  CHECK(history->at(0).version == 3);
  CHECK(history->at(0).change.field.name == "b");
  CHECK(history->at(0).change.field.type.Name() == "Array(String)");
  CHECK(history->at(0).change.statement == "ALTER TABLE b");
  CHECK(history->at(0).change.made_by == "policy add");
  CHECK(history->at(0).starts == std::map<kafka::Partition, int64_t>{
                                         {{"orders", 0}, 17}, {{"orders", 1}, 4}, {{"orders", 2}, 5}, {{"payments", 0}, 8}});
  CHECK(history->at(1).starts.empty());
  CHECK(absl::Now() - history->at(0).at < absl::Minutes(5));
}

TEST_CASE("a change that changes nothing, fails or breaks the schema leaves no trace") {
  TestState state;
  const auto nothing = [](Definition&, std::vector<SchemaChange>&) { return absl::OkStatus(); };
  CHECK(state.schemas->Change("c-1", nothing)->schema->version == 1);
  const auto failing = [](Definition&, std::vector<SchemaChange>&) { return absl::AbortedError("x"); };
  CHECK(absl::IsAborted(state.schemas->Change("c-1", failing).status()));
  CHECK(absl::IsInvalidArgument(state.schemas->Change("c-1", Adding(Column("id"))).status()));
  CHECK(state.schemas->History("c-1")->empty());
  CHECK(state.schemas->Latest("c-1")->schema->version == 1);
}

TEST_CASE("what the policy added is counted, what a person added is not") {
  TestState state;
  REQUIRE(state.schemas->Change("c-1", Adding(Column("a"))).ok());
  REQUIRE(state.schemas->Change("c-1", Adding(Column("b"), false)).ok());
  CHECK(*state.schemas->CountAdded("c-1", absl::InfinitePast()) == 1);
  CHECK(*state.schemas->CountAdded("c-1", absl::Now() - absl::Hours(1)) == 1);
  CHECK(*state.schemas->CountAdded("c-1", absl::Now() + absl::Hours(1)) == 0);
  REQUIRE(state.schemas->Propose("c-1", {Proposed("x"), Proposed("y")}).ok());
  REQUIRE(state.schemas->Reject("c-1", {"y"}).ok());
  CHECK(state.schemas->CountAll()->at("c-1").added == 1);
  CHECK(state.schemas->CountAll()->at("c-1").open == 1);
}

TEST_CASE("a proposal stays as it was first made, can be refused, and goes when its column comes") {
  TestState state;
  REQUIRE(state.schemas->Propose("c-1", {Proposed("x"), Proposed("y")}).ok());
  Proposal again = Proposed("x");
  again.reason = "another";
  REQUIRE(state.schemas->Propose("c-1", {again}).ok());
  CHECK(absl::IsNotFound(state.schemas->Reject("c-1", {"x", "z"})));
  REQUIRE(state.schemas->Reject("c-1", {"x"}).ok());
  auto proposals = state.schemas->Proposals("c-1");
  REQUIRE(proposals->size() == 2);
  CHECK(proposals->at(0).field == Column("y"));
  CHECK(proposals->at(1).field.name == "x");
  CHECK(proposals->at(1).rejected);
  CHECK(proposals->at(1).reason == "new field");
  REQUIRE(state.schemas->Change("c-1", Adding(Column("x"))).ok());
  CHECK(state.schemas->Proposals("c-1")->size() == 1);
}

TEST_CASE("there are no more proposals than people can look at") {
  TestState state;
  std::vector<Proposal> many;
  for (size_t i = 0; i < SchemaStore::kProposalsMax + 5; ++i) many.push_back(Proposed("f" + std::to_string(i)));
  REQUIRE(state.schemas->Propose("c-1", many).ok());
  CHECK(state.schemas->Proposals("c-1")->size() == SchemaStore::kProposalsMax);
}

TEST_CASE("proposals are chosen by column, all open ones without a name, each once") {
  Proposal rejected = Proposed("b");
  rejected.rejected = true;
  const std::vector<Proposal> proposals = {Proposed("a"), rejected};
  CHECK(ChooseProposals(proposals, {})->size() == 1);
  CHECK(ChooseProposals(proposals, {"b", "b"})->size() == 1);
  CHECK(ChooseProposals(proposals, {"c"}).status().message().find("column c is not proposed") != std::string::npos);
}

TEST_CASE("the first schema that a replica keeps stays") {
  TestState state(/*with_schema=*/false);
  Definition mine = state.definition;
  mine.schema = TestState::Schema();
  REQUIRE(state.schemas->KeepFirst(mine).ok());
  mine.schema->comment = "another";
  CHECK(state.schemas->KeepFirst(mine)->schema->comment.empty());
}

TEST_CASE("with its connection all of it goes") {
  TestState state;
  REQUIRE(state.schemas->Change("c-1", Adding(Column("a"))).ok());
  REQUIRE(state.schemas->Propose("c-1", {Proposed("x")}).ok());
  REQUIRE(state.definitions->Remove("c-1").ok());
  CHECK(state.schemas->History("c-1")->empty());
  CHECK(state.schemas->Proposals("c-1")->empty());
  CHECK(absl::IsNotFound(state.schemas->Change("c-1", Adding(Column("b"))).status()));
}

}  // namespace
}  // namespace aurora::ingest
