#include "services/ingest/connection/connection.h"

#include <prometheus/registry.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/time/clock.h"

namespace aurora::ingest {
namespace {

class NoNeighbours : public Neighbours {
 public:
  absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>&, const std::string&, const std::string&,
                                            const std::string&, absl::Time) override {
    return absl::UnavailableError("schema inference does not answer");
  }
  absl::StatusOr<std::vector<NewColumn>> PlanNewColumns(const table::TableSchema&, const std::vector<std::string>&,
                                                        absl::Time) override {
    return absl::UnavailableError("schema inference does not answer");
  }
  absl::Status EnsureDatabase(const std::string&, absl::Time) override { return absl::OkStatus(); }
};

// A connection whose brokers and ClickHouse are not there.
class Fixture {
 public:
  Fixture() {
    clickhouse::Options options;
    options.url = "http://127.0.0.1:1";
    client = std::move(*clickhouse::Client::Create(options));
    tables = std::make_unique<TableMaker>(*client, false);
    char path[] = "/tmp/aurora-ingest-test-XXXXXX";
    REQUIRE(mkdtemp(path) != nullptr);
    folder = path;
    box = std::move(*SecretBox::Create(folder + "/key"));
    database = std::move(*state::Database::Open({.url = "sqlite://" + folder + "/state.db", .password = {}},
                                                DefinitionStore::Migrations()));
    definitions = std::make_unique<DefinitionStore>(*database, *box);
    schemas = std::make_unique<SchemaStore>(*definitions, *database);
    evolver = std::make_unique<Evolver>(*tables, neighbours, *schemas, EvolutionLimits{});
    floors = std::make_unique<WindowFloors>(*database);
    definition.id = "c-1";
    definition.cluster.bootstrap_servers = "127.0.0.1:1";
    definition.topics = {{"orders", {}, ""}};
    definition.database = "shop";
    definition.table = "orders";
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  std::unique_ptr<Connection> Make() {
    return std::make_unique<Connection>(
        definition, ConnectionOptions{},
        ConnectionParts{*client, *tables, neighbours, registry, *schemas, *evolver, *floors});
  }
  static bool Reaches(const Connection& connection, ConnectionState state) {
    for (int i = 0; i < 300; ++i) {
      if (connection.View().state == state) return true;
      absl::SleepFor(absl::Milliseconds(10));
    }
    return false;
  }

  // Those that are told to be the connection's.
  std::vector<std::string> ExportedStates() {
    std::vector<std::string> states;
    for (const prometheus::MetricFamily& family : registry.Collect()) {
      if (family.name != "aurora_ingest_connection_state") continue;
      for (const prometheus::ClientMetric& metric : family.metric) {
        for (const auto& label : metric.label) {
          if (label.name == "state" && metric.gauge.value == 1) states.push_back(label.value);
        }
      }
    }
    return states;
  }

  prometheus::Registry registry;
  NoNeighbours neighbours;
  std::unique_ptr<clickhouse::Client> client;
  std::unique_ptr<TableMaker> tables;
  std::string folder;
  std::unique_ptr<SecretBox> box;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<DefinitionStore> definitions;
  std::unique_ptr<SchemaStore> schemas;
  std::unique_ptr<Evolver> evolver;
  std::unique_ptr<WindowFloors> floors;
  Definition definition;
};

TEST_CASE("a connection that cannot load says why, and keeps trying") {
  Fixture fixture;
  fixture.definition.schema.emplace();
  fixture.definition.schema->database = "shop";
  fixture.definition.schema->table = "orders";
  table::AddOwnFields(*fixture.definition.schema);
  fixture.definition.schema->order_by = {"_timestamp"};
  fixture.definition.schema->time_column = "_timestamp";
  const auto connection = fixture.Make();
  connection->Start();
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kFailing));
  const ConnectionView view = connection->View();
  CHECK(view.last_error->code == "unavailable");
  CHECK(view.last_error->message.find("shop.orders") != std::string::npos);
}

TEST_CASE("paused is paused, also after failing, and stopping does not take long") {
  Fixture fixture;
  table::AddOwnFields(fixture.definition.schema.emplace());
  const auto connection = fixture.Make();
  connection->Start();
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kFailing));
  CHECK(fixture.ExportedStates() == std::vector<std::string>{"failing"});
  connection->SetPaused(true);
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kPaused));
  CHECK(fixture.ExportedStates() == std::vector<std::string>{"paused"});
  connection->SetPaused(false);
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kFailing));
  const absl::Time start = absl::Now();
  connection->Stop();
  CHECK(absl::Now() - start < absl::Seconds(4));
}

TEST_CASE("a connection follows what the database says, and no older schema") {
  Fixture fixture;
  fixture.definition.paused = true;
  table::AddOwnFields(fixture.definition.schema.emplace());
  fixture.definition.schema->version = 3;
  const auto connection = fixture.Make();
  Definition stored = fixture.definition;
  stored.schema->version = 2;
  stored.schema->comment = "older";
  stored.batch.rows_max = 9;
  connection->Follow(stored);
  CHECK(connection->View().definition.schema->comment.empty());
  CHECK(connection->View().definition.batch.rows_max == 9);
  stored.schema->version = 4;
  stored.evolution = EvolutionPolicy::kFreeze;
  connection->Follow(stored);
  CHECK(connection->View().definition.schema->version == 4);
  CHECK(connection->View().definition.evolution == EvolutionPolicy::kFreeze);
}

TEST_CASE("errors have stable words") {
  CHECK(ErrorCodeOf(absl::UnavailableError("x")) == "unavailable");
  CHECK(ErrorCodeOf(absl::FailedPreconditionError("x")) == "table_does_not_fit");
  CHECK(ErrorCodeOf(absl::AbortedError("x")) == "fenced");
  CHECK(ErrorCodeOf(absl::InternalError("x")) == "failed");
}

}  // namespace
}  // namespace aurora::ingest
