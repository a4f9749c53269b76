#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

/// How a share is said: "cancellation rate", "share of trips that were cancelled", "rejected as a percentage of all".
struct ShareWords {
  size_t word = 0;         // its tag
  size_t before = 0;       // the tag before it, d.tags.size() for none
  std::string last;        // its last word
  bool rate = false;       // its last word is rate, share, percentage, ...
  bool of_follows = false; // "share of"
  bool of_before = false;  // "rate of": what goes before is what is counted
};

// --- share_of_amount.cpp
// "tins sold as a percentage of tins filled": the sum of one amount over that of the other.
bool ReadShareOfAmount(Draft& d, size_t word);

// --- share_wanted.cpp
ShareWords HowShareIsSaid(const Draft& d, size_t word);
// Which of d.placed say the part that is taken; the others say of what. Empty where none does.
std::vector<size_t> ConditionsOfPart(const Draft& d, const ShareWords& said);

}  // namespace aurora::query::language
