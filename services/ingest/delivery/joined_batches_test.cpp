#include "services/ingest/delivery/joined_batches.h"

#include <catch2/catch.hpp>

#include "services/ingest/delivery/delivery_fixture.h"

namespace aurora::ingest {
namespace {

TEST_CASE("batches of several partitions travel in the same inserts") {
  DeliveryFixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 5, 0), DeliveryFixture::MakeBatch(6, 9, 1)};
  const std::vector<std::shared_ptr<Batch>> second = {DeliveryFixture::MakeBatch(6, 12, 0), DeliveryFixture::MakeBatch(10, 13, 1)};
  REQUIRE(fixture.deliverer.Deliver(round, [&](int32_t partition) { return second[partition]; }).ok());
  CHECK(fixture.Exact(9));
  // Three ClickHouse partitions and the dead letters.
  CHECK(fixture.world.inserts == 4);
  CHECK(fixture.world.commits == 2);
  CHECK(second[0]->joined == "0:6-12@5+2");
  for (const int32_t partition : {0, 1}) {
    const auto note = DecodeNote(fixture.world.committed[partition].metadata);
    REQUIRE(note.ok());
    CHECK(note->intent->joined == "0:6-12@5+2");
  }
}

TEST_CASE("what travels together is bounded") {
  for (const bool rows : {true, false}) {
    std::vector<std::shared_ptr<Batch>> batches;
    for (int32_t partition = 0; partition < 5; ++partition) {
      batches.push_back(DeliveryFixture::MakeBatch(0, 5, partition));
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
                .Deliver({DeliveryFixture::MakeBatch(0, 5, 0), DeliveryFixture::MakeBatch(6, 9, 1)}, [](int32_t) { return nullptr; })
                .ok());
    CHECK(fixture.Exact(9));
  }
}

TEST_CASE("what was announced together is found by each new owner, whenever its insert arrives") {
  // The process dies at one of the four inserts, whose rows are stored or on their way; two others take over, and what was on
  // its way arrives before, between or after them.
  for (int stored_blocks = 0; stored_blocks <= 3; ++stored_blocks) {
    for (const int32_t first_owner : {0, 1}) {
      for (int arrives_after = 0; arrives_after <= 3; ++arrives_after) {
        INFO(stored_blocks << " stored, partition " << first_owner << " first, arrives after " << arrives_after);
        DeliveryFixture fixture;
        fixture.sleeps_max = 1;
        fixture.world.on_insert = [&](int number) { fixture.world.keeps_back = number == stored_blocks; };
        const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 5, 0), DeliveryFixture::MakeBatch(6, 9, 1)};
        REQUIRE_FALSE(fixture.deliverer.Deliver(round, [](int32_t) { return nullptr; }).ok());
        REQUIRE(fixture.world.kept_back.size() == 1);
        fixture.world.on_insert = [](int) {};
        fixture.world.keeps_back = false;

        if (arrives_after == 0) fixture.world.Arrive();
        const auto one = fixture.Recovered(first_owner);
        if (arrives_after == 1) fixture.world.Arrive();
        REQUIRE(fixture.Deliver(one).ok());
        if (arrives_after == 2) fixture.world.Arrive();
        REQUIRE(fixture.Deliver(fixture.Recovered(1 - first_owner)).ok());
        fixture.world.Arrive();
        CHECK(fixture.Exact(9));
      }
    }
  }
}

TEST_CASE("when a partition leaves, what was announced together with it travels alone, and is looked for") {
  DeliveryFixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {DeliveryFixture::MakeBatch(0, 1, 0), DeliveryFixture::MakeBatch(5, 6, 1)};
  const std::vector<std::shared_ptr<Batch>> second = {DeliveryFixture::MakeBatch(2, 4, 0), DeliveryFixture::MakeBatch(7, 9, 1)};
  REQUIRE(fixture.deliverer.Deliver(round, [&](int32_t partition) { return second[partition]; }).ok());
  REQUIRE(second[0]->joined_count == 2);
  const bool new_owner_first = GENERATE(true, false);
  INFO(new_owner_first);
  if (new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(1)).ok());
  REQUIRE(fixture.Deliver(second[0]).ok());
  if (!new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(1)).ok());
  CHECK(fixture.Exact(9));
}

}  // namespace
}  // namespace aurora::ingest
