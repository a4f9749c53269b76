#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

// Of a noun that is a number of the rows: what is measured of it, or ranked by.
void ReadNumeric(Draft& d, size_t tag, const Meaning& meaning);
void ReadNouns(Draft& d);

}  // namespace aurora::query::language
