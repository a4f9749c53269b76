#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

void ReadSwitches(Draft& d);
void ReadGrains(Draft& d);
void ReadShown(Draft& d);
void OrderAsSaid(Draft& d);
void ReadShownColumns(Draft& d);
// "names please", "with their titles": what a ranking shows beside the ids.
void SetNamesAside(Draft& d);
void ReadColumnsOfRows(Draft& d);
void ReadLimit(Draft& d);

}  // namespace aurora::query::language
