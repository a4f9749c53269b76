#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// What is measured, ranked or refused, said in several words that stand apart: "how many in a hundred", "more than any other", "what makes them".
std::optional<Tag> FindAskedOtherwise(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language
