#pragma once

#include "services/query-engine/answer/reading.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::answer {

// How a result is best shown: one value as a number, a series over time as lines, groups as bars, else a table.
Chart ChooseChart(const language::LogicalForm& form);

}  // namespace aurora::query::answer
