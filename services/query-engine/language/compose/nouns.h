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
// Rows that each measure something are those of what is asked for: "temperature".
void ReadQuantities(Draft& d);

// --- named_all.cpp
// A noun that says of all rows what they have in common: "at all sites", "did the drivers report". Used where it does.
void ReadNamedAll(Draft& d, size_t tag);

}  // namespace aurora::query::language
