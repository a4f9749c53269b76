#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_set>
#include <utility>

namespace aurora::ingest {

// Messages of one Kafka partition that are stored already. A message is its offset and its Kafka timestamp: a topic that was
// deleted and made anew gives the same offsets to others.
class HeldRows {
 public:
  void Add(int64_t offset, int64_t timestamp_ms) { rows_.insert({offset, timestamp_ms}); }
  void Merge(HeldRows& other) { rows_.merge(other.rows_); }
  bool Has(int64_t offset, int64_t timestamp_ms) const { return rows_.count({offset, timestamp_ms}) != 0; }
  size_t size() const { return rows_.size(); }

 private:
  struct Hash {
    size_t operator()(const std::pair<int64_t, int64_t>& row) const {
      return std::hash<int64_t>()(row.first) * 31 + std::hash<int64_t>()(row.second);
    }
  };
  std::unordered_set<std::pair<int64_t, int64_t>, Hash> rows_;
};

}  // namespace aurora::ingest
