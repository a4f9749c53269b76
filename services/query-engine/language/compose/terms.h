#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

void ReadTerms(Draft& d);
void CheckTerms(Draft& d);

}  // namespace aurora::query::language
