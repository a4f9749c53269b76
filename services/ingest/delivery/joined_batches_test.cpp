#include "services/ingest/delivery/joined_batches.h"

#include <catch2/catch.hpp>

#include "services/ingest/delivery/delivery_fixture.h"

namespace aurora::ingest {
namespace {

TEST_CASE("batches of several partitions travel in the same inserts") {
  DeliveryFixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 5, Orders(0)), DeliveryFixture::MakeBatch(6, 9, Orders(1))};
  const std::vector<std::shared_ptr<Batch>> second = {DeliveryFixture::MakeBatch(6, 12, Orders(0)), DeliveryFixture::MakeBatch(10, 13, Orders(1))};
  REQUIRE(fixture.deliverer.Deliver(round, [&](const kafka::Partition& partition) { return second[partition.number]; }).ok());
  CHECK(fixture.Exact(9));
  // Three ClickHouse partitions and the dead letters.
  CHECK(fixture.world.inserts == 4);
  CHECK(fixture.world.commits == 2);
  CHECK(second[0]->joined == "0:6-12@5+2");
  for (const int32_t partition : {0, 1}) {
    const auto note = DecodeNote(fixture.world.committed[Orders(partition)].metadata);
    REQUIRE(note.ok());
    CHECK(note->intent->joined == "0:6-12@5+2");
  }
}

TEST_CASE("an insert of several topics is named after the first of them, for all of them") {
  const std::vector<std::shared_ptr<Batch>> batches = {DeliveryFixture::MakeBatch(0, 5, Orders(3)),
                                                       DeliveryFixture::MakeBatch(6, 9, {"payments", 3})};
  batches[0]->topic_id = "A/+";
  batches[1]->topic_id = "B";
  Join(batches, {});
  CHECK(batches[0]->joined == "orders:3:0-5@5+2/A/+");
  CHECK(batches[1]->joined == batches[0]->joined);
  Intent intent{6, 9, 5, 1, "d.t", 1, false, batches[1]->joined};
  const auto read = DecodeNote(EncodeNote({"B", intent}));
  REQUIRE(read.ok());
  CHECK(read->intent == intent);
  CHECK(JoinedToken("c-1", "payments", intent, "B", "0") == "c-1:orders:3:0-5@5+2/A/+:0");
  CHECK(JoinedToken("c-1", "orders", intent, "A/+", "0") == "c-1:orders:3:0-5@5+2/A/+:0");
  CHECK(JoinedTokens("c-1", "payments", intent) == "c-1:orders:3:0-5@5+2/A/+:");
}

TEST_CASE("what travels together is bounded") {
  for (const bool rows : {true, false}) {
    std::vector<std::shared_ptr<Batch>> batches;
    for (int32_t partition = 0; partition < 5; ++partition) {
      batches.push_back(DeliveryFixture::MakeBatch(0, 5, Orders(partition)));
      batches.back()->message_bytes = 100;
    }
    batches[3]->intended = true;
    Join(batches, {rows ? 13U : 1000U, rows ? 1000U : 299U});
    CHECK(batches[0]->joined_count == 2);
    CHECK(batches[1]->joined == batches[0]->joined);
    CHECK(batches[2]->joined_count == 2);
    CHECK(batches[2]->joined != batches[0]->joined);
    CHECK(batches[3]->joined.empty());
    CHECK(batches[4]->joined == batches[2]->joined);
    CHECK(GroupsOf(batches).size() == 3);
  }
}

TEST_CASE("an insert of several partitions is repeated as a whole") {
  for (const char* step : {"insert", "inserted", "find", "end", "commit", "committed"}) {
    INFO(step);
    DeliveryFixture fixture;
    fixture.world.failures[step].assign(2, absl::UnavailableError("connection lost"));
    if (std::string(step) == "find" || std::string(step) == "end") {
      fixture.world.failures["inserted"] = {absl::UnavailableError("connection lost")};
    }
    REQUIRE(fixture.deliverer
                .Deliver({DeliveryFixture::MakeBatch(0, 5, Orders(0)), DeliveryFixture::MakeBatch(6, 9, Orders(1))}, [](const kafka::Partition&) { return nullptr; })
                .ok());
    CHECK(fixture.Exact(9));
  }
}

TEST_CASE("what was announced together is found by each new owner, whenever its insert arrives") {
  // The process dies at one of the four inserts, whose rows are stored or on their way; two others take over, and what was on
  // its way arrives before, between or after them.
  const bool other_topic = GENERATE(false, true);
  INFO(other_topic);
  for (int stored_blocks = 0; stored_blocks <= 3; ++stored_blocks) {
    for (const int32_t first_owner : {0, 1}) {
      for (int arrives_after = 0; arrives_after <= 3; ++arrives_after) {
        INFO(stored_blocks << " stored, partition " << first_owner << " first, arrives after " << arrives_after);
        DeliveryFixture fixture;
        fixture.sleeps_max = 1;
        fixture.world.on_insert = [&](int number) { fixture.world.keeps_back = number == stored_blocks; };
        // Of the same topic, or of two.
        const kafka::Partition owned[] = {Orders(0), other_topic ? kafka::Partition{"payments", 0} : Orders(1)};
        const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 5, owned[0]), DeliveryFixture::MakeBatch(6, 9, owned[1])};
        round[0]->topic_id = "A";
        round[1]->topic_id = other_topic ? "B" : "A";
        REQUIRE_FALSE(fixture.deliverer.Deliver(round, [](const kafka::Partition&) { return nullptr; }).ok());
        REQUIRE(fixture.world.kept_back.size() == 1);
        fixture.world.on_insert = [](int) {};
        fixture.world.keeps_back = false;

        if (arrives_after == 0) fixture.world.Arrive();
        const auto one = fixture.Recovered(owned[first_owner]);
        if (arrives_after == 1) fixture.world.Arrive();
        REQUIRE(fixture.Deliver(one).ok());
        if (arrives_after == 2) fixture.world.Arrive();
        REQUIRE(fixture.Deliver(fixture.Recovered(owned[1 - first_owner])).ok());
        fixture.world.Arrive();
        CHECK(fixture.Exact(9));
      }
    }
  }
}

TEST_CASE("when a partition leaves, what was announced together with it travels alone, and is looked for") {
  DeliveryFixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 1, Orders(0)), DeliveryFixture::MakeBatch(5, 6, Orders(1))};
  const std::vector<std::shared_ptr<Batch>> second = {DeliveryFixture::MakeBatch(2, 4, Orders(0)), DeliveryFixture::MakeBatch(7, 9, Orders(1))};
  REQUIRE(fixture.deliverer.Deliver(round, [&](const kafka::Partition& partition) { return second[partition.number]; }).ok());
  REQUIRE(second[0]->joined_count == 2);
  const bool new_owner_first = GENERATE(true, false);
  INFO(new_owner_first);
  if (new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(Orders(1))).ok());
  REQUIRE(fixture.Deliver(second[0]).ok());
  if (!new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(Orders(1))).ok());
  CHECK(fixture.Exact(9));
}

}  // namespace
}  // namespace aurora::ingest
