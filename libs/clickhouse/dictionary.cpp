#include "libs/clickhouse/dictionary.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace aurora::clickhouse {
namespace {

constexpr size_t kSlotsFirst = 64;

__extension__ typedef unsigned __int128 Wide;

uint64_t Load(const char* bytes, size_t count) {
  uint64_t value = 0;
  std::memcpy(&value, bytes, count);
  return value;
}

uint64_t Mix(uint64_t a, uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Other in each process: whoever writes the messages must not be able to choose words that collide.
uint64_t Seed() {
  static const uint64_t seed = (static_cast<uint64_t>(std::random_device()()) << 32 | std::random_device()()) | 1;
  return seed;
}

// Words are short: two overlapping loads cover up to 16 bytes.
uint32_t Hash(std::string_view word, uint64_t seed) {
  constexpr uint64_t kOdd = 0x9e3779b97f4a7c15;
  const char* data = word.data();
  size_t left = word.size();
  uint64_t hash = seed ^ (left * kOdd);
  for (; left > 16; left -= 16, data += 16) hash = Mix(hash ^ Load(data, 8), seed ^ Load(data + 8, 8) ^ kOdd);
  if (left >= 8) {
    hash = Mix(hash ^ Load(data, 8), seed ^ Load(data + left - 8, 8) ^ kOdd);
  } else if (left >= 4) {
    hash = Mix(hash ^ Load(data, 4), seed ^ Load(data + left - 4, 4) ^ kOdd);
  } else if (left > 0) {
    hash = Mix(hash ^ Load(data, left), seed ^ kOdd);
  }
  hash = Mix(hash, kOdd);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

Dictionary::Dictionary(bool nullable) : nullable_(nullable), seed_(Seed()) { Clear(); }

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
  const uint32_t hash = Hash(word, seed_);
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
