#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "libs/clickhouse/buffer.h"

namespace aurora::clickhouse {

// The distinct words of a LowCardinality column, in the order in which they were first seen, in the layout in
// which they travel. Word 0 is "" (not Nullable) or stands for NULL, then word 1 is "". Not thread-safe.
class Dictionary {
 public:
  explicit Dictionary(bool nullable);

  uint32_t IndexOf(std::string_view word);
  uint32_t null_index() const { return 0; }
  bool nullable() const { return nullable_; }
  std::string_view Word(uint32_t index) const {
    return {words_.data() + starts_[index].offset, starts_[index].length};
  }
  size_t size() const { return starts_.size(); }
  // Length and bytes of each word.
  std::string_view bytes() const { return words_.bytes(); }
  size_t capacity() const {
    return words_.capacity() + slots_.capacity() * sizeof(Slot) + starts_.capacity() * sizeof(Start);
  }
  void Clear();

 private:
  // What is compared before anything else: a word of up to 16 bytes as it is, a longer one's hashes.
  struct Key {
    uint64_t first = 0;
    uint64_t second = 0;
    size_t length = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    // 0: free; else the index + 1.
    uint32_t index_plus_one = 0;
  };
  struct Start {
    size_t offset;
    size_t length;
  };
  Key KeyOf(std::string_view word) const;
  size_t SlotOf(const Key& key) const;
  bool Holds(const Slot& slot, const Key& key, std::string_view word) const;
  uint32_t Add(std::string_view word);
  void Rehash(size_t slots);

  const bool nullable_;
  const uint64_t seed_;
  Buffer words_;
  std::vector<Start> starts_;
  // A power of two, at most half full, probed linearly.
  std::vector<Slot> slots_;
};

}  // namespace aurora::clickhouse
