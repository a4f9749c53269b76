#include "services/ingest/delivery/clickhouse_row_store.h"

#include "absl/strings/numbers.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "libs/http/cancellation.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {

ClickHouseRowStore::ClickHouseRowStore(clickhouse::Client& client, std::string connection_id, std::string topic,
                                       const table::TableSchema& schema)
    : client_(client),
      connection_id_(std::move(connection_id)),
      topic_(std::move(topic)),
      database_(schema.database),
      table_(schema.table),
      cancellation_(std::make_shared<http::Cancellation>()) {
  for (const table::Field& field : schema.fields) row_columns_.push_back(field.name);
  for (const DeadLetterColumn& column : kDeadLetterColumns) dead_letter_columns_.emplace_back(column.name);
}

absl::Status ClickHouseRowStore::Insert(Target target, const std::string& token, const Block& block,
                                        absl::Time deadline) {
  const bool rows = target == Target::kTable;
  const std::vector<std::string>& names = rows ? row_columns_ : dead_letter_columns_;
  std::vector<clickhouse::NamedColumn> columns;
  for (size_t i = 0; i < names.size(); ++i) columns.push_back({names[i], &block.columns[i]});
  const auto pieces = encoder_.Encode(columns, block.rows());
  if (!pieces.ok()) return pieces.status();
  clickhouse::InsertRequest request;
  request.database = rows ? database_ : std::string(kDeadLetterDatabase);
  request.table = rows ? table_ : std::string(kDeadLetterTable);
  request.columns = names;
  request.token = token;
  request.query_id = token;
  request.deadline = deadline;
  request.cancellation = cancellation_;
  // One insert is one block: nothing may cut it below these.
  request.settings = {{"insert_deduplicate", "1"},
                      {"max_insert_block_size", "1048576"},
                      {"min_insert_block_size_rows", "1048576"},
                      {"min_insert_block_size_bytes", "1073741824"},
                      {"max_partitions_per_insert_block", "0"}};
  request.compressed = !client_.loopback();
  if (!request.compressed) {
    return AboutTable(request.database, request.table, client_.Insert(request, *pieces).status());
  }
  const absl::StatusOr<std::string_view> compressed = compressor_.Compress(*pieces);
  if (!compressed.ok()) return compressed.status();
  const std::string_view body[] = {*compressed};
  return AboutTable(request.database, request.table, client_.Insert(request, body).status());
}

absl::StatusOr<RowStore::Held> ClickHouseRowStore::Find(Target target, int32_t partition, int64_t first, int64_t last,
                                                        absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.cancellation = cancellation_;
  options.parameters = {{"topic", topic_},
                        {"partition", absl::StrCat(partition)},
                        {"first", absl::StrCat(first)},
                        {"last", absl::StrCat(last)}};
  std::string sql;
  if (target == Target::kTable) {
    sql = base::StrCat("SELECT _offset, toUnixTimestamp64Milli(_timestamp) FROM ",
                       clickhouse::QuoteTable(database_, table_),
                       " WHERE _topic = {topic:String} AND _partition = {partition:Int32} AND _offset BETWEEN "
                       "{first:Int64} AND {last:Int64}");
  } else {
    sql = base::StrCat("SELECT offset, toUnixTimestamp64Milli(timestamp) FROM ",
                       clickhouse::QuoteTable(kDeadLetterDatabase, kDeadLetterTable),
                       " WHERE connection_id = {connection:String} AND topic = {topic:String} AND partition = "
                       "{partition:Int32} AND offset BETWEEN {first:Int64} AND {last:Int64}");
    options.parameters.push_back({"connection", connection_id_});
  }
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(sql, options);
  if (!rows.ok()) {
    return target == Target::kTable ? AboutTable(database_, table_, rows.status())
                                    : AboutTable(kDeadLetterDatabase, kDeadLetterTable, rows.status());
  }
  Held held;
  for (const auto& row : rows->rows) {
    int64_t offset = 0;
    int64_t timestamp_ms = 0;
    if (row.size() != 2 || !absl::SimpleAtoi(row[0].value_or(""), &offset) ||
        !absl::SimpleAtoi(row[1].value_or(""), &timestamp_ms)) {
      return absl::InternalError(base::StrCat("table ", database_, ".", table_, ": offsets came back unreadable"));
    }
    held[offset] = timestamp_ms;
  }
  return held;
}

absl::StatusOr<int64_t> ClickHouseRowStore::CountParts(absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.cancellation = cancellation_;
  options.parameters = {{"database", database_}, {"table", table_}};
  const absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      "SELECT count() FROM system.parts WHERE active AND database = {database:String} AND table = {table:String}", options);
  if (!rows.ok()) return AboutTable(database_, table_, rows.status());
  int64_t parts = 0;
  if (rows->rows.size() != 1 || !absl::SimpleAtoi(rows->rows[0][0].value_or(""), &parts)) {
    return absl::InternalError(base::StrCat("table ", database_, ".", table_, ": its parts could not be counted"));
  }
  return parts;
}

void ClickHouseRowStore::Abandon() { cancellation_->Cancel(); }

absl::Status ClickHouseRowStore::EndInserts(const std::string& token_prefix, absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.cancellation = cancellation_;
  options.parameters = {{"prefix", token_prefix}};
  // SYNC: afterwards none of them can write any more. A user may always end queries of its own.
  return client_.Execute("KILL QUERY WHERE user = currentUser() AND startsWith(query_id, {prefix:String}) SYNC", options)
      .status();
}

}  // namespace aurora::ingest
