#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace aurora::ingest {

// 128 bits that stand for a key. Two keys share them by chance only, which no window lives to see; and whoever writes the
// messages does not know the secret by which they could be made to.
struct KeyHash {
  uint64_t low = 0;
  uint64_t high = 0;

  bool operator==(const KeyHash&) const = default;
  template <typename H>
  friend H AbslHashValue(H state, const KeyHash& hash) {
    return H::combine(std::move(state), hash.low);
  }
};

// SipHash-2-4 with 128 bits, under a secret of 16 bytes.
struct KeySecret {
  uint64_t first = 0;
  uint64_t second = 0;

  // Another one each time: hashes are never stored.
  static KeySecret Random();
};
KeyHash HashKey(const KeySecret& secret, std::string_view bytes);

}  // namespace aurora::ingest
