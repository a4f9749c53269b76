#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/clickhouse/column.h"
#include "libs/table/schema.h"
#include "services/ingest/deduplication/key_hash.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// The columns by which rows are told apart, in one version of a table's schema. What counts is the value that the table
// stores, after all other transforms. A NULL or an empty text in one of them is no key. Not thread-safe.
class KeyColumns {
 public:
  struct KeyColumn {
    std::string name;
    // Place in the schema.
    size_t index = 0;
    // As the table stores it, without Nullable and LowCardinality.
    std::string bare_type;
    // Bytes of a value; 0: text.
    size_t width = 0;
  };

  // InvalidArgument names a field that has no column, or whose type makes no key, and the remedy.
  static absl::StatusOr<KeyColumns> Create(const Deduplication& deduplication, const table::TableSchema& schema);

  const std::vector<KeyColumn>& columns() const { return columns_; }
  // Of the row that was appended last; nullopt when it has no key. The columns stand in the schema's order.
  std::optional<KeyHash> OfLastRow(const std::vector<clickhouse::Column>& columns);
  // Of the values of one row, in the order of columns(); nullopt stands for NULL.
  std::optional<KeyHash> Of(const std::vector<std::optional<std::string_view>>& values);

 private:
  KeyColumns() : secret_(KeySecret::Random()) {}
  // False when the value makes the row one without a key.
  bool Add(const std::optional<std::string_view>& value);

  KeySecret secret_;
  std::vector<KeyColumn> columns_;
  // Lengths and values of one row.
  std::string bytes_;
};

// As KeyColumns::Create; OK without deduplication.
absl::Status CheckKeyColumns(const TransformPlan& plan, const table::TableSchema& schema);

}  // namespace aurora::ingest
