#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::demo {

// Random numbers that are the same everywhere for the same seed (the standard library's distributions are
// not). Not for secrets. Not thread-safe.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  // An independent stream, e.g. one a visit.
  Random(uint64_t seed, uint64_t stream);

  uint64_t Next();
  // [0, 1)
  double Uniform();
  // [0, bound)
  uint64_t Below(uint64_t bound);
  bool Chance(double probability) { return Uniform() < probability; }
  // Mean 1 in the long run: for the time between independent arrivals.
  double Exponential();
  // exp(normal): most near the median, a long tail.
  double LogNormal(double median, double spread);
  // Low numbers much more often than high ones: [0, bound).
  uint64_t Skewed(uint64_t bound);
  // An index, by its weight.
  size_t Pick(const std::vector<double>& weights);
  template <typename T>
  const T& One(const std::vector<T>& choices) {
    return choices[Below(choices.size())];
  }
  // Version 4 form.
  std::string Uuid();
  // `digits` hexadecimal ones.
  std::string Hex(size_t digits);

 private:
  uint64_t state_;
};

}  // namespace aurora::demo
