#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "services/ingest/delivery/deliverer.h"

namespace aurora::ingest {

// For tests: a table and a consumer group in memory. Any step can be made to fail, before or after it took effect.
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
  absl::StatusOr<HeldRows> Find(Target target, const kafka::Partition&, int64_t first, int64_t last, absl::Time) override {
    if (absl::Status status = Step("find"); !status.ok()) return status;
    HeldRows held;
    for (const auto& [key, count] : stored) {
      const auto& [offset, timestamp_ms] = key.second;
      if (key.first == target && offset >= first && offset <= last) held.Add(offset, timestamp_ms);
    }
    std::exchange(after_find, [] {})();
    return held;
  }
  absl::StatusOr<std::map<kafka::Partition, int64_t>> FindNewest(const std::map<kafka::Partition, int64_t>&,
                                                                 absl::Time) override {
    return std::map<kafka::Partition, int64_t>{};
  }
  absl::StatusOr<int64_t> CountParts(absl::Time) override { return 1; }
  absl::Status EndInserts(const std::string&, absl::Time) override { return Step("end"); }
  bool Owns(const kafka::Partition&) override { return owns; }
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
  std::map<kafka::Partition, kafka::CommittedOffset> committed;
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

inline kafka::Partition Orders(int32_t number) { return {"orders", number}; }

class DeliveryFixture {
 public:
  explicit DeliveryFixture(bool replaces_rows = false)
      : deliverer({.connection_id = "c-1",
                   .table = "d.t",
                   .lease = absl::Seconds(5),
                   .clock = [this] { return now; },
                   .replaces_rows = replaces_rows},
                  world, world,
                  [this](absl::Duration) { return ++sleeps < sleeps_max; },
                  [this](const absl::Status& status) { heard.push_back(status); }) {}

  // Rows [first, last] in blocks of two, the last message a dead letter.
  static std::shared_ptr<Batch> MakeBatch(int64_t first, int64_t last, const kafka::Partition& partition = Orders(0)) {
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
    return deliverer.Deliver({std::move(batch)}, [&](const kafka::Partition&) { return following; });
  }
  // As a new owner does it: what is announced of the partition, without what is stored.
  std::shared_ptr<Batch> Recovered(const kafka::Partition& partition) {
    const auto note = DecodeNote(world.committed[partition].metadata);
    REQUIRE(note.ok());
    REQUIRE(note->intent.has_value());
    const auto pending = deliverer.Recover(partition, *note->intent);
    REQUIRE(pending.ok());
    auto batch = MakeBatch(note->intent->first, note->intent->last, partition);
    batch->topic_id = note->topic_id;
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

}  // namespace aurora::ingest
