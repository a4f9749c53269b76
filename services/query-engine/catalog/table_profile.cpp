#include "services/query-engine/catalog/table_profile.h"

#include <string_view>

namespace aurora::query::catalog {
namespace {

bool StartsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

// "Wrapper(inner)" -> "inner"
bool Unwrap(std::string& type, std::string_view wrapper) {
  if (!StartsWith(type, wrapper) || type.size() < wrapper.size() + 2 || type[wrapper.size()] != '(') return false;
  type = type.substr(wrapper.size() + 1, type.size() - wrapper.size() - 2);
  return true;
}

bool IsText(const std::string& type) { return type == "String" || StartsWith(type, "FixedString") || StartsWith(type, "Enum"); }

}  // namespace

void ClassifyColumn(ColumnProfile& column) {
  std::string type = column.type;
  Unwrap(type, "LowCardinality");
  column.nullable = Unwrap(type, "Nullable");
  column.array = StartsWith(type, "Array(");
  column.bare_type = type;
  if (std::string element = type; Unwrap(element, "Array")) {
    Unwrap(element, "LowCardinality");
    Unwrap(element, "Nullable");
    column.text_elements = IsText(element);
  }
  if (IsText(type) || type == "UUID" || type == "IPv4" || type == "IPv6") {
    column.column_class = ColumnClass::kText;
  } else if (StartsWith(type, "Int") || StartsWith(type, "UInt") || StartsWith(type, "Float") ||
             StartsWith(type, "Decimal")) {
    column.column_class = ColumnClass::kNumber;
  } else if (StartsWith(type, "DateTime")) {
    column.column_class = ColumnClass::kTime;
  } else if (StartsWith(type, "Date")) {
    column.column_class = ColumnClass::kDate;
  } else if (type == "Bool") {
    column.column_class = ColumnClass::kBool;
  } else {
    column.column_class = ColumnClass::kOther;
  }
}

std::string ChooseTimeColumn(const std::vector<ColumnProfile>& columns) {
  const ColumnProfile* best = nullptr;
  int best_score = -1;
  for (const ColumnProfile& column : columns) {
    int score = -1;
    if (column.column_class == ColumnClass::kTime) score = 2;
    if (column.column_class == ColumnClass::kDate) score = 1;
    if (score < 0) continue;
    if (column.Hidden()) {
      score = 0;
    } else {
      if (column.in_partition_key) score += 20;
      if (column.in_sorting_key) score += 10;
    }
    if (score > best_score) {
      best = &column;
      best_score = score;
    }
  }
  return best == nullptr ? "" : best->name;
}

}  // namespace aurora::query::catalog
