#include "services/ingest/delivery/deliverer.h"

#include <catch2/catch.hpp>

#include "services/ingest/delivery/delivery_fixture.h"

namespace aurora::ingest {
namespace {

TEST_CASE("the intent stands in Kafka before the first row, the next one comes with the commit") {
  DeliveryFixture fixture;
  auto following = DeliveryFixture::MakeBatch(6, 8);
  REQUIRE(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5), following).ok());
  CHECK(fixture.Exact(5));
  CHECK(fixture.world.commits == 2);
  CHECK(fixture.world.committed[Orders(0)].offset == 6);
  const auto note = DecodeNote(fixture.world.committed[Orders(0)].metadata);
  REQUIRE(note.ok());
  REQUIRE(note->intent.has_value());
  CHECK(note->intent->first == 6);
  CHECK(note->intent->last == 8);
  REQUIRE(fixture.Deliver(following).ok());
  CHECK(fixture.world.commits == 3);
  CHECK(fixture.world.committed[Orders(0)].metadata.empty());
  CHECK(fixture.Exact(8));
}

TEST_CASE("a failed step is repeated until all is stored once") {
  const absl::Status lost = absl::UnavailableError("connection lost");
  for (const char* step : {"insert", "inserted", "find", "end", "commit", "committed"}) {
    for (int times = 1; times <= 3; ++times) {
      INFO(step << " x " << times);
      DeliveryFixture fixture;
      fixture.world.failures[step].assign(times, lost);
      // A find only happens after a failure.
      if (std::string(step) == "find" || std::string(step) == "end") fixture.world.failures["inserted"] = {lost};
      REQUIRE(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5)).ok());
      CHECK(fixture.Exact(5));
      CHECK_FALSE(fixture.heard.empty());
      CHECK(fixture.heard.back().ok());
    }
  }
}

TEST_CASE("an outcome that is unknown is asked from the table, not from the token") {
  DeliveryFixture fixture;
  fixture.world.failures["inserted"] = {absl::DeadlineExceededError("no answer")};
  REQUIRE(fixture.Deliver(DeliveryFixture::MakeBatch(0, 2)).ok());
  // Two blocks, and the first was not sent again.
  CHECK(fixture.world.inserts == 2);
}

TEST_CASE("a member that lost its partition inserts nothing") {
  DeliveryFixture fixture;
  fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  CHECK(absl::IsAborted(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5))));
  CHECK(fixture.world.inserts == 0);
  CHECK(fixture.sleeps == 0);
}

TEST_CASE("stopping ends the attempts") {
  DeliveryFixture fixture;
  fixture.sleeps_max = 2;
  fixture.world.failures["insert"].assign(100, absl::UnavailableError("down"));
  CHECK(absl::IsCancelled(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5))));
}

TEST_CASE("recovery finds what a killed process has left") {
  for (int stored_blocks = 0; stored_blocks <= 4; ++stored_blocks) {
    INFO(stored_blocks);
    DeliveryFixture fixture;
    // The process dies at an insert: the fake refuses for good and the sleeper says stop.
    auto& inserts = fixture.world.failures["insert"];
    inserts.assign(static_cast<size_t>(stored_blocks), absl::OkStatus());
    inserts.resize(20, absl::UnavailableError("killed"));
    fixture.sleeps_max = 1;
    const bool finished = fixture.Deliver(DeliveryFixture::MakeBatch(0, 5)).ok();
    CHECK(finished == (stored_blocks == 4));
    if (finished) continue;

    fixture.world.failures.clear();
    const auto again = fixture.Recovered(Orders(0));
    CHECK(again->first == 0);
    CHECK(again->last == 5);
    REQUIRE(fixture.Deliver(again).ok());
    CHECK(fixture.Exact(5));
    CHECK(fixture.world.committed[Orders(0)].offset == 6);
  }
}

TEST_CASE("a block whose rows were removed by hand comes back under another token") {
  DeliveryFixture fixture;
  REQUIRE(fixture.Deliver(DeliveryFixture::MakeBatch(0, 1)).ok());
  fixture.world.stored.clear();
  auto again = DeliveryFixture::MakeBatch(0, 1);
  again->recovered = true;
  REQUIRE(fixture.Deliver(again).ok());
  CHECK(fixture.Exact(1));
}

TEST_CASE("rows of a table of latest states may be gone once their block was inserted") {
  for (const bool replaces_rows : {true, false}) {
    DeliveryFixture fixture(replaces_rows);
    auto batch = DeliveryFixture::MakeBatch(0, 5);
    batch->intended = batch->recovered = true;
    // A newer row has replaced the first of a block, whose insert had come through before its connection was lost.
    ++fixture.world.stored[{RowStore::Target::kTable, {1, 5}}];
    fixture.world.failures["insert"] = {absl::UnavailableError("connection lost")};
    const absl::Status status = fixture.Deliver(batch);
    INFO(status);
    CHECK(status.ok() == replaces_rows);
    CHECK(absl::IsAborted(status) != replaces_rows);
    CHECK(fixture.world.inserts == (replaces_rows ? 3 : 0));
  }
}

TEST_CASE("a part of the dead letters is no whole, whatever the table does with its rows") {
  DeliveryFixture fixture(true);
  auto batch = std::make_shared<Batch>();
  batch->last = 1;
  batch->dead_letters = std::make_unique<Block>();
  batch->dead_letters->offsets = {0, 1};
  batch->dead_letters->timestamps_ms = {5, 5};
  ++fixture.world.stored[{RowStore::Target::kDeadLetters, {0, 5}}];
  fixture.world.failures["insert"] = {absl::UnavailableError("connection lost")};
  CHECK(absl::IsAborted(fixture.Deliver(batch)));
}

TEST_CASE("a dead letter that became a row meanwhile is not set aside again") {
  DeliveryFixture fixture;
  auto batch = DeliveryFixture::MakeBatch(0, 0);
  batch->last = 0;
  // The insert came through, its answer was lost, and a replay made a row of the dead letter at once.
  fixture.world.failures["inserted"] = {absl::UnavailableError("connection lost")};
  fixture.world.after_insert = [&] {
    fixture.world.stored.clear();
    ++fixture.world.stored[{RowStore::Target::kTable, {0, 5}}];
    fixture.world.tokens.clear();
  };
  REQUIRE(fixture.Deliver(batch).ok());
  CHECK(fixture.Exact(0));
  CHECK(fixture.world.inserts == 1);
}

TEST_CASE("a dead letter that becomes a row while the range is looked up is found") {
  DeliveryFixture fixture;
  ++fixture.world.stored[{RowStore::Target::kDeadLetters, {3, 5}}];
  fixture.world.after_find = [&] {
    ++fixture.world.stored[{RowStore::Target::kTable, {3, 5}}];
    fixture.world.stored.erase({RowStore::Target::kDeadLetters, {3, 5}});
  };
  const auto held = fixture.deliverer.LookUp(Orders(0), 0, 5);
  REQUIRE(held.ok());
  CHECK(held->Has(3, 5));
}

TEST_CASE("rows of an earlier topic with the same offsets do not count as stored") {
  DeliveryFixture fixture;
  REQUIRE(fixture.Deliver(DeliveryFixture::MakeBatch(0, 2)).ok());
  auto anew = DeliveryFixture::MakeBatch(0, 2);
  anew->topic_id = "B";
  for (auto& block : anew->blocks) block->timestamps_ms.assign(block->rows(), 6);
  anew->dead_letters->timestamps_ms.assign(1, 6);
  // The outcome is unknown before anything was inserted: the table's answer alone decides.
  fixture.world.failures["insert"] = {absl::UnavailableError("connection lost")};
  REQUIRE(fixture.Deliver(anew).ok());
  CHECK(fixture.world.stored.size() == 6);
}

TEST_CASE("a topic made anew with the same times is not taken for the one before") {
  DeliveryFixture fixture;
  for (const char* topic_id : {"A", "B"}) {
    fixture.world.stored.clear();
    auto batch = DeliveryFixture::MakeBatch(0, 2);
    batch->topic_id = topic_id;
    REQUIRE(fixture.Deliver(batch).ok());
  }
  CHECK(fixture.Exact(2));
}

TEST_CASE("a process that stood still asks the group before it inserts") {
  // Stood still between its intent and the insert, while others went on.
  DeliveryFixture fixture;
  fixture.world.before_send = [&] {
    fixture.now += absl::Seconds(6);
    fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  };
  CHECK(absl::IsAborted(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5))));
  CHECK(fixture.world.stored.empty());

  // Nobody took the partition meanwhile: it goes on.
  DeliveryFixture kept;
  kept.world.before_send = [&] {
    kept.now += absl::Seconds(6);
  };
  REQUIRE(kept.Deliver(DeliveryFixture::MakeBatch(0, 5)).ok());
  CHECK(kept.Exact(5));
  CHECK(kept.world.commits == 3);
}

TEST_CASE("an intent of an earlier owner is announced again before anything is inserted for it") {
  DeliveryFixture fixture;
  auto batch = DeliveryFixture::MakeBatch(0, 5);
  batch->recovered = true;
  batch->intended = true;
  fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  CHECK(absl::IsAborted(fixture.Deliver(batch)));
  CHECK(fixture.world.inserts == 0);
}

TEST_CASE("a member whose partition was taken away stops trying to insert") {
  DeliveryFixture fixture;
  fixture.world.failures["insert"].assign(100, absl::UnavailableError("down"));
  fixture.world.owns = false;
  CHECK(absl::IsAborted(fixture.Deliver(DeliveryFixture::MakeBatch(0, 5))));
  CHECK(fixture.world.inserts == 0);
  CHECK(fixture.sleeps == 0);
}

TEST_CASE("a note survives its own text, and foreign metadata is none") {
  const Intent intent{5, 9, 1'700'000'000'000, 3, "shop.orders", 2, true, ""};
  Intent joined = intent;
  joined.joined = "3:100-200@1700000000000+4";
  for (const CommitNote& note : {CommitNote{"", intent}, CommitNote{"", joined}, CommitNote{"AbC", joined},
                                 CommitNote{"AbC-_9+/dEf", intent}, CommitNote{"AbC", std::nullopt},
                                 CommitNote{"", std::nullopt}}) {
    const auto decoded = DecodeNote(EncodeNote(note));
    REQUIRE(decoded.ok());
    CHECK(*decoded == note);
    CHECK(EncodeNote(note).size() < 300);
  }
  CHECK(EncodeNote({"", std::nullopt}).empty());
  for (const char* text : {"aurora1", "aurora1 first=9 last=5 at=0 schema=1 blocks=1 dead=0 table=t", "aurora1 x=y",
                           "aurora2 first=1 last=5 at=0 schema=1 blocks=1 dead=0 table=t", "x y z"}) {
    CHECK_FALSE(DecodeNote(text).ok());
  }
}

TEST_CASE("what a filter left out is written down before the offset behind it is committed, and again after a failure") {
  for (const int failures : {0, 1, 3}) {
    DeliveryFixture fixture;
    auto batch = DeliveryFixture::MakeBatch(0, 5);
    batch->skipped = {{6, 7}, {9, 9}};
    batch->last = 9;
    // Whether it took effect is not known.
    fixture.world.failures["inserted"] = std::vector<absl::Status>(static_cast<size_t>(failures), absl::UnavailableError("cut"));
    fixture.world.failures["committed"] = {};
    REQUIRE(fixture.Deliver(batch).ok());
    CHECK(fixture.world.stored.count({RowStore::Target::kSkipped, {6, 5}}) == 1);
    CHECK(fixture.world.stored.count({RowStore::Target::kSkipped, {9, 5}}) == 1);
    CHECK(fixture.world.committed[Orders(0)].offset == 10);
  }
  // Nothing is committed while it cannot be.
  DeliveryFixture fixture;
  fixture.sleeps_max = 3;
  auto batch = std::make_shared<Batch>();
  batch->partition = Orders(0);
  batch->last = 4;
  batch->skipped = {{0, 4}};
  fixture.world.failures["insert"] = std::vector<absl::Status>(9, absl::UnavailableError("away"));
  CHECK(absl::IsCancelled(fixture.Deliver(batch)));
  CHECK(fixture.world.committed[Orders(0)].offset == 0);
  CHECK(fixture.world.stored.empty());
}

TEST_CASE("a partition that another member has gets no ranges of ours") {
  DeliveryFixture fixture;
  auto batch = std::make_shared<Batch>();
  batch->skipped = {{0, 0}};
  fixture.world.owns = false;
  CHECK(absl::IsAborted(fixture.Deliver(batch)));
  CHECK(fixture.world.stored.empty());
}

}  // namespace
}  // namespace aurora::ingest
