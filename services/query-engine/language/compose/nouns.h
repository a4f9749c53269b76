#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

void ReadNouns(Draft& d);

}  // namespace aurora::query::language
