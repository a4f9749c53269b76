#include "services/ingest/connection/definition/definition_store.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "libs/base/text.h"
#include "services/ingest/dead_letters/replay_store.h"
#include "services/ingest/deduplication/window_floors.h"
#include "services/ingest/evolution/schema_store.h"

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
  definition.start.kind = StartPosition::Kind::kTime;
  definition.start.time = absl::FromUnixMillis(1'700'000'000'123);
  definition.topics = {{"orders", {{0, 17}, {3, 4}}, "id-1"}};
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
  CHECK(read.topics == definition.topics);
  CHECK_FALSE(read.several());
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

// What a database of the version has beside a connection.
std::vector<std::string> RowsOf(size_t version) {
  std::vector<std::string> rows;
  if (version >= 2) {
    rows.push_back(version < 7 ? "INSERT INTO schema_starts VALUES ('c-1', 2, 0, 99)"
                               : "INSERT INTO schema_topic_starts VALUES ('c-1', 2, 'orders', 0, 99)");
    rows.push_back("INSERT INTO schema_changes VALUES ('c-1', 2, 0, 0, 'b', 'String', 'ALTER', 'r', 'policy add', 1, 5)");
  }
  // Without a topic.
  const std::string end = version < 7 ? ")" : ", '')";
  if (version >= 4) rows.push_back("INSERT INTO dead_letter_replays VALUES ('c-1', 'i-1', 3, 2, 7, 9" + end);
  if (version >= 5) {
    rows.push_back(version < 7 ? "INSERT INTO deduplication_floors VALUES ('c-1', 'id-1', 1234)"
                               : "INSERT INTO deduplication_topic_floors VALUES ('c-1', 'orders', 'id-1', 1234)");
  }
  if (version >= 6) rows.push_back("INSERT INTO range_replay_leases VALUES ('r-1', 'i-1', 3, 0, 0, -1" + end);
  if (version >= 7) rows.push_back("INSERT INTO loaded_topics VALUES ('shop.orders', 'orders', 'c-1')");
  return rows;
}

TEST_CASE("connections of every version before are read, and can be changed") {
  for (size_t version = 1; version < DefinitionStore::Migrations().size(); ++version) {
    INFO("version " << version);
    Fixture fixture;
    const state::DatabaseOptions options{.url = "sqlite://" + fixture.folder + "/before.db", .password = {}};
    std::vector<state::Migration> before = DefinitionStore::Migrations();
    before.resize(version);
    auto old = state::Database::Open(options, before);
    INFO(old.status());
    REQUIRE(old.ok());
    const std::string sealed = *fixture.box->Seal("", "c-1/password");
    const std::string sealed_key = *fixture.box->Seal("", "c-1/key");
    REQUIRE((*old)
                ->Transact([&](state::Session& session) -> absl::Status {
                  const auto connection = session.Execute(
                      "INSERT INTO connections (id, topic, target, definition, start_position, start_offsets, "
                      "sealed_password, sealed_key, paused, created_at) VALUES ('c-1', 'orders', 'shop.orders', "
                      ":definition, '{}', '0:17', :password, :key, 0, 5)",
                      {{"definition", R"({"id":"c-1","brokers":{"bootstrapServers":"a:9092"},"topic":"orders",)"
                                      R"("schema":{"database":"shop","table":"orders"}})"},
                       {"password", sealed},
                       {"key", sealed_key}});
                  if (!connection.ok()) return connection.status();
                  for (const std::string& row : RowsOf(version)) {
                    if (const auto made = session.Execute(row); !made.ok()) return made.status();
                  }
                  return absl::OkStatus();
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
    CHECK(read->topics == std::vector<SourceTopic>{{"orders", {{0, 17}}, ""}});
    CHECK_FALSE(read->restored.has_value());
    SchemaStore schemas(store, **now);
    const auto history = schemas.History("c-1");
    REQUIRE(history.ok());
    if (version >= 2) {
      REQUIRE(history->size() == 1);
      CHECK(history->front().starts == std::map<kafka::Partition, int64_t>{{{"orders", 0}, 99}});
    }
    ReplayStore replays(**now, kDeadLetterReplays);
    const auto record = replays.Find("c-1");
    REQUIRE(record.ok());
    CHECK(record->has_value() == (version >= 4));
    // Its topic is the connection's only one.
    if (record->has_value()) CHECK((*record)->range == ReplayRange{{"", 2}, 7, 9});
    const auto lease = ReplayStore(**now, kRangeReplayLeases).Find("r-1");
    REQUIRE(lease.ok());
    CHECK(lease->has_value() == (version >= 6));
    WindowFloors floors(**now);
    CHECK(*floors.Keep("c-1", "orders", "id-1", [] { return 1; }) == (version >= 5 ? 1234 : 1));
    Definition same = Example();
    same.id = "c-2";
    same.topics.push_back({"payments", {}, ""});
    CHECK(absl::IsAlreadyExists(store.Insert(same)));
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

TEST_CASE("several topics and a pattern come back as they were, with topics that came up since") {
  Fixture fixture;
  Definition definition = Example();
  definition.topics = {{"orders.eu", {{0, 17}}, "id-1"}, {"orders.us", {{0, 3}, {1, 4}}, "id-2"}};
  definition.start.kind = StartPosition::Kind::kOffsets;
  definition.start.offsets = {{{"orders.eu", 0}, 17}, {{"orders.us", 1}, 4}};
  REQUIRE(fixture.store->Insert(definition).ok());
  auto read = fixture.store->Get("c-1");
  REQUIRE(read.ok());
  CHECK(read->several());
  CHECK(read->topics == definition.topics);
  CHECK(read->start.offsets == definition.start.offsets);
  CHECK(read->source() == "orders.eu,orders.us");

  Definition pattern = Example();
  pattern.id = "c-2";
  pattern.topics = {};
  pattern.topic_pattern = "orders\\..*";
  REQUIRE(fixture.store->Insert(pattern).ok());
  SchemaStore schemas(*fixture.store, *fixture.database);
  // Two replicas find it: the first word stays. What another connection loads into the table is not loaded twice.
  const SourceTopic asia{"orders.asia", {{0, 5}}, "id-3"};
  REQUIRE(schemas.AddTopics("c-2", {asia, {"orders.eu", {}, "id-1"}}).ok());
  REQUIRE(schemas.AddTopics("c-2", {{"orders.asia", {{0, 9}}, "id-3"}}).ok());
  read = fixture.store->Get("c-2");
  REQUIRE(read.ok());
  CHECK(read->several());
  CHECK(read->topic_pattern == pattern.topic_pattern);
  CHECK(read->topics == std::vector<SourceTopic>{asia});
}

TEST_CASE("a topic comes into a table once, whoever is first to say so") {
  Fixture fixture;
  Definition pattern = Example();
  pattern.topics = {};
  pattern.topic_pattern = "orders\\..*";
  REQUIRE(fixture.store->Insert(pattern).ok());
  Definition other = pattern;
  other.id = "c-2";
  other.topic_pattern = ".*\\.eu";
  REQUIRE(fixture.store->Insert(other).ok());
  SchemaStore schemas(*fixture.store, *fixture.database);

  // Two replicas find a topic in the same moment, each for another connection.
  for (int i = 0; i < 20; ++i) {
    const SourceTopic found{base::StrCat("orders.", i, ".eu"), {}, ""};
    absl::Status first;
    std::thread replica([&] { first = schemas.AddTopics("c-1", {found}).status(); });
    const absl::Status second = schemas.AddTopics("c-2", {found}).status();
    replica.join();
    REQUIRE(first.ok());
    REQUIRE(second.ok());
    const auto all = fixture.store->All();
    INFO(i);
    CHECK((all->at("c-1").FindTopic(found.name) != nullptr) != (all->at("c-2").FindTopic(found.name) != nullptr));
  }

  // It came up after somebody who names it had looked whether it is loaded.
  REQUIRE(schemas.AddTopics("c-1", {{"orders.asia", {}, ""}}).ok());
  Definition named = Example();
  named.id = "c-3";
  named.topics = {{"orders.asia", {}, ""}, {"shop.orders", {}, ""}};
  CHECK(absl::IsAlreadyExists(fixture.store->Insert(named)));
  CHECK(absl::IsNotFound(fixture.store->Get("c-3").status()));
  // Into another table it may come, and into this one when the connection is gone.
  named.table = "others";
  CHECK(fixture.store->Insert(named).ok());
  REQUIRE(fixture.store->Remove("c-1").ok());
  named.id = "c-4";
  named.table = pattern.table;
  CHECK(fixture.store->Insert(named).ok());
  CHECK(absl::IsNotFound(schemas.AddTopics("c-1", {{"orders.africa", {}, ""}}).status()));
}

TEST_CASE("restored connections keep where each of their topics goes on, whatever is changed afterwards") {
  Fixture fixture;
  Definition several = Example();
  several.topics = {{"orders.eu", {{0, 17}}, "id-1"}, {"orders.us", {{0, 3}, {1, 4}}, "id-2"}};
  REQUIRE(fixture.store->Insert(several).ok());
  Definition pattern = Example();
  pattern.id = "c-2";
  pattern.topics = {};
  pattern.topic_pattern = "payments\\..*";
  REQUIRE(fixture.store->Insert(pattern).ok());
  Definition unknown = Example();
  unknown.id = "c-3";
  REQUIRE(fixture.store->Insert(unknown).ok());
  CHECK_FALSE(fixture.store->Get("c-1")->restored.has_value());

  const ResumePoint point = {{"orders.eu", {"id-1", {{0, 170}}}}, {"orders.us", {"id-2", {{0, 30}, {1, 40}}}}};
  const ResumePoint found = {{"payments.asia", {"id-4", {{0, 9}}}}};
  REQUIRE(fixture.store->MarkRestored("r1", {{"c-1", point}, {"c-2", found}}).ok());
  // Another time after a crash: the same comes of it.
  REQUIRE(fixture.store->MarkRestored("r2", {{"c-1", point}, {"c-2", found}}).ok());
  // One that waits in the database is taken in once: another replica comes too late.
  CHECK(fixture.store->WaitingRestore().value() == "");
  REQUIRE(fixture.store->MarkRestored("r3", {}, true).ok());
  CHECK(fixture.store->Get("c-1")->group() == "aurora-c-1-r2");
  REQUIRE(fixture.database->Transact([](state::Session& session) {
    return session.Execute("INSERT INTO waiting_restores (state) VALUES ('{}')").status();
  }).ok());
  CHECK(fixture.store->WaitingRestore().value() == "{}");
  REQUIRE(fixture.store->MarkRestored("r2", {{"c-1", point}, {"c-2", found}}, true).ok());
  CHECK(fixture.store->WaitingRestore().value() == "");
  SchemaStore schemas(*fixture.store, *fixture.database);
  REQUIRE(schemas.AddTopics("c-2", {{"payments.asia", {{0, 2}, {1, 0}}, "id-4"}}).ok());
  const auto all = fixture.store->All();
  REQUIRE(all.ok());
  REQUIRE(all->at("c-1").restored.has_value());
  CHECK(all->at("c-1").group() == "aurora-c-1-r2");
  CHECK(all->at("c-1").restored->point == point);
  CHECK(all->at("c-1").topics == several.topics);
  // A topic that came up for the pattern behind the copy of the state.
  const Definition& later = all->at("c-2");
  REQUIRE(later.FindTopic("payments.asia") != nullptr);
  CHECK(later.begin(*later.FindTopic("payments.asia")) == TopicPoint{"id-4", {{0, 9}, {1, 0}}});
  REQUIRE(all->at("c-3").restored.has_value());
  CHECK(all->at("c-3").restored->point.empty());
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
