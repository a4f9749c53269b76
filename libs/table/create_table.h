#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "libs/table/schema.h"

namespace aurora::table {

struct CreateTableOptions {
  bool if_not_exists = true;
  // Inserts whose token was seen within this many blocks are dropped by the server (the fast path of exactly
  // once).
  uint32_t deduplication_window = 1000;
  // The server syncs each part before it acknowledges it.
  bool fsync = false;
};

// The MergeTree that the schema describes. InvalidArgument when ValidateSchema refuses it.
absl::StatusOr<std::string> CreateTableSql(const TableSchema& schema, const CreateTableOptions& options = {});

// ALTER TABLE db.t ADD COLUMN IF NOT EXISTS ... before Aurora's own columns (after `after` when not empty).
std::string AddColumnSql(const TableSchema& schema, const Field& field, std::string_view after);
// ALTER TABLE db.t MODIFY COLUMN ...; only for widening (T -> Nullable(T)).
std::string ModifyColumnsSql(const TableSchema& schema, const std::vector<Field>& fields);

// `name` with backticks, and 'text' as a literal; both escaped.
std::string QuoteIdentifier(std::string_view name);
std::string QuoteLiteral(std::string_view text);
// `database`.`table`
std::string QualifiedName(const TableSchema& schema);

}  // namespace aurora::table
