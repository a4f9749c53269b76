#pragma once

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// Sets Composed::score, by which the readings of different tables are compared, and certainty.
void Weigh(Draft& d);

}  // namespace aurora::query::language
