#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// --- dispensable.cpp
void FindDispensable(Draft& d);

// --- guards.cpp
bool NamesWhatHappens(const Draft& d, size_t tag, const Meaning& value);
bool SumsSpending(const Draft& d);
void RefuseGuesses(Draft& d);

// --- leftovers.cpp
bool CountsWhatIsMeasured(const Draft& d, size_t tag, const Meaning& meaning);
bool OnlyOfOthers(const Draft& d);
bool AllUsed(Draft& d);
void RefuseDegenerate(Draft& d);

}  // namespace aurora::query::language
