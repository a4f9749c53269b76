#include "libs/clickhouse/dictionary.h"

#include <algorithm>
#include <cstring>
#include <random>

#include "absl/base/attributes.h"

namespace aurora::clickhouse {
namespace {

constexpr size_t kSlotsFirst = 64;
constexpr size_t kShortBytes = 16;
constexpr uint64_t kOdd = 0x9e3779b97f4a7c15;

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

// Words are short: two loads, which may overlap, cover up to 16 bytes.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void LoadShort(std::string_view word, uint64_t* first, uint64_t* second) {
  const char* const data = word.data();
  const size_t size = word.size();
  *second = 0;
  if (size > 8) {
    *first = Load(data, 8);
    *second = Load(data + size - 8, 8) >> (8 * (kShortBytes - size));
  } else if (size == 8) {
    *first = Load(data, 8);
  } else if (size >= 4) {
    *first = Load(data, 4) | Load(data + size - 4, 4) << (8 * (size - 4));
  } else {
    *first = 0;
    for (size_t i = 0; i < size; ++i) *first |= static_cast<uint64_t>(static_cast<unsigned char>(data[i])) << (8 * i);
  }
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
  IndexOf("");
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline Dictionary::Key Dictionary::KeyOf(std::string_view word) const {
  Key key;
  key.length = word.size();
  if (word.size() <= kShortBytes) {
    LoadShort(word, &key.first, &key.second);
    return key;
  }
  uint64_t hash = seed_ ^ (word.size() * kOdd);
  for (; word.size() > 16; word.remove_prefix(16)) {
    hash = Mix(hash ^ Load(word.data(), 8), seed_ ^ Load(word.data() + 8, 8) ^ kOdd);
  }
  LoadShort(word, &key.first, &key.second);
  key.first = Mix(hash ^ key.first, seed_ ^ key.second ^ kOdd);
  key.second = hash;
  return key;
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline size_t Dictionary::SlotOf(const Key& key) const {
  const uint64_t hash = Mix(key.first ^ seed_, key.second ^ (key.length * kOdd) ^ kOdd);
  return (hash ^ (hash >> 32)) & (slots_.size() - 1);
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool Dictionary::Holds(const Slot& slot, const Key& key, std::string_view word) const {
  if (!(slot.key == key)) return false;
  // Not ==: what it calls is a weak symbol, of which the linker may take that of generated code that is not optimised.
  return key.length <= kShortBytes || std::memcmp(Word(slot.index_plus_one - 1).data(), word.data(), key.length) == 0;
}

uint32_t Dictionary::IndexOf(std::string_view word) {
  const Key key = KeyOf(word);
  const size_t mask = slots_.size() - 1;
  size_t slot = SlotOf(key);
  for (; slots_[slot].index_plus_one != 0; slot = (slot + 1) & mask) {
    if (Holds(slots_[slot], key, word)) return slots_[slot].index_plus_one - 1;
  }
  const uint32_t index = Add(word);
  slots_[slot] = {key, index + 1};
  if (starts_.size() * 2 > slots_.size()) Rehash(slots_.size() * 2);
  return index;
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
    size_t slot = SlotOf(entry.key);
    while (slots_[slot].index_plus_one != 0) slot = (slot + 1) & mask;
    slots_[slot] = entry;
  }
}

}  // namespace aurora::clickhouse
