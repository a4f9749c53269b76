#include "services/ingest/connection/definition_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

namespace aurora::ingest {
namespace {

class Fixture {
 public:
  Fixture() {
    char path[] = "/tmp/aurora-ingest-test-XXXXXX";
    REQUIRE(mkdtemp(path) != nullptr);
    folder = path;
    box = std::move(*SecretBox::Create(folder + "/key"));
    database = std::move(*state::Database::Open({.url = "sqlite://" + folder + "/state.db", .password = {}},
                                                DefinitionStore::Migrations()));
    store = std::make_unique<DefinitionStore>(*database, *box);
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }

  std::string folder;
  std::unique_ptr<SecretBox> box;
  std::unique_ptr<state::Database> database;
  std::unique_ptr<DefinitionStore> store;
};

Definition Example() {
  Definition definition;
  definition.id = "c-1";
  definition.cluster.bootstrap_servers = "a:9092";
  definition.cluster.security.protocol = kafka::Protocol::kSaslPlaintext;
  definition.cluster.security.mechanism = kafka::SaslMechanism::kScramSha512;
  definition.cluster.security.username = "u";
  definition.cluster.security.password = base::Secret("very secret");
  definition.topic = "orders";
  definition.start.kind = StartPosition::Kind::kTime;
  definition.start.time = absl::FromUnixMillis(1'700'000'000'123);
  definition.start_offsets = {{0, 17}, {3, 4}};
  definition.database = "shop";
  definition.table = "orders";
  definition.batch.rows_max = 5;
  definition.format.kind = FormatKind::kAvro;
  definition.format.envelope = Envelope::kDebezium;
  definition.format.registry = {.url = "http://registry:8081", .username = "reader", .password = base::Secret("quite secret"),
                                .ca_certificate = "PEM"};
  definition.created_at = absl::FromUnixMicros(1'700'000'000'000'001);
  return definition;
}

TEST_CASE("a definition comes back as it was") {
  Fixture fixture;
  Definition definition = Example();
  REQUIRE(fixture.store->Insert(definition).ok());
  auto all = fixture.store->All();
  REQUIRE(all.ok());
  const Definition& read = all->at("c-1");
  CHECK(read.cluster.security.password.Reveal() == "very secret");
  CHECK(read.cluster.security.mechanism == kafka::SaslMechanism::kScramSha512);
  CHECK(read.start.kind == StartPosition::Kind::kTime);
  CHECK(read.start.time == definition.start.time);
  CHECK(read.start_offsets == definition.start_offsets);
  CHECK(read.target() == "shop.orders");
  CHECK_FALSE(read.schema.has_value());
  CHECK(read.batch.rows_max == 5);
  CHECK(read.format.kind == FormatKind::kAvro);
  CHECK(read.format.envelope == Envelope::kDebezium);
  CHECK(read.format.registry.url == "http://registry:8081");
  CHECK(read.format.registry.username == "reader");
  CHECK(read.format.registry.password.Reveal() == "quite secret");
  CHECK(read.format.registry.ca_certificate == "PEM");
  CHECK(read.created_at == definition.created_at);

  definition.schema.emplace();
  definition.schema->database = "shop";
  definition.schema->table = "orders";
  definition.schema->fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  table::AddOwnFields(*definition.schema);
  const auto updated = fixture.store->Update(
      "c-1",
      [&](Definition& stored) {
        stored.schema = definition.schema;
        stored.evolution = EvolutionPolicy::kReview;
        stored.batch.rows_max = 7;
        return absl::OkStatus();
      },
      nullptr);
  REQUIRE(updated.ok());
  CHECK(updated->cluster.security.password.Reveal() == "very secret");
  CHECK(updated->format.registry.password.Reveal() == "quite secret");
  REQUIRE(fixture.store->SetPaused("c-1", true).ok());
  all = fixture.store->All();
  CHECK(all->at("c-1").paused);
  CHECK(all->at("c-1").schema->fields == definition.schema->fields);
  CHECK(all->at("c-1").evolution == EvolutionPolicy::kReview);
  CHECK(all->at("c-1").batch.rows_max == 7);
  CHECK(all->at("c-1").format.kind == FormatKind::kAvro);
  CHECK(all->at("c-1").format.registry.password.Reveal() == "quite secret");
  CHECK(fixture.store->Get("c-1")->cluster.security.password.Reveal() == "very secret");
}

TEST_CASE("connections of every version before are read, and can be changed") {
  for (const size_t version : {1, 2}) {
    Fixture fixture;
    const state::DatabaseOptions options{.url = "sqlite://" + fixture.folder + "/before.db", .password = {}};
    std::vector<state::Migration> before = DefinitionStore::Migrations();
    REQUIRE(before.size() > version);
    before.resize(version);
    auto old = state::Database::Open(options, before);
    INFO(old.status());
    REQUIRE(old.ok());
    const std::string sealed = *fixture.box->Seal("", "c-1/password");
    const std::string sealed_key = *fixture.box->Seal("", "c-1/key");
    REQUIRE((*old)
                ->Transact([&](state::Session& session) {
                  return session
                      .Execute("INSERT INTO connections VALUES ('c-1', 'orders', 'shop.orders', :definition, '{}', '0:17', "
                               ":password, :key, 0, 5)",
                               {{"definition", R"({"id":"c-1","brokers":{"bootstrapServers":"a:9092"},"topic":"orders",)"
                                               R"("schema":{"database":"shop","table":"orders"}})"},
                                {"password", sealed},
                                {"key", sealed_key}})
                      .status();
                })
                .ok());
    old->reset();
    auto now = state::Database::Open(options, DefinitionStore::Migrations());
    INFO(now.status());
    REQUIRE(now.ok());
    DefinitionStore store(**now, *fixture.box);
    const absl::StatusOr<Definition> read = store.Get("c-1");
    INFO(read.status());
    REQUIRE(read.ok());
    CHECK(read->format.kind == FormatKind::kJson);
    CHECK(read->format.envelope == Envelope::kNone);
    CHECK(read->format.registry.password.empty());
    CHECK(read->evolution == EvolutionPolicy::kAdd);
    CHECK(read->start_offsets == std::map<int32_t, int64_t>{{0, 17}});
    CHECK(store
              .Update(
                  "c-1", [](Definition&) { return absl::OkStatus(); }, nullptr)
              .ok());
    CHECK(store.Remove("c-1").ok());
  }
}

TEST_CASE("a change that fails leaves the definition as it was, and so does its companion") {
  Fixture fixture;
  REQUIRE(fixture.store->Insert(Example()).ok());
  const auto freeze = [](Definition& stored) {
    stored.evolution = EvolutionPolicy::kFreeze;
    return absl::OkStatus();
  };
  CHECK(absl::IsInternal(fixture.store
                             ->Update("c-1", freeze, [](state::Session&, const Definition&) { return absl::InternalError("x"); })
                             .status()));
  CHECK(fixture.store->Get("c-1")->evolution == EvolutionPolicy::kAdd);
  CHECK(absl::IsNotFound(fixture.store->Update("c-9", freeze, nullptr).status()));
  CHECK(absl::IsNotFound(fixture.store->Get("c-9").status()));
}

TEST_CASE("one connection for each topic and table; unknown ones are named") {
  Fixture fixture;
  Definition definition = Example();
  REQUIRE(fixture.store->Insert(definition).ok());
  definition.id = "c-2";
  CHECK(absl::IsAlreadyExists(fixture.store->Insert(definition)));
  definition.table = "orders_2";
  CHECK(fixture.store->Insert(definition).ok());
  CHECK(absl::IsNotFound(fixture.store->SetPaused("c-9", true)));
  CHECK(absl::IsNotFound(fixture.store->Remove("c-9")));
  REQUIRE(fixture.store->Remove("c-1").ok());
  CHECK(fixture.store->All()->size() == 1);
}

TEST_CASE("transforms come back as they were, and their secret is not to be read in the database") {
  Fixture fixture;
  Definition definition = Example();
  definition.transforms.steps = {
      {.kind = TransformKind::kDrop, .field = "password"},
      {.kind = TransformKind::kRename, .field = "ts", .to = "created_at"},
      {.kind = TransformKind::kCast, .field = "amount", .type = table::Type::Decimal(18, 2)},
      {.kind = TransformKind::kRedact, .field = "card", .text = "gone"},
      {.kind = TransformKind::kHash, .field = "customer.email"},
      {.kind = TransformKind::kFilter, .field = "status", .condition = {ConditionOperator::kIn, {"paid", "void"}, true}}};
  definition.transforms.salt = base::Secret("a secret of hashes");
  REQUIRE(fixture.store->Insert(definition).ok());
  const auto change = [](Definition& changed) {
    changed.batch.rows_max = 9;
    return absl::OkStatus();
  };
  REQUIRE(fixture.store->Update("c-1", change, nullptr).ok());
  const auto read = fixture.store->Get("c-1");
  REQUIRE(read.ok());
  CHECK(read->transforms.steps == definition.transforms.steps);
  CHECK(read->transforms.salt.Reveal() == "a secret of hashes");
  CHECK(read->batch.rows_max == 9);
  std::string stored;
  REQUIRE(fixture.database
              ->Read([&](state::Session& session) {
                stored = (*session.Select("SELECT definition FROM connections", 1))[0].Text(0);
                return absl::OkStatus();
              })
              .ok());
  CHECK(stored.find("customer.email") != std::string::npos);
  CHECK(stored.find("a secret of hashes") == std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest
