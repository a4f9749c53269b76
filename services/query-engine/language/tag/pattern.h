#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// Keywords with a number or an ending in them: p95, 10th percentile, every 10 minutes, heaviest, hotter than.
std::optional<Tag> FindPattern(const std::vector<Word>& words, size_t at);

// Whether a verb at `at` is an order: first in its sentence, or after "and", "then", "please", "to".
bool StandsAsOrder(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language
