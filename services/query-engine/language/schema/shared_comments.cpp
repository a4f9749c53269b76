#include <algorithm>

#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

namespace aurora::query::language {
namespace {

std::vector<std::string> ValuesOf(const catalog::ColumnProfile& column) {
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : column.values) values.push_back(value.value);
  return values;
}

// Whether another table has one row for each number of this column, by which it is sorted first.
bool IsForeignKey(const catalog::TableProfile& table, const catalog::ColumnProfile& column, const std::vector<catalog::TableProfile>& tables) {
  const bool whole = column.bare_type.rfind("UInt", 0) == 0 || column.bare_type.rfind("Int", 0) == 0;
  const std::vector<std::string> words = SplitName(column.name);
  if (!whole || column.distinct == 0 || words.size() != 1 || knowledge::FindUnit(words[0]).has_value() || knowledge::DimensionOfWord(words[0]) != knowledge::Dimension::kNone) return false;
  return std::any_of(tables.begin(), tables.end(), [&](const catalog::TableProfile& other) {
    if (other.database != table.database || other.table == table.table || other.rows >= table.rows || other.columns.empty()) return false;
    const catalog::ColumnProfile& first = other.columns.front();
    return first.name == column.name && first.bare_type == column.bare_type && first.in_sorting_key && first.distinct * 100 >= other.rows * 97 && column.distinct <= first.distinct && other.rows > catalog::kSampledValuesMax;
  });
}

}  // namespace

catalog::TableProfile WithSharedComments(catalog::TableProfile table, const std::vector<catalog::TableProfile>& tables) {
  for (catalog::ColumnProfile& column : table.columns) {
    column.foreign_key = IsForeignKey(table, column, tables);
    // Numbers of the same name may count something else.
    if (column.Hidden() || column.array || column.column_class != catalog::ColumnClass::kText) continue;
    const std::vector<std::string> values = ValuesOf(column);
    if (values.empty() || !ReadValueMeanings(column.comment, values, /*numbers=*/false).empty()) continue;
    for (const catalog::TableProfile& other : tables) {
      const catalog::ColumnProfile* same = other.database == table.database && other.table != table.table ? other.Find(column.name) : nullptr;
      if (same == nullptr || same->comment.empty() || same->column_class != column.column_class || ReadValueMeanings(same->comment, values, /*numbers=*/false).empty()) continue;
      // Two that say different things: neither is sure.
      if (!column.shared_comment.empty() && column.shared_comment != same->comment) {
        column.shared_comment.clear();
        break;
      }
      column.shared_comment = same->comment;
    }
  }
  return table;
}

}  // namespace aurora::query::language
