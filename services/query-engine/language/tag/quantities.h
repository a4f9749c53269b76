#pragma once

#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// "average temperature" of readings whose type is temperature: what was measured is asked for, as if it had a column of its own. Such a tag
// means the number (kColumn), of the rows with `values` in TableFacts::quantity().
void NameQuantities(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags);

}  // namespace aurora::query::language
