#include "services/ingest/delivery/deliverer.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <utility>

namespace aurora::ingest {
namespace {

// A table and a consumer group in memory. Any step can be made to fail, before or after it took effect.
class FakeWorld : public RowStore, public OffsetStore {
 public:
  absl::Status Insert(Target target, const std::string& token, std::span<const Block* const> blocks,
                      const MaySend& may_send, absl::Time) override {
    if (absl::Status status = Step("insert"); !status.ok()) return status;
    std::exchange(before_send, [] {})();
    if (absl::Status status = may_send(); !status.ok()) return status;
    std::function<void()> arrive = [this, target, token, blocks = std::vector<const Block*>(blocks.begin(), blocks.end())] {
      // The server's own deduplication.
      if (!tokens.insert(token).second) return;
      for (const Block* block : blocks) {
        for (size_t i = 0; i < block->rows(); ++i) ++stored[{target, {block->offsets[i], block->timestamps_ms[i]}}];
      }
    };
    on_insert(inserts++);
    if (keeps_back) {
      kept_back.push_back(std::move(arrive));
      return absl::UnavailableError("no answer");
    }
    arrive();
    std::exchange(after_insert, [] {})();
    return Step("inserted");
  }
  // What the network had kept back comes now.
  void Arrive() {
    for (const auto& arrive : std::exchange(kept_back, {})) arrive();
  }
  absl::StatusOr<HeldRows> Find(Target target, int32_t, int64_t first, int64_t last, absl::Time) override {
    if (absl::Status status = Step("find"); !status.ok()) return status;
    HeldRows held;
    for (const auto& [key, count] : stored) {
      const auto& [offset, timestamp_ms] = key.second;
      if (key.first == target && offset >= first && offset <= last) held.Add(offset, timestamp_ms);
    }
    std::exchange(after_find, [] {})();
    return held;
  }
  absl::StatusOr<std::map<int32_t, int64_t>> FindNewest(const std::map<int32_t, int64_t>&, absl::Time) override {
    return std::map<int32_t, int64_t>{};
  }
  absl::StatusOr<int64_t> CountParts(absl::Time) override { return 1; }
  absl::Status EndInserts(const std::string&, absl::Time) override { return Step("end"); }
  bool Owns(int32_t) override { return owns; }
  absl::Status Commit(const std::vector<kafka::CommittedOffset>& offsets, absl::Time) override {
    if (absl::Status status = Step("commit"); !status.ok()) return status;
    for (const auto& offset : offsets) committed[offset.partition] = offset;
    ++commits;
    return Step("committed");
  }

  absl::Status Step(const std::string& name) {
    const auto found = failures.find(name);
    if (found == failures.end() || found->second.empty()) return absl::OkStatus();
    absl::Status status = found->second.front();
    found->second.erase(found->second.begin());
    return status;
  }

  std::map<std::string, std::vector<absl::Status>> failures;
  // By target, offset and timestamp.
  std::map<std::pair<Target, std::pair<int64_t, int64_t>>, int> stored;
  std::set<std::string> tokens;
  std::map<int32_t, kafka::CommittedOffset> committed;
  int inserts = 0;
  int commits = 0;
  bool owns = true;
  bool keeps_back = false;
  std::vector<std::function<void()>> kept_back;
  // Hears the number of each insert, from 0 on.
  std::function<void(int)> on_insert = [](int) {};
  // Once, between the decision to insert and the first byte.
  std::function<void()> before_send = [] {};
  // Once, after the next insert took effect, or after the next question was answered.
  std::function<void()> after_insert = [] {};
  std::function<void()> after_find = [] {};
};

class Fixture {
 public:
  explicit Fixture(bool replaces_rows = false)
      : deliverer({.connection_id = "c-1",
                   .topic = "orders",
                   .table = "d.t",
                   .lease = absl::Seconds(5),
                   .clock = [this] { return now; },
                   .replaces_rows = replaces_rows},
                  world, world,
                  [this](absl::Duration) { return ++sleeps < sleeps_max; },
                  [this](const absl::Status& status) { heard.push_back(status); }) {}

  // Rows [first, last] in blocks of two, the last message a dead letter.
  static std::shared_ptr<Batch> MakeBatch(int64_t first, int64_t last, int32_t partition = 0) {
    auto batch = std::make_shared<Batch>();
    batch->partition = partition;
    batch->messages = static_cast<uint64_t>(last - first + 1);
    batch->first = first;
    batch->last = last;
    batch->first_timestamp_ms = 5;
    for (int64_t offset = first; offset < last; ++offset) {
      if ((offset - first) % 2 == 0) {
        batch->blocks.push_back(std::make_unique<Block>());
        batch->blocks.back()->key = offset - first;
      }
      batch->blocks.back()->offsets.push_back(offset);
      batch->blocks.back()->timestamps_ms.push_back(5);
    }
    batch->dead_letters = std::make_unique<Block>();
    batch->dead_letters->offsets.push_back(last);
    batch->dead_letters->timestamps_ms.push_back(5);
    return batch;
  }
  absl::Status Deliver(std::shared_ptr<Batch> batch, std::shared_ptr<Batch> following = nullptr) {
    return deliverer.Deliver({std::move(batch)}, [&](int32_t) { return following; });
  }
  // As a new owner does it: what is announced of the partition, without what is stored.
  std::shared_ptr<Batch> Recovered(int32_t partition) {
    const auto note = DecodeNote(world.committed[partition].metadata);
    REQUIRE(note.ok());
    REQUIRE(note->intent.has_value());
    const auto pending = deliverer.Recover(partition, *note->intent);
    REQUIRE(pending.ok());
    auto batch = MakeBatch(note->intent->first, note->intent->last, partition);
    batch->recovered = true;
    batch->intended = true;
    batch->joined = pending->joined;
    const auto leave_out = [&](Block& block) {
      std::erase_if(block.offsets, [&](int64_t offset) { return pending->held.Has(offset, 5); });
      block.timestamps_ms.resize(block.offsets.size());
    };
    for (auto& block : batch->blocks) leave_out(*block);
    leave_out(*batch->dead_letters);
    return batch;
  }
  // Every offset of [0, last] is stored exactly once.
  bool Exact(int64_t last) const {
    std::map<int64_t, int> counts;
    for (const auto& [key, count] : world.stored) counts[key.second.first] += count;
    for (int64_t offset = 0; offset <= last; ++offset) {
      if (counts[offset] != 1) return false;
    }
    return counts.size() == static_cast<size_t>(last + 1);
  }

  FakeWorld world;
  absl::Duration now = absl::Hours(1);
  int sleeps = 0;
  int sleeps_max = 100;
  std::vector<absl::Status> heard;
  Deliverer deliverer;
};

TEST_CASE("the intent stands in Kafka before the first row, the next one comes with the commit") {
  Fixture fixture;
  auto following = Fixture::MakeBatch(6, 8);
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 5), following).ok());
  CHECK(fixture.Exact(5));
  CHECK(fixture.world.commits == 2);
  CHECK(fixture.world.committed[0].offset == 6);
  const auto note = DecodeNote(fixture.world.committed[0].metadata);
  REQUIRE(note.ok());
  REQUIRE(note->intent.has_value());
  CHECK(note->intent->first == 6);
  CHECK(note->intent->last == 8);
  REQUIRE(fixture.Deliver(following).ok());
  CHECK(fixture.world.commits == 3);
  CHECK(fixture.world.committed[0].metadata.empty());
  CHECK(fixture.Exact(8));
}

TEST_CASE("a failed step is repeated until all is stored once") {
  const absl::Status lost = absl::UnavailableError("connection lost");
  for (const char* step : {"insert", "inserted", "find", "end", "commit", "committed"}) {
    for (int times = 1; times <= 3; ++times) {
      INFO(step << " x " << times);
      Fixture fixture;
      fixture.world.failures[step].assign(times, lost);
      // A find only happens after a failure.
      if (std::string(step) == "find" || std::string(step) == "end") fixture.world.failures["inserted"] = {lost};
      REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 5)).ok());
      CHECK(fixture.Exact(5));
      CHECK_FALSE(fixture.heard.empty());
      CHECK(fixture.heard.back().ok());
    }
  }
}

TEST_CASE("an outcome that is unknown is asked from the table, not from the token") {
  Fixture fixture;
  fixture.world.failures["inserted"] = {absl::DeadlineExceededError("no answer")};
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 2)).ok());
  // Two blocks, and the first was not sent again.
  CHECK(fixture.world.inserts == 2);
}

TEST_CASE("a member that lost its partition inserts nothing") {
  Fixture fixture;
  fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  CHECK(absl::IsAborted(fixture.Deliver(Fixture::MakeBatch(0, 5))));
  CHECK(fixture.world.inserts == 0);
  CHECK(fixture.sleeps == 0);
}

TEST_CASE("stopping ends the attempts") {
  Fixture fixture;
  fixture.sleeps_max = 2;
  fixture.world.failures["insert"].assign(100, absl::UnavailableError("down"));
  CHECK(absl::IsCancelled(fixture.Deliver(Fixture::MakeBatch(0, 5))));
}

TEST_CASE("recovery finds what a killed process has left") {
  for (int stored_blocks = 0; stored_blocks <= 4; ++stored_blocks) {
    INFO(stored_blocks);
    Fixture fixture;
    // The process dies at an insert: the fake refuses for good and the sleeper says stop.
    auto& inserts = fixture.world.failures["insert"];
    inserts.assign(static_cast<size_t>(stored_blocks), absl::OkStatus());
    inserts.resize(20, absl::UnavailableError("killed"));
    fixture.sleeps_max = 1;
    const bool finished = fixture.Deliver(Fixture::MakeBatch(0, 5)).ok();
    CHECK(finished == (stored_blocks == 4));
    if (finished) continue;

    fixture.world.failures.clear();
    const auto again = fixture.Recovered(0);
    CHECK(again->first == 0);
    CHECK(again->last == 5);
    REQUIRE(fixture.Deliver(again).ok());
    CHECK(fixture.Exact(5));
    CHECK(fixture.world.committed[0].offset == 6);
  }
}

TEST_CASE("batches of several partitions travel in the same inserts") {
  Fixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {Fixture::MakeBatch(0, 5, 0), Fixture::MakeBatch(6, 9, 1)};
  const std::vector<std::shared_ptr<Batch>> second = {Fixture::MakeBatch(6, 12, 0), Fixture::MakeBatch(10, 13, 1)};
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
      batches.push_back(Fixture::MakeBatch(0, 5, partition));
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
    Fixture fixture;
    fixture.world.failures[step].assign(2, absl::UnavailableError("connection lost"));
    if (std::string(step) == "find" || std::string(step) == "end") {
      fixture.world.failures["inserted"] = {absl::UnavailableError("connection lost")};
    }
    REQUIRE(fixture.deliverer
                .Deliver({Fixture::MakeBatch(0, 5, 0), Fixture::MakeBatch(6, 9, 1)}, [](int32_t) { return nullptr; })
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
        Fixture fixture;
        fixture.sleeps_max = 1;
        fixture.world.on_insert = [&](int number) { fixture.world.keeps_back = number == stored_blocks; };
        const std::vector<std::shared_ptr<Batch>> round = {Fixture::MakeBatch(0, 5, 0), Fixture::MakeBatch(6, 9, 1)};
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
  Fixture fixture;
  const std::vector<std::shared_ptr<Batch>> round = {Fixture::MakeBatch(0, 1, 0), Fixture::MakeBatch(5, 6, 1)};
  const std::vector<std::shared_ptr<Batch>> second = {Fixture::MakeBatch(2, 4, 0), Fixture::MakeBatch(7, 9, 1)};
  REQUIRE(fixture.deliverer.Deliver(round, [&](int32_t partition) { return second[partition]; }).ok());
  REQUIRE(second[0]->joined_count == 2);
  const bool new_owner_first = GENERATE(true, false);
  INFO(new_owner_first);
  if (new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(1)).ok());
  REQUIRE(fixture.Deliver(second[0]).ok());
  if (!new_owner_first) REQUIRE(fixture.Deliver(fixture.Recovered(1)).ok());
  CHECK(fixture.Exact(9));
}

TEST_CASE("a block whose rows were removed by hand comes back under another token") {
  Fixture fixture;
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 1)).ok());
  fixture.world.stored.clear();
  auto again = Fixture::MakeBatch(0, 1);
  again->recovered = true;
  REQUIRE(fixture.Deliver(again).ok());
  CHECK(fixture.Exact(1));
}

TEST_CASE("rows of a table of latest states may be gone once their block was inserted") {
  for (const bool replaces_rows : {true, false}) {
    Fixture fixture(replaces_rows);
    auto batch = Fixture::MakeBatch(0, 5);
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
  Fixture fixture(true);
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
  Fixture fixture;
  auto batch = Fixture::MakeBatch(0, 0);
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
  Fixture fixture;
  ++fixture.world.stored[{RowStore::Target::kDeadLetters, {3, 5}}];
  fixture.world.after_find = [&] {
    ++fixture.world.stored[{RowStore::Target::kTable, {3, 5}}];
    fixture.world.stored.erase({RowStore::Target::kDeadLetters, {3, 5}});
  };
  const auto held = fixture.deliverer.LookUp(0, 0, 5);
  REQUIRE(held.ok());
  CHECK(held->Has(3, 5));
}

TEST_CASE("rows of an earlier topic with the same offsets do not count as stored") {
  Fixture fixture;
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 2)).ok());
  fixture.deliverer.SetTopicId("B");
  auto anew = Fixture::MakeBatch(0, 2);
  for (auto& block : anew->blocks) block->timestamps_ms.assign(block->rows(), 6);
  anew->dead_letters->timestamps_ms.assign(1, 6);
  // The outcome is unknown before anything was inserted: the table's answer alone decides.
  fixture.world.failures["insert"] = {absl::UnavailableError("connection lost")};
  REQUIRE(fixture.Deliver(anew).ok());
  CHECK(fixture.world.stored.size() == 6);
}

TEST_CASE("a topic made anew with the same times is not taken for the one before") {
  Fixture fixture;
  fixture.deliverer.SetTopicId("A");
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 2)).ok());
  fixture.deliverer.SetTopicId("B");
  fixture.world.stored.clear();
  REQUIRE(fixture.Deliver(Fixture::MakeBatch(0, 2)).ok());
  CHECK(fixture.Exact(2));
}

TEST_CASE("a process that stood still asks the group before it inserts") {
  // Stood still between its intent and the insert, while others went on.
  Fixture fixture;
  fixture.world.before_send = [&] {
    fixture.now += absl::Seconds(6);
    fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  };
  CHECK(absl::IsAborted(fixture.Deliver(Fixture::MakeBatch(0, 5))));
  CHECK(fixture.world.stored.empty());

  // Nobody took the partition meanwhile: it goes on.
  Fixture kept;
  kept.world.before_send = [&] {
    kept.now += absl::Seconds(6);
  };
  REQUIRE(kept.Deliver(Fixture::MakeBatch(0, 5)).ok());
  CHECK(kept.Exact(5));
  CHECK(kept.world.commits == 3);
}

TEST_CASE("an intent of an earlier owner is announced again before anything is inserted for it") {
  Fixture fixture;
  auto batch = Fixture::MakeBatch(0, 5);
  batch->recovered = true;
  batch->intended = true;
  fixture.world.failures["commit"] = {absl::AbortedError("fenced")};
  CHECK(absl::IsAborted(fixture.Deliver(batch)));
  CHECK(fixture.world.inserts == 0);
}

TEST_CASE("a member whose partition was taken away stops trying to insert") {
  Fixture fixture;
  fixture.world.failures["insert"].assign(100, absl::UnavailableError("down"));
  fixture.world.owns = false;
  CHECK(absl::IsAborted(fixture.Deliver(Fixture::MakeBatch(0, 5))));
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
    Fixture fixture;
    auto batch = Fixture::MakeBatch(0, 5);
    batch->filtered = {{6, 7}, {9, 9}};
    batch->last = 9;
    // Whether it took effect is not known.
    fixture.world.failures["inserted"] = std::vector<absl::Status>(static_cast<size_t>(failures), absl::UnavailableError("cut"));
    fixture.world.failures["committed"] = {};
    REQUIRE(fixture.Deliver(batch).ok());
    CHECK(fixture.world.stored.count({RowStore::Target::kSkipped, {6, 5}}) == 1);
    CHECK(fixture.world.stored.count({RowStore::Target::kSkipped, {9, 5}}) == 1);
    CHECK(fixture.world.committed[0].offset == 10);
  }
  // Nothing is committed while it cannot be.
  Fixture fixture;
  fixture.sleeps_max = 3;
  auto batch = std::make_shared<Batch>();
  batch->last = 4;
  batch->filtered = {{0, 4}};
  fixture.world.failures["insert"] = std::vector<absl::Status>(9, absl::UnavailableError("away"));
  CHECK(absl::IsCancelled(fixture.Deliver(batch)));
  CHECK(fixture.world.committed[0].offset == 0);
  CHECK(fixture.world.stored.empty());
}

TEST_CASE("a partition that another member has gets no ranges of ours") {
  Fixture fixture;
  auto batch = std::make_shared<Batch>();
  batch->filtered = {{0, 0}};
  fixture.world.owns = false;
  CHECK(absl::IsAborted(fixture.Deliver(batch)));
  CHECK(fixture.world.stored.empty());
}

}  // namespace
}  // namespace aurora::ingest
