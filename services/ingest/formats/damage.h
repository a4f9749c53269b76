#pragma once

#include <random>
#include <string>

namespace aurora::ingest {

// For tests: one of many ways to damage bytes, the same for the same number.
inline std::string Damaged(const std::string& bytes, unsigned number) {
  std::mt19937 random(number);
  std::string damaged = bytes;
  const auto any = [&] { return static_cast<char>(random() & 0xff); };
  for (unsigned i = 0; i <= number % 4 && !damaged.empty(); ++i) {
    const size_t place = random() % damaged.size();
    switch (random() % 5) {
      case 0: damaged[place] = any(); break;
      case 1: damaged.resize(place); break;
      case 2: damaged.insert(place, 1, any()); break;
      case 3: damaged.erase(place, 1 + random() % 8); break;
      default: damaged.insert(place, 9, '\xff'); break;
    }
  }
  return damaged;
}

}  // namespace aurora::ingest
