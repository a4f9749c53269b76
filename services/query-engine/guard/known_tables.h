#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aurora::query::guard {

// database, table
using TableName = std::pair<std::string, std::string>;

// What SQL may read: tables and their columns, as the catalog knows them at this moment. Immutable once shared.
class KnownTables {
 public:
  void Add(TableName table, std::set<std::string> columns) { tables_[std::move(table)] = std::move(columns); }

  // nullptr when unknown.
  const std::set<std::string>* Columns(const TableName& table) const {
    const auto found = tables_.find(table);
    return found == tables_.end() ? nullptr : &found->second;
  }

  std::vector<std::string> DatabasesWith(std::string_view table) const {
    std::vector<std::string> databases;
    for (const auto& [name, columns] : tables_) {
      if (name.second == table) databases.push_back(name.first);
    }
    return databases;
  }

  // "database.table" of each.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& [name, columns] : tables_) names.push_back(name.first + "." + name.second);
    return names;
  }

 private:
  std::map<TableName, std::set<std::string>> tables_;
};

}  // namespace aurora::query::guard
