#include "services/demo-events/generator/random.h"

#include <cmath>

namespace aurora::demo {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr double kSkew = 2.4;
constexpr double kPi = 3.14159265358979323846;

}  // namespace

Random::Random(uint64_t seed, uint64_t stream) : state_(seed) {
  state_ = Next() ^ (stream * 0xD1342543DE82EF95ULL);
  Next();
}

// SplitMix64.
uint64_t Random::Next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double Random::Uniform() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

uint64_t Random::Below(uint64_t bound) {
  return static_cast<uint64_t>(Uniform() * static_cast<double>(bound));
}

double Random::Exponential() { return -std::log1p(-Uniform()); }

double Random::LogNormal(double median, double spread) {
  // Box and Muller; 1 - u keeps the logarithm finite.
  const double normal = std::sqrt(-2 * std::log(1 - Uniform())) * std::cos(2 * kPi * Uniform());
  return median * std::exp(spread * normal);
}

uint64_t Random::Skewed(uint64_t bound) {
  return static_cast<uint64_t>(std::pow(Uniform(), kSkew) * static_cast<double>(bound));
}

size_t Random::Pick(const std::vector<double>& weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  double left = Uniform() * total;
  for (size_t i = 0; i + 1 < weights.size(); ++i) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.size() - 1;
}

std::string Random::Hex(size_t digits) {
  std::string text(digits, '0');
  for (char& c : text) c = kHex[Next() >> 60];
  return text;
}

std::string Random::Uuid() {
  std::string text = Hex(36);
  for (const size_t dash : {8, 13, 18, 23}) text[dash] = '-';
  text[14] = '4';
  text[19] = kHex[8 + (Next() >> 62)];
  return text;
}

}  // namespace aurora::demo
