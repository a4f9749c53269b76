#include "services/ingest/connection/table/table_maker.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/type.h"
#include "libs/table/create_table.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

clickhouse::QueryOptions Until(absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  return options;
}

table::Field Widened(table::Field field) {
  field.type.nullable = true;
  return field;
}

}  // namespace

std::string AddColumnSql(const table::TableSchema& schema, const table::Field& field) {
  std::string after;
  for (const table::Field& known : schema.fields) {
    if (!known.path.empty()) after = known.name;
  }
  return table::AddColumnSql(schema, field, after);
}

absl::StatusOr<std::optional<TableMaker::Columns>> TableMaker::Describe(const std::string& database,
                                                                        const std::string& table,
                                                                        absl::Time deadline) {
  const std::string sql = base::StrCat("DESCRIBE TABLE ", clickhouse::QuoteTable(database, table));
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(sql, Until(deadline));
  if (!rows.ok()) {
    const int code = clickhouse::ErrorCode(rows.status());
    if (code == clickhouse::kUnknownTable || code == clickhouse::kUnknownDatabase) return std::nullopt;
    return AboutTable(database, table, rows.status());
  }
  Columns columns;
  for (const auto& row : rows->rows) columns[row[0].value_or("")] = {row[1].value_or(""), row[2].value_or("")};
  return columns;
}

absl::Status TableMaker::Ensure(const table::TableSchema& schema, absl::Time deadline) {
  table::CreateTableOptions options;
  options.fsync = fsync_;
  absl::StatusOr<std::string> sql = table::CreateTableSql(schema, options);
  if (!sql.ok()) return sql.status();
  absl::StatusOr<clickhouse::Summary> made = client_.Execute(*sql, Until(deadline));
  if (!made.ok()) return AboutTable(schema.database, schema.table, made.status());
  return Check(schema, deadline);
}

absl::Status TableMaker::Check(const table::TableSchema& schema, absl::Time deadline) {
  const std::string target = base::StrCat(schema.database, ".", schema.table);
  auto columns = Describe(schema.database, schema.table, deadline);
  if (!columns.ok()) return columns.status();
  if (!columns->has_value()) {
    return absl::UnavailableError(base::StrCat("table ", target, " is gone; make it again or remove the connection"));
  }
  std::vector<std::string> wrong;
  for (const table::Field& field : schema.fields) {
    const auto found = (*columns)->find(field.name);
    if (found == (*columns)->end()) {
      wrong.push_back(base::StrCat(field.name, " is missing"));
      if (field.name == table::kElementColumn) {
        base::StrAppend(&wrong.back(), " (`ALTER TABLE ", target, " ADD COLUMN ", field.name, " ", field.type.Name(),
                        "` adds it at once)");
      }
    } else if (found->second.type != field.type.Name() && found->second.type != Widened(field).type.Name()) {
      wrong.push_back(base::StrCat(field.name, " is ", found->second.type, " instead of ", field.type.Name()));
    }
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat("table ", target, " exists with other columns: ",
                                                    absl::StrJoin(wrong, ", "), "; choose another table name, or "
                                                    "change these columns"));
}

absl::Status TableMaker::Widen(const table::TableSchema& schema, const std::vector<table::Field>& fields,
                               absl::Time deadline) {
  const std::string sql = base::StrCat(table::ModifyColumnsSql(schema, fields), " SETTINGS alter_sync = 0");
  return Alter(schema, sql, deadline);
}

absl::Status TableMaker::AddColumn(const table::TableSchema& schema, const table::Field& field, absl::Time deadline) {
  return Alter(schema, AddColumnSql(schema, field), deadline);
}

absl::Status TableMaker::Alter(const table::TableSchema& schema, const std::string& sql, absl::Time deadline) {
  const absl::Status status = client_.Execute(sql, Until(deadline)).status();
  for (const int never : {clickhouse::kAlterForbidden, clickhouse::kIllegalColumn, clickhouse::kNotImplemented,
                          clickhouse::kAccessDenied}) {
    if (clickhouse::ErrorCode(status) == never) return absl::FailedPreconditionError(status.message());
  }
  return AboutTable(schema.database, schema.table, status);
}

absl::StatusOr<table::TableSchema> TableMaker::Adopt(table::TableSchema proposal, const MessageFormat& format,
                                                      absl::Time deadline) {
  auto columns = Describe(proposal.database, proposal.table, deadline);
  if (!columns.ok()) return columns.status();
  if (!columns->has_value()) return proposal;
  std::vector<table::Field> fields;
  for (table::Field& field : proposal.fields) {
    const auto found = (*columns)->find(field.name);
    const bool own = table::IsOwnColumn(field.name);
    const bool optional = !own || (field.name == table::kElementColumn && format.several == Several::kAuto);
    if (found == (*columns)->end() && optional) continue;
    if (found != (*columns)->end() && !own && found->second.type != field.type.Name()) {
      absl::StatusOr<table::Type> type = table::ParseType(found->second.type);
      if (!type.ok()) continue;
      field.type = *type;
    }
    fields.push_back(std::move(field));
  }
  proposal.fields = std::move(fields);
  const auto element = (*columns)->find(std::string(table::kElementColumn));
  if (format.may_hold_several() && element != (*columns)->end() &&
      element->second.type == table::ElementField().type.Name()) {
    table::AddElementField(proposal);
  }
  const auto kept = [&](const std::string& expression) {
    std::string column;
    return table::IsKeyExpression(expression, &column) && proposal.Find(column) != nullptr;
  };
  std::erase_if(proposal.order_by, [&](const std::string& expression) { return !kept(expression); });
  // How the table is partitioned is not known here: blocks are then split by the server.
  proposal.partition_by.clear();
  if (proposal.Find(proposal.time_column) == nullptr) proposal.time_column = table::kTimestampColumn;
  if (proposal.order_by.empty()) proposal.order_by = {std::string(table::kTimestampColumn)};
  return proposal;
}

absl::StatusOr<std::map<int32_t, TableMaker::NewestRow>> TableMaker::NewestRows(const table::TableSchema& schema,
                                                                                const std::string& topic,
                                                                                absl::Time deadline) {
  clickhouse::QueryOptions options = Until(deadline);
  options.parameters = {{"topic", topic}};
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT _partition, max(_offset), toUnixTimestamp64Milli(argMax(_timestamp, _offset)) FROM ",
                   clickhouse::QuoteTable(schema.database, schema.table),
                   " WHERE _topic = {topic:String} GROUP BY _partition"),
      options);
  if (!rows.ok()) return AboutTable(schema.database, schema.table, rows.status());
  std::map<int32_t, NewestRow> newest;
  for (const auto& row : rows->rows) {
    int32_t partition = 0;
    NewestRow entry;
    if (absl::SimpleAtoi(row[0].value_or(""), &partition) && absl::SimpleAtoi(row[1].value_or(""), &entry.offset) &&
        absl::SimpleAtoi(row[2].value_or(""), &entry.timestamp_ms)) {
      newest[partition] = entry;
    }
  }
  return newest;
}

absl::StatusOr<uint64_t> TableMaker::CountRows(const std::string& database, const std::string& table,
                                               absl::Time deadline) {
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT count() FROM ", clickhouse::QuoteTable(database, table)), Until(deadline));
  if (!rows.ok()) return AboutTable(database, table, rows.status());
  uint64_t count = 0;
  if (rows->rows.empty() || !absl::SimpleAtoi(rows->rows[0][0].value_or(""), &count)) {
    return absl::InternalError(base::StrCat("table ", database, ".", table, ": its count came back unreadable"));
  }
  return count;
}

absl::Status TableMaker::Drop(const std::string& database, const std::string& table, absl::Time deadline) {
  const absl::Status status = client_.Execute(base::StrCat("DROP TABLE IF EXISTS ", clickhouse::QuoteTable(database, table),
                                                           " SYNC"),
                                              Until(deadline))
                                  .status();
  return AboutTable(database, table, status);
}

}  // namespace aurora::ingest
