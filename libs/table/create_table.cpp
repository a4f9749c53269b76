#include "libs/table/create_table.h"

#include "libs/base/text.h"

namespace aurora::table {
namespace {

using base::StrAppend;
using base::StrCat;

std::string Quote(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\n':
        quoted += "\\n";
        continue;
      case '\r':
        quoted += "\\r";
        continue;
      case '\t':
        quoted += "\\t";
        continue;
      case '\0':
        quoted += "\\0";
        continue;
      default:
        break;
    }
    if (c == quote || c == '\\') quoted += '\\';
    quoted += c;
  }
  quoted += quote;
  return quoted;
}

// Only for expressions that IsKeyExpression accepted.
std::string KeySql(const std::string& expression) {
  std::string column;
  if (!IsKeyExpression(expression, &column)) return QuoteIdentifier(expression);
  const size_t open = expression.find('(');
  if (open == std::string::npos) return QuoteIdentifier(column);
  return StrCat(expression.substr(0, open), "(", QuoteIdentifier(column), ")");
}

std::string ColumnSql(const Field& field) {
  std::string sql = StrCat(QuoteIdentifier(field.name), " ", field.type.Name());
  if (!field.comment.empty()) StrAppend(&sql, " COMMENT ", QuoteLiteral(field.comment));
  return sql;
}

}  // namespace

std::string QuoteIdentifier(std::string_view name) { return Quote(name, '`'); }
std::string QuoteLiteral(std::string_view text) { return Quote(text, '\''); }

std::string QualifiedName(const TableSchema& schema) {
  return StrCat(QuoteIdentifier(schema.database), ".", QuoteIdentifier(schema.table));
}

absl::StatusOr<std::string> CreateTableSql(const TableSchema& schema, const CreateTableOptions& options) {
  if (absl::Status status = ValidateSchema(schema); !status.ok()) return status;
  std::string sql =
      StrCat("CREATE TABLE ", options.if_not_exists ? "IF NOT EXISTS " : "", QualifiedName(schema), "\n(\n");
  for (const Field& field : schema.fields) StrAppend(&sql, "    ", ColumnSql(field), ",\n");
  // Recovery asks for a range of offsets: the index lets the server skip the granules of all others.
  StrAppend(&sql, "    INDEX `_offset_range` `_offset` TYPE minmax GRANULARITY 1\n)\n");
  if (schema.version_column.empty()) {
    StrAppend(&sql, "ENGINE = MergeTree\n");
  } else {
    StrAppend(&sql, "ENGINE = ReplacingMergeTree(", QuoteIdentifier(schema.version_column), ", ",
              QuoteIdentifier(schema.deleted_column), ")\n");
  }
  if (!schema.partition_by.empty()) StrAppend(&sql, "PARTITION BY ", KeySql(schema.partition_by), "\n");
  std::string order;
  for (const std::string& expression : schema.order_by) {
    StrAppend(&order, order.empty() ? "" : ", ", KeySql(expression));
  }
  StrAppend(&sql, "ORDER BY ", order.empty() ? "tuple()" : StrCat("(", order, ")"), "\n");
  StrAppend(&sql, "SETTINGS non_replicated_deduplication_window = ", options.deduplication_window);
  if (options.fsync) StrAppend(&sql, ", fsync_after_insert = 1, fsync_part_directory = 1");
  if (!schema.comment.empty()) StrAppend(&sql, "\nCOMMENT ", QuoteLiteral(schema.comment));
  return sql;
}

std::string AddColumnSql(const TableSchema& schema, const Field& field, std::string_view after) {
  return StrCat("ALTER TABLE ", QualifiedName(schema), " ADD COLUMN IF NOT EXISTS ", ColumnSql(field),
                after.empty() ? std::string() : StrCat(" AFTER ", QuoteIdentifier(after)));
}

std::string ModifyColumnsSql(const TableSchema& schema, const std::vector<Field>& fields) {
  std::string sql = StrCat("ALTER TABLE ", QualifiedName(schema));
  for (size_t i = 0; i < fields.size(); ++i) {
    StrAppend(&sql, i == 0 ? " " : ", ", "MODIFY COLUMN ", ColumnSql(fields[i]));
  }
  return sql;
}

}  // namespace aurora::table
