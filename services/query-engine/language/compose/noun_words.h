#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// Rows of a ranking that names no number.
inline constexpr uint64_t kRankedRows = 10;

// What is added up rather than averaged when the question does not say.
inline bool Additive(knowledge::Dimension dimension) {
  return dimension == knowledge::Dimension::kMoney || dimension == knowledge::Dimension::kDistance || dimension == knowledge::Dimension::kQuantity || dimension == knowledge::Dimension::kData ||
         dimension == knowledge::Dimension::kVolume || dimension == knowledge::Dimension::kWeight || dimension == knowledge::Dimension::kEnergy ||
         dimension == knowledge::Dimension::kArea;
}

// What "biggest" may be by, beside money.
inline bool IsSize(knowledge::Dimension dimension) {
  return dimension == knowledge::Dimension::kWeight || dimension == knowledge::Dimension::kVolume || dimension == knowledge::Dimension::kEnergy;
}

inline bool IsSpanWord(const std::string& text) {
  static const auto& words = *new std::set<std::string>{"time", "wait", "delay", "lateness", "duration", "lag", "gap", "turnaround", "waiting", "length", "wait time", "times", "delays", "waits", "interval", "span", "lifetime", "lifespan", "tenure"};
  return words.count(text) > 0;
}

// Tables whose average row is an average of money: "average order".
inline bool SoldOrPaid(const std::vector<std::string>& name) {
  static const auto& words = *new std::set<std::string>{Stem("payment"), Stem("transaction"), Stem("order"), Stem("sale"), Stem("purchase"), Stem("invoice"), Stem("donation"),
                                                        Stem("transfer"), Stem("booking"), Stem("bill"), Stem("refund"), Stem("bet"), Stem("claim"), Stem("pledge"), Stem("contribution")};
  return std::any_of(name.begin(), name.end(), [&](const std::string& word) { return words.count(word) > 0; });
}

// As the values of conditions are written.
inline std::string Number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return base::StrCat(static_cast<int64_t>(value));
  std::string text = base::StrCat(value);
  return text;
}

}  // namespace aurora::query::language
