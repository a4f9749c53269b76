#include "services/ingest/evolution/evolver.h"

#include <catch2/catch.hpp>
#include <mutex>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/http/scripted_server.h"
#include "services/ingest/evolution/test_state.h"

namespace aurora::ingest {
namespace {

NewColumn Column(const std::string& name, const std::string& type = "Nullable(Int64)") {
  return {{name, *table::ParseType(type), {name}, "", {}}, "new field"};
}

class FakeInference : public Neighbours {
 public:
  absl::StatusOr<std::vector<NewColumn>> plan = std::vector<NewColumn>();
  std::vector<std::string> samples;

  absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>&, const std::string&, const std::string&,
                                            const std::string&, absl::Time) override {
    return absl::UnimplementedError("not asked here");
  }
  absl::StatusOr<std::vector<NewColumn>> PlanNewColumns(const table::TableSchema&, const std::vector<std::string>& texts,
                                                        absl::Time) override {
    samples = texts;
    return plan;
  }
  absl::Status EnsureDatabase(const std::string&, absl::Time) override { return absl::OkStatus(); }
};

constexpr char kNowhere[] = "http://127.0.0.1:1";

// An evolver whose ClickHouse is at `url`.
class Fixture {
 public:
  explicit Fixture(EvolutionPolicy policy, EvolutionLimits limits = {}, const std::string& url = kNowhere) {
    clickhouse::Options options;
    options.url = url;
    client_ = std::move(*clickhouse::Client::Create(options));
    tables_ = std::make_unique<TableMaker>(*client_, false);
    evolver = std::make_unique<Evolver>(*tables_, inference, *state.schemas, limits);
    definition = *state.definitions->Update(
        "c-1",
        [&](Definition& stored) {
          stored.evolution = policy;
          return absl::OkStatus();
        },
        nullptr);
  }
  EvolutionOutcome Follow(const std::vector<FieldPath>& paths) {
    NewFields fields;
    fields.Add(paths, R"({"x":1})", absl::Now());
    return evolver->Follow(definition, fields, absl::Now() + absl::Seconds(5));
  }

  TestState state;
  FakeInference inference;
  Definition definition;
  std::unique_ptr<Evolver> evolver;

 private:
  std::unique_ptr<clickhouse::Client> client_;
  std::unique_ptr<TableMaker> tables_;
};

TEST_CASE("under review new fields are proposed, the table is left alone, and they are no news any more") {
  Fixture fixture(EvolutionPolicy::kReview);
  fixture.inference.plan = std::vector<NewColumn>{Column("x")};
  const EvolutionOutcome outcome = fixture.Follow({{"x"}});
  CHECK_FALSE(outcome.definition.has_value());
  CHECK_FALSE(outcome.warning.has_value());
  CHECK(outcome.settled == std::set<FieldPath>{{"x"}});
  CHECK(fixture.inference.samples == std::vector<std::string>{R"({"x":1})"});
  const auto proposals = fixture.state.schemas->Proposals("c-1");
  REQUIRE(proposals->size() == 1);
  CHECK(proposals->at(0).statement ==
        "ALTER TABLE `shop`.`orders` ADD COLUMN IF NOT EXISTS `x` Nullable(Int64) AFTER `id`");
  CHECK(fixture.evolver->Settled(fixture.definition) == std::set<FieldPath>{{"x"}});
}

TEST_CASE("what a person has rejected is neither proposed nor added again") {
  Fixture fixture(EvolutionPolicy::kReview);
  fixture.inference.plan = std::vector<NewColumn>{Column("x")};
  fixture.Follow({{"x"}});
  REQUIRE(fixture.state.schemas->Reject("c-1", {}).ok());
  fixture.definition.evolution = EvolutionPolicy::kAdd;
  REQUIRE(fixture.state.definitions
              ->Update("c-1", [](Definition& d) { d.evolution = EvolutionPolicy::kAdd; return absl::OkStatus(); }, nullptr)
              .ok());
  const EvolutionOutcome outcome = fixture.Follow({{"x"}});
  CHECK(outcome.settled == std::set<FieldPath>{{"x"}});
  CHECK_FALSE(outcome.warning.has_value());
  CHECK(fixture.evolver->Settled(fixture.definition) == std::set<FieldPath>{{"x"}});
}

TEST_CASE("a full list of proposals is said, and no more are looked for") {
  Fixture fixture(EvolutionPolicy::kReview);
  fixture.inference.plan->clear();
  for (size_t i = 0; i < SchemaStore::kProposalsMax; ++i) fixture.inference.plan->push_back(Column("f" + std::to_string(i)));
  const EvolutionOutcome outcome = fixture.Follow({{"f1"}});
  REQUIRE(outcome.warning.has_value());
  CHECK(outcome.warning->code == "proposals_full");
  CHECK(outcome.look_again_at == absl::InfiniteFuture());
}

TEST_CASE("beyond the limits new fields stay in _overflow, and the connection says so") {
  Fixture limit(EvolutionPolicy::kAdd, {.columns_max = 0, .columns_per_hour = 100});
  limit.inference.plan = std::vector<NewColumn>{Column("x")};
  EvolutionOutcome outcome = limit.Follow({{"x"}});
  REQUIRE(outcome.warning.has_value());
  CHECK(outcome.warning->code == "column_limit");
  CHECK(outcome.warning->message.find("shop.orders") != std::string::npos);
  CHECK(outcome.look_again_at == absl::InfiniteFuture());

  Fixture rate(EvolutionPolicy::kAdd, {.columns_max = 200, .columns_per_hour = 0});
  rate.inference.plan = std::vector<NewColumn>{Column("x")};
  outcome = rate.Follow({{"x"}, {"y"}});
  REQUIRE(outcome.warning.has_value());
  CHECK(outcome.warning->code == "column_rate");
  CHECK(outcome.look_again_at < absl::Now() + absl::Hours(1));
  // x comes again when the hour is over; y is nothing that a column could be made for.
  CHECK(outcome.settled == std::set<FieldPath>{{"y"}});
}

TEST_CASE("loading goes on while inference or ClickHouse do not answer, and the fields come again") {
  Fixture inference(EvolutionPolicy::kAdd);
  inference.inference.plan = absl::UnavailableError("schema inference does not answer");
  EvolutionOutcome outcome = inference.Follow({{"x"}});
  REQUIRE(outcome.warning.has_value());
  CHECK(outcome.warning->code == "evolution_unavailable");
  CHECK(outcome.settled.empty());

  Fixture table(EvolutionPolicy::kAdd);
  table.inference.plan = std::vector<NewColumn>{Column("x")};
  outcome = table.Follow({{"x"}});
  REQUIRE(outcome.warning.has_value());
  CHECK(outcome.warning->code == "evolution_unavailable");
  CHECK(outcome.settled.empty());
  CHECK(outcome.look_again_at > absl::Now());
}

TEST_CASE("what another replica has kept meanwhile is taken over before anything is planned") {
  Fixture fixture(EvolutionPolicy::kAdd);
  REQUIRE(fixture.state.schemas
              ->Change("c-1",
                       [](Definition& d, std::vector<SchemaChange>& changes) {
                         d.schema->fields.insert(d.schema->fields.begin(), Column("x").field);
                         changes.push_back({SchemaChange::Kind::kAdd, Column("x").field, "", "", "policy add", true});
                         return absl::OkStatus();
                       })
              .ok());
  const EvolutionOutcome outcome = fixture.Follow({{"x"}});
  REQUIRE(outcome.definition.has_value());
  CHECK(outcome.definition->schema->version == 2);
  CHECK(fixture.inference.samples.empty());
}

TEST_CASE("a column that another replica makes at the same moment is not made a second time under another name") {
  // Right after the first look at the table the other replica makes x, of another type.
  std::vector<std::string> statements;
  std::mutex mutex;
  const http::ScriptedServer server([&](const std::string& request) {
    const std::lock_guard lock(mutex);
    const std::string statement = request.substr(request.find("\r\n\r\n") + 4);
    const bool first = statements.empty();
    statements.push_back(statement);
    std::string body;
    if (statement.starts_with("DESCRIBE")) {
      body = "name\ttype\tdefault_type\nString\tString\tString\nid\tInt64\t\n";
      if (!first) body += "x\tNullable(String)\t\n";
    }
    return base::StrCat("HTTP/1.1 200 OK\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
  });
  Fixture fixture(EvolutionPolicy::kAdd, {}, server.ClientOptions().base_url);
  fixture.inference.plan = std::vector<NewColumn>{Column("x")};
  const EvolutionOutcome outcome = fixture.Follow({{"x"}});
  CHECK_FALSE(outcome.warning.has_value());
  // The field comes again, when the other replica has kept its column.
  CHECK(outcome.settled.empty());
  const std::lock_guard lock(mutex);
  std::erase_if(statements, [](const std::string& statement) { return !statement.starts_with("ALTER"); });
  CHECK(statements ==
        std::vector<std::string>{"ALTER TABLE `shop`.`orders` ADD COLUMN IF NOT EXISTS `x` Nullable(Int64) AFTER `id`"});
  CHECK(fixture.state.definitions->Get("c-1")->schema->Find("x") == nullptr);
}

TEST_CASE("a column that no schema knows yet may be another replica's of a moment ago") {
  UnclaimedColumns unclaimed;
  const absl::Time now = absl::Now();
  CHECK_FALSE(unclaimed.IsForeign("c-1", "x", now));
  CHECK_FALSE(unclaimed.IsForeign("c-1", "x", now + UnclaimedColumns::kClaimMax - absl::Milliseconds(1)));
  CHECK_FALSE(unclaimed.IsForeign("c-2", "x", now + UnclaimedColumns::kClaimMax));
  CHECK_FALSE(unclaimed.IsForeign("c-1", "y", now + UnclaimedColumns::kClaimMax));
  CHECK(unclaimed.IsForeign("c-1", "x", now + UnclaimedColumns::kClaimMax));
}

TEST_CASE("a column of somebody else is left alone, our own from before a crash is taken") {
  const table::TableSchema schema = TestState::Schema();
  TableMaker::Columns in_table = {{"id", {"Int64", ""}},           {"ours", {"Nullable(Int64)", ""}},
                                  {"other", {"DateTime", ""}},     {"made", {"Nullable(Int64)", "MATERIALIZED"}},
                                  {"Cased", {"Nullable(Int64)", ""}}};
  std::vector<NewColumn> columns = {Column("ours"), Column("other"), Column("made"), Column("cased"), Column("free")};
  NameApart(schema, in_table, columns);
  std::vector<std::string> names;
  for (const NewColumn& column : columns) names.push_back(column.field.name);
  CHECK(names == std::vector<std::string>{"ours", "other_2", "made_2", "cased_2", "free"});
  CHECK(columns[1].field.comment == "other");
}

}  // namespace
}  // namespace aurora::ingest
