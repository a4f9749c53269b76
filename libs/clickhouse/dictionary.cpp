#include "libs/clickhouse/dictionary.h"

#include <algorithm>
#include <functional>

namespace aurora::clickhouse {
namespace {

constexpr size_t kSlotsFirst = 64;

uint32_t Hash(std::string_view word) {
  const size_t hash = std::hash<std::string_view>()(word);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

Dictionary::Dictionary(bool nullable) : nullable_(nullable) { Clear(); }

void Dictionary::Clear() {
  words_.Clear();
  starts_.clear();
  slots_.assign(std::max(slots_.size(), kSlotsFirst), Slot());
  if (nullable_) {
    // NULL travels as an empty word that no text is mapped to.
    words_.AppendString("");
    starts_.push_back({words_.size(), 0});
  }
  last_ = IndexOf("");
}

uint32_t Dictionary::IndexOf(std::string_view word) {
  if (last_ < starts_.size() && (last_ != 0 || !nullable_) && Word(last_) == word) return last_;
  const uint32_t hash = Hash(word);
  const size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  while (slots_[slot].index_plus_one != 0) {
    const uint32_t index = slots_[slot].index_plus_one - 1;
    if (slots_[slot].hash == hash && Word(index) == word) return last_ = index;
    slot = (slot + 1) & mask;
  }
  const uint32_t index = Add(word);
  slots_[slot] = {hash, index + 1};
  if (starts_.size() * 2 > slots_.size()) Rehash(slots_.size() * 2);
  return last_ = index;
}

uint32_t Dictionary::Add(std::string_view word) {
  words_.AppendString(word);
  starts_.push_back({words_.size() - word.size(), word.size()});
  return static_cast<uint32_t>(starts_.size() - 1);
}

void Dictionary::Rehash(size_t slots) {
  std::vector<Slot> old(slots);
  old.swap(slots_);
  const size_t mask = slots - 1;
  for (const Slot& entry : old) {
    if (entry.index_plus_one == 0) continue;
    size_t slot = entry.hash & mask;
    while (slots_[slot].index_plus_one != 0) slot = (slot + 1) & mask;
    slots_[slot] = entry;
  }
}

}  // namespace aurora::clickhouse
