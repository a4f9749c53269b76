#pragma once

#include <string>

#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::answer {

// What SQL does, in plain words: what it reads, how it filters, groups, orders and limits, and what that costs.
std::string DescribeSql(const guard::CheckedSql& sql, const execution::Estimate& estimate);

}  // namespace aurora::query::answer
