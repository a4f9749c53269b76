#include "services/ingest/connection/connection.h"

#include <prometheus/registry.h>

#include <catch2/catch.hpp>

#include "absl/time/clock.h"

namespace aurora::ingest {
namespace {

class NoNeighbours : public Neighbours {
 public:
  absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>&, const std::string&, const std::string&,
                                            const std::string&, absl::Time) override {
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
    definition.id = "c-1";
    definition.cluster.bootstrap_servers = "127.0.0.1:1";
    definition.topic = "orders";
    definition.database = "shop";
    definition.table = "orders";
  }
  std::unique_ptr<Connection> Make() {
    return std::make_unique<Connection>(
        definition, ConnectionOptions{},
        ConnectionParts{*client, *tables, neighbours, registry, [](const Definition&) { return absl::OkStatus(); }});
  }
  static bool Reaches(const Connection& connection, ConnectionState state) {
    for (int i = 0; i < 300; ++i) {
      if (connection.View().state == state) return true;
      absl::SleepFor(absl::Milliseconds(10));
    }
    return false;
  }

  prometheus::Registry registry;
  NoNeighbours neighbours;
  std::unique_ptr<clickhouse::Client> client;
  std::unique_ptr<TableMaker> tables;
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
  connection->SetPaused(true);
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kPaused));
  connection->SetPaused(false);
  REQUIRE(Fixture::Reaches(*connection, ConnectionState::kFailing));
  const absl::Time start = absl::Now();
  connection->Stop();
  CHECK(absl::Now() - start < absl::Seconds(4));
}

TEST_CASE("errors have stable words") {
  CHECK(ErrorCodeOf(absl::UnavailableError("x")) == "unavailable");
  CHECK(ErrorCodeOf(absl::FailedPreconditionError("x")) == "table_does_not_fit");
  CHECK(ErrorCodeOf(absl::AbortedError("x")) == "fenced");
  CHECK(ErrorCodeOf(absl::InternalError("x")) == "failed");
}

}  // namespace
}  // namespace aurora::ingest
