#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::query::catalog {

inline constexpr size_t kSampledValuesMax = 400;

// What a column's type means for questions.
enum class ColumnClass { kText, kNumber, kTime, kDate, kBool, kOther };

struct ValueCount {
  std::string value;
  uint64_t rows = 0;

  bool operator==(const ValueCount&) const = default;
};

struct ColumnProfile {
  std::string name;
  // As ClickHouse prints it.
  std::string type;
  // Without Nullable and LowCardinality.
  std::string bare_type;
  ColumnClass column_class = ColumnClass::kOther;
  bool nullable = false;
  bool array = false;
  // Array(String) and the like: `distinct` and `values` are of its elements.
  bool text_elements = false;
  bool in_partition_key = false;
  bool in_sorting_key = false;
  std::string comment;
  // Of columns of the same name in other tables of the database, where the own comment explains no value: "codes as in runs".
  // Not of the catalog: filled in for questions.
  std::string shared_comment;
  // A number by which another table of the database is sorted, one row for each: "paddle" of bids, beside a table of bidders. Filled in likewise.
  bool foreign_key = false;
  // About how many different values the sample holds, of text and whole numbers; 0 when not known.
  uint64_t distinct = 0;
  // A whole number that is 0 or 1 in all of the sample, and both of them.
  bool binary = false;
  // Distinct values with their frequency, most frequent first; empty when there are more than kSampledValuesMax.
  std::vector<ValueCount> values;

  // Aurora's own columns (_topic, _offset, ...): never shown to askers.
  bool Hidden() const { return !name.empty() && name[0] == '_'; }

  bool operator==(const ColumnProfile&) const = default;
};

struct TableProfile {
  std::string database;
  std::string table;
  std::string comment;
  uint64_t rows = 0;
  uint64_t bytes = 0;
  std::vector<ColumnProfile> columns;
  // Which column says when a row happened; "" when none does.
  std::string time_column;

  std::string Name() const { return database + "." + table; }
  const ColumnProfile* Find(const std::string& column) const {
    for (const ColumnProfile& profile : columns) {
      if (profile.name == column) return &profile;
    }
    return nullptr;
  }
};

// Fills type-derived fields (bare_type, column_class, nullable, array, text_elements) from `type`.
void ClassifyColumn(ColumnProfile& column);

// The column that says when a row happened: one of the partition key, else of the sorting key, else the first that
// is a time, else a date; Aurora's `_timestamp` when there is no other. "" when there is none.
std::string ChooseTimeColumn(const std::vector<ColumnProfile>& columns);

}  // namespace aurora::query::catalog
