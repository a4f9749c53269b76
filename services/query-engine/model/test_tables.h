#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/query-engine/catalog/catalog.h"

// For tests: profiles of tables that exist nowhere.
namespace aurora::query::model {

// A Thursday.
inline const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 19, 12, 0, 0), absl::UTCTimeZone());

inline catalog::ColumnProfile Column(std::string name, std::string type, std::vector<std::string> values = {}, std::string comment = "") {
  catalog::ColumnProfile column;
  column.name = std::move(name);
  column.type = std::move(type);
  column.comment = std::move(comment);
  for (std::string& value : values) column.values.push_back({std::move(value), 10});
  catalog::ClassifyColumn(column);
  return column;
}

// The same with so many distinct values.
inline catalog::ColumnProfile Distinct(catalog::ColumnProfile column, uint64_t distinct) {
  column.distinct = distinct;
  return column;
}

// The same in the table's sorting key.
inline catalog::ColumnProfile Sorted(catalog::ColumnProfile column) {
  column.in_sorting_key = true;
  return column;
}

// A number that is only ever 0 or 1.
inline catalog::ColumnProfile Binary(std::string name) {
  catalog::ColumnProfile column = Distinct(Column(std::move(name), "UInt8"), 2);
  column.binary = true;
  return column;
}

inline catalog::TableProfile MakeTable(std::string database, std::string name, uint64_t rows, std::vector<catalog::ColumnProfile> columns) {
  catalog::TableProfile table;
  table.database = std::move(database);
  table.table = std::move(name);
  table.rows = rows;
  table.columns = std::move(columns);
  table.time_column = catalog::ChooseTimeColumn(table.columns);
  return table;
}

// Once all tables are there: the guard and the answers know them by their columns.
inline void NameTables(catalog::Snapshot& snapshot) {
  for (const catalog::TableProfile& table : snapshot.tables) {
    std::set<std::string> columns;
    for (const catalog::ColumnProfile& column : table.columns) columns.insert(column.name);
    snapshot.names.Add({table.database, table.table}, std::move(columns));
  }
}

// Of these tables and no others.
inline std::shared_ptr<catalog::Snapshot> SnapshotOf(std::vector<catalog::TableProfile> tables) {
  auto snapshot = std::make_shared<catalog::Snapshot>();
  snapshot->version = 1;
  snapshot->tables = std::move(tables);
  NameTables(*snapshot);
  return snapshot;
}

}  // namespace aurora::query::model
