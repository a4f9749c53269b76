#pragma once

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// "lesson ids since Monday", "I need every sailing_id", "the tutor_id of each": the rows, by what numbers them.
void ReadRowIds(Draft& d);

}  // namespace aurora::query::language
