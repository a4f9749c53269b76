#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

bool LeadsTo(const Draft& d, size_t way, size_t column);
void ResolveSources(Draft& d);
void AddLabels(Draft& d);

}  // namespace aurora::query::language
