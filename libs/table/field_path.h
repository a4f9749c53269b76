#pragma once

#include <string>
#include <vector>

#include "libs/table/schema.h"

namespace aurora::table {

// Whether the table has a place for the value at this path: its own column, one that keeps an object around it as text, or
// columns below it.
bool HasPlaceFor(const TableSchema& schema, const std::vector<std::string>& path);

}  // namespace aurora::table
