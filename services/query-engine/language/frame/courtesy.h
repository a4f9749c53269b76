#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "services/query-engine/language/frame/known_words.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// Words first..last that are said to whoever answers, and of nothing: "Dear colleague,", "Thank you.", "if it is not too much trouble",
// "Kind regards, Anna".
struct Courtesy {
  size_t first = 0;
  size_t last = 0;
};

// The first of them; nullopt when there is none, or nothing else is said.
std::optional<Courtesy> FindCourtesy(const std::vector<Word>& words, const KnownWords& known);

}  // namespace aurora::query::language
