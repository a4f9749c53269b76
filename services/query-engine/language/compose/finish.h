#pragma once

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// All was read: what is left finds a place or stands in the way, and the form is completed and weighed.
void Finish(Draft& d);

}  // namespace aurora::query::language
