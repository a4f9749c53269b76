#include "services/ingest/delivery/clickhouse_row_store.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/type.h"
#include "libs/http/cancellation.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/delivery/skipped_offsets.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// The server gives up an insert whose body does not go on for this long: until then it cannot be ended. Seconds.
constexpr char kBodyPauseMax[] = "10";
// Of one answer, which may have a few more: an offset comes once for each topic of the name that there was.
constexpr size_t kFindRowsMax = 50'000;

// A constraint that keeps rows out while those of a replayed range take their place is no error of theirs.
absl::Status AboutInsert(const clickhouse::InsertRequest& request, const absl::Status& status) {
  if (clickhouse::ErrorCode(status) == clickhouse::kViolatedConstraint &&
      absl::StrContains(status.message(), kSwapFencePrefix)) {
    return absl::UnavailableError(base::StrCat("table ", request.database, ".", request.table,
                                               ": the rows of a replayed range take their place; loading goes on in a moment"));
  }
  return AboutTable(request.database, request.table, status);
}

template <typename... Numbers>
bool ReadNumbers(const std::vector<std::optional<std::string>>& row, Numbers*... numbers) {
  size_t column = 0;
  return row.size() == sizeof...(numbers) && (absl::SimpleAtoi(row[column++].value_or(""), numbers) && ...);
}

}  // namespace

ClickHouseRowStore::ClickHouseRowStore(clickhouse::Client& client, std::string connection_id,
                                       const table::TableSchema& schema)
    : client_(client),
      connection_id_(std::move(connection_id)),
      database_(schema.database),
      table_(schema.table),
      has_elements_(table::HasElements(schema)),
      cancellation_(std::make_shared<http::Cancellation>()) {
  for (const table::Field& field : schema.fields) row_columns_.push_back(field.name);
  for (const DeadLetterColumn& column : kDeadLetterColumns) dead_letter_columns_.emplace_back(column.name);
  for (const SkippedColumn& column : kSkippedColumns) skipped_columns_.emplace_back(column.name);
}

ClickHouseRowStore::Destination ClickHouseRowStore::DestinationOf(Target target) const {
  switch (target) {
    case Target::kTable: break;
    case Target::kDeadLetters:
      return {std::string(kDeadLetterDatabase), std::string(kDeadLetterTable), dead_letter_columns_};
    case Target::kSkipped: return {std::string(kSkippedDatabase), std::string(kSkippedTable), skipped_columns_};
  }
  return {database_, table_, row_columns_};
}

absl::Status ClickHouseRowStore::Insert(Target target, const std::string& token, std::span<const Block* const> blocks,
                                        const MaySend& may_send, absl::Time deadline) {
  const Destination to = DestinationOf(target);
  // The server sees one block, whatever it was gathered from: a token stands for one block only.
  const size_t followers = blocks.size() - 1;
  std::vector<const clickhouse::Column*> more;
  more.reserve(to.columns.size() * followers);
  std::vector<clickhouse::NamedColumn> columns;
  size_t row_count = blocks.front()->rows();
  for (const Block* block : blocks.subspan(1)) row_count += block->rows();
  for (size_t i = 0; i < to.columns.size(); ++i) {
    for (const Block* block : blocks.subspan(1)) more.push_back(&block->columns[i]);
    columns.push_back({to.columns[i], &blocks.front()->columns[i], {more.data() + i * followers, followers}});
  }
  const auto pieces = encoder_.Encode(columns, row_count);
  if (!pieces.ok()) return pieces.status();
  clickhouse::InsertRequest request;
  request.database = to.database;
  request.table = to.table;
  request.columns = to.columns;
  request.token = token;
  request.query_id = token;
  request.deadline = deadline;
  request.cancellation = cancellation_;
  request.may_send = may_send;
  // One insert is one block: nothing may cut it below these.
  request.settings = {{"insert_deduplicate", "1"},
                      {"max_insert_block_size", "1048576"},
                      {"min_insert_block_size_rows", "1048576"},
                      {"min_insert_block_size_bytes", "1073741824"},
                      {"max_partitions_per_insert_block", "0"},
                      {"http_receive_timeout", kBodyPauseMax}};
  request.compressed = !client_.loopback();
  if (!request.compressed) return AboutInsert(request, client_.Insert(request, *pieces).status());
  const absl::StatusOr<std::string_view> compressed = compressor_.Compress(*pieces);
  if (!compressed.ok()) return compressed.status();
  const std::string_view body[] = {*compressed};
  return AboutInsert(request, client_.Insert(request, body).status());
}

clickhouse::QueryOptions ClickHouseRowStore::Question(const std::string& topic, absl::Time deadline) const {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.cancellation = cancellation_;
  options.parameters = {{"topic", topic}};
  return options;
}

std::string ClickHouseRowStore::FindSql(Target target) const {
  constexpr std::string_view kRange = " AND o BETWEEN {first:Int64} AND {last:Int64}";
  const std::string end = base::StrCat(" ORDER BY o LIMIT ", kFindRowsMax, " WITH TIES");
  if (target == Target::kDeadLetters) {
    return base::StrCat("SELECT DISTINCT offset AS o, toUnixTimestamp64Milli(timestamp) FROM ",
                        clickhouse::QuoteTable(kDeadLetterDatabase, kDeadLetterTable),
                        " WHERE connection_id = {connection:String} AND topic = {topic:String} AND partition = {partition:Int32}",
                        kRange, end);
  }
  const std::string rows =
      base::StrCat("SELECT DISTINCT _offset AS o, toUnixTimestamp64Milli(_timestamp) AS t", has_elements_ ? ", _element AS e" : "",
                   " FROM ", clickhouse::QuoteTable(database_, table_),
                   " WHERE _topic = {topic:String} AND _partition = {partition:Int32}", kRange);
  if (!has_elements_) return base::StrCat(rows, end);
  // Runs of elements: mostly one a message, however many it has.
  return base::StrCat("SELECT o, t, min(e), max(e) FROM (SELECT o, t, e, e - row_number() OVER (PARTITION BY o, t ORDER BY e) AS run "
                      "FROM (", rows, ")) GROUP BY o, t, run", end);
}

absl::StatusOr<HeldRows> ClickHouseRowStore::Find(Target target, const kafka::Partition& partition,
                                                  int64_t first, int64_t last, absl::Time deadline) {
  const bool rows_wanted = target == Target::kTable;
  const std::string sql = FindSql(target);
  HeldRows held;
  while (first <= last) {
    clickhouse::QueryOptions options = Question(partition.topic, deadline);
    options.parameters.push_back({"partition", absl::StrCat(partition.number)});
    options.parameters.push_back({"first", absl::StrCat(first)});
    options.parameters.push_back({"last", absl::StrCat(last)});
    if (!rows_wanted) options.parameters.push_back({"connection", connection_id_});
    absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(sql, options);
    if (!rows.ok()) {
      return rows_wanted ? AboutTable(database_, table_, rows.status())
                         : AboutTable(kDeadLetterDatabase, kDeadLetterTable, rows.status());
    }
    for (const auto& row : rows->rows) {
      int64_t offset = 0;
      int64_t timestamp_ms = 0;
      if (rows_wanted && has_elements_) {
        uint32_t from = 0;
        uint32_t to = 0;
        if (!ReadNumbers(row, &offset, &timestamp_ms, &from, &to)) return Unreadable();
        held.Add(offset, timestamp_ms, from, to);
      } else {
        if (!ReadNumbers(row, &offset, &timestamp_ms)) return Unreadable();
        held.Add(offset, timestamp_ms);
      }
      first = offset + 1;
    }
    if (rows->rows.size() < kFindRowsMax) break;
  }
  return held;
}

absl::Status ClickHouseRowStore::FindNewestOf(Target target, const std::string& topic,
                                              const std::map<int32_t, int64_t>& from, absl::Time deadline,
                                              std::map<kafka::Partition, int64_t>& newest) {
  const bool rows_wanted = target == Target::kTable;
  const std::string database = rows_wanted ? database_ : std::string(kDeadLetterDatabase);
  const std::string table = rows_wanted ? table_ : std::string(kDeadLetterTable);
  const std::string_view partition_column = rows_wanted ? "_partition" : "partition";
  const std::string_view offset_column = rows_wanted ? "_offset" : "offset";
  clickhouse::QueryOptions options = Question(topic, deadline);
  if (!rows_wanted) options.parameters.push_back({"connection", connection_id_});
  const std::string ranges = absl::StrJoin(from, " OR ", [&](std::string* out, const auto& entry) {
    base::StrAppend(out, "(", partition_column, " = ", entry.first, " AND ", offset_column, " >= ", entry.second, ")");
  });
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT ", partition_column, ", max(", offset_column, ") FROM ", clickhouse::QuoteTable(database, table),
                   rows_wanted ? " WHERE _topic = {topic:String} AND ("
                               : " WHERE connection_id = {connection:String} AND topic = {topic:String} AND (",
                   ranges, ") GROUP BY ", partition_column),
      options);
  if (!rows.ok()) return AboutTable(database, table, rows.status());
  for (const auto& row : rows->rows) {
    int64_t partition = 0;
    int64_t offset = 0;
    if (!ReadNumbers(row, &partition, &offset)) return Unreadable();
    int64_t& entry = newest.try_emplace({topic, static_cast<int32_t>(partition)}, offset).first->second;
    entry = std::max(entry, offset);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::map<kafka::Partition, int64_t>> ClickHouseRowStore::FindNewest(
    const std::map<kafka::Partition, int64_t>& from, absl::Time deadline) {
  std::map<std::string, std::map<int32_t, int64_t>> by_topic;
  for (const auto& [partition, offset] : from) by_topic[partition.topic][partition.number] = offset;
  std::map<kafka::Partition, int64_t> newest;
  // In this order, so that a dead letter that becomes a row in between is found as one of the two.
  for (const Target target : {Target::kDeadLetters, Target::kTable}) {
    for (const auto& [topic, partitions] : by_topic) {
      if (absl::Status status = FindNewestOf(target, topic, partitions, deadline, newest); !status.ok()) return status;
    }
  }
  return newest;
}

absl::Status ClickHouseRowStore::Unreadable() const {
  return absl::InternalError(base::StrCat("table ", database_, ".", table_, ": offsets came back unreadable"));
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
