#pragma once

#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// Nouns, once all words are tagged: what is still unknown and stands for the one thing here that it may mean, what such a thing is called by
// ("wind farm"), and who did something, which is no value of it.
void NameThings(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags);

}  // namespace aurora::query::language
