#pragma once

#include <vector>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// "on what dates did nobody come": days, where no date of something is meant.
std::vector<Word> DatesAsDays(std::vector<Word> words);

// "whose latest session is older than 3 x 24 hours", "whose last order is over a week old": so long ago.
std::vector<Word> AgesAsAgo(std::vector<Word> words);

}  // namespace aurora::query::language
