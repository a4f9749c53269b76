#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

namespace aurora::query::language {
namespace {

std::vector<std::string> ValuesOf(const catalog::ColumnProfile& column) {
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : column.values) values.push_back(value.value);
  return values;
}

}  // namespace

catalog::TableProfile WithSharedComments(catalog::TableProfile table, const std::vector<catalog::TableProfile>& tables) {
  for (catalog::ColumnProfile& column : table.columns) {
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
