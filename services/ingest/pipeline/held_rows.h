#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace aurora::ingest {

// Messages of one Kafka partition that are stored already. A message is its offset and its Kafka timestamp: a topic that was
// deleted and made anew gives the same offsets to others. Of a message that is several rows some may be stored and others not.
class HeldRows {
 public:
  // The message as a whole: its dead letter, or its only row.
  void Add(int64_t offset, int64_t timestamp_ms) { whole_.insert({offset, timestamp_ms}); }
  // Its rows [first, last], by their element.
  void Add(int64_t offset, int64_t timestamp_ms, uint32_t first, uint32_t last) {
    runs_[{offset, timestamp_ms}].push_back({first, last});
  }
  void Merge(HeldRows& other) {
    whole_.merge(other.whole_);
    for (auto& [message, runs] : other.runs_) {
      std::vector<Run>& known = runs_[message];
      known.insert(known.end(), runs.begin(), runs.end());
    }
    other.runs_.clear();
  }

  // Whether all of the message is stored, whatever it holds.
  bool HasWhole(int64_t offset, int64_t timestamp_ms) const { return whole_.count({offset, timestamp_ms}) != 0; }
  // Whether any of it is.
  bool Has(int64_t offset, int64_t timestamp_ms) const {
    return HasWhole(offset, timestamp_ms) || runs_.count({offset, timestamp_ms}) != 0;
  }
  bool HasRow(int64_t offset, int64_t timestamp_ms, uint32_t element) const {
    if (HasWhole(offset, timestamp_ms)) return true;
    const auto found = runs_.find({offset, timestamp_ms});
    return found != runs_.end() && std::any_of(found->second.begin(), found->second.end(), [element](const Run& run) {
             return run.first <= element && element <= run.second;
           });
  }
  // Messages.
  size_t size() const { return whole_.size() + runs_.size(); }

 private:
  using Message = std::pair<int64_t, int64_t>;
  using Run = std::pair<uint32_t, uint32_t>;
  struct Hash {
    size_t operator()(const Message& message) const {
      return std::hash<int64_t>()(message.first) * 31 + std::hash<int64_t>()(message.second);
    }
  };
  std::unordered_set<Message, Hash> whole_;
  // Of tables whose messages may be several rows.
  std::unordered_map<Message, std::vector<Run>, Hash> runs_;
};

}  // namespace aurora::ingest
