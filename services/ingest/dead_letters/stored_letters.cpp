#include "services/ingest/dead_letters/stored_letters.h"

#include <map>
#include <tuple>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/table/rejection.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/dead_letters/left_out.h"
#include "services/ingest/dead_letters/letter_sql.h"
#include "services/ingest/delivery/skipped_offsets.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// Two versions of a message differ in what is wrong with them or in when that was found.
constexpr std::string_view kId = "toString(sipHash64(offset, timestamp, recorded_at, code, reason))";
constexpr std::string_view kBytes =
    "length(key) + length(value) + arraySum(x -> length(x), mapKeys(headers)) + arraySum(x -> length(x), "
    "mapValues(headers))";
// Beyond this a value is rejected as too large, whatever it says; with some room for its key and its headers.
constexpr uint64_t kReadBytesMax = 2 * table::kMessageBytesMax;
// The ids of a chunk are text in one statement.
constexpr char kDeleteQueryBytesMax[] = "4194304";

std::string Place(std::string_view rest) {
  return base::StrCat(" FROM ", kDeadLetterDatabase, ".", kDeadLetterTable,
                      " WHERE connection_id = {connection:String}", rest);
}

// What the choice adds to a WHERE; its values are parameters.
std::string ChoiceSql(const LetterChoice& choice, clickhouse::Parameters& parameters) {
  if (!choice.reason.empty()) return ReasonSql(choice.reason, parameters);
  if (choice.all) return "";
  // Topics are parameters; there are few of them.
  std::map<std::string, std::string> names;
  const std::string places = absl::StrJoin(choice.places, ", ", [&](std::string* out, const auto& place) {
    const auto [name, is_new] = names.try_emplace(place.first.topic, base::StrCat("topic_", names.size()));
    if (is_new) parameters.push_back({name->second, place.first.topic});
    base::StrAppend(out, "({", name->second, ":String}, ", place.first.number, ", ", place.second, ")");
  });
  return base::StrCat(" AND (topic, partition, offset) IN (", places, ")");
}

std::string AfterSql(const StoredLetters::Place& after, clickhouse::Parameters& parameters) {
  if (after.partition.number < 0) return "";
  parameters.push_back({"after_topic", after.partition.topic});
  parameters.push_back({"after_partition", absl::StrCat(after.partition.number)});
  parameters.push_back({"after_offset", absl::StrCat(after.offset)});
  return " AND (topic, partition, offset) > ({after_topic:String}, {after_partition:Int32}, {after_offset:Int64})";
}

std::string RangeSql(const ReplayRange& range, clickhouse::Parameters& parameters) {
  parameters.push_back({"topic", range.partition.topic});
  parameters.push_back({"partition", absl::StrCat(range.partition.number)});
  parameters.push_back({"first", absl::StrCat(range.first)});
  parameters.push_back({"last", absl::StrCat(range.last)});
  return " AND topic = {topic:String} AND partition = {partition:Int32} AND offset BETWEEN {first:Int64} AND {last:Int64}";
}

using Row = std::vector<std::optional<std::string>>;

template <typename Number>
bool ReadNumber(const Row& row, size_t column, Number* number) {
  return absl::SimpleAtoi(row[column].value_or(""), number);
}

absl::Status Unreadable() {
  return absl::InternalError(
      base::StrCat("table ", kDeadLetterDatabase, ".", kDeadLetterTable, ": dead letters came back unreadable"));
}

}  // namespace

std::vector<std::string> SupersededLetters(const std::vector<LetterVersion>& versions, const HeldRows& held) {
  std::map<std::pair<int64_t, int64_t>, const LetterVersion*> newest;
  for (const LetterVersion& version : versions) {
    const LetterVersion*& known = newest[{version.offset, version.timestamp_ms}];
    if (known == nullptr || std::tie(known->recorded_at_ms, known->id) < std::tie(version.recorded_at_ms, version.id)) {
      known = &version;
    }
  }
  std::vector<std::string> ids;
  for (const LetterVersion& version : versions) {
    // Two that are alike in everything would go together.
    const bool newer = newest[{version.offset, version.timestamp_ms}]->id != version.id;
    if (newer || held.Has(version.offset, version.timestamp_ms)) ids.push_back(version.id);
  }
  return ids;
}

absl::StatusOr<clickhouse::Rows> StoredLetters::Select(const std::string& sql, clickhouse::Parameters parameters,
                                                       absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = std::move(parameters);
  options.parameters.push_back({"connection", connection_id_});
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(sql, options);
  if (!rows.ok()) return AboutTable(kDeadLetterDatabase, kDeadLetterTable, rows.status());
  return rows;
}

absl::StatusOr<std::string> StoredLetters::NextTopic(const LetterChoice& choice, const Place& after,
                                                     absl::Time deadline) {
  if (!only_topic_.empty()) return only_topic_;
  clickhouse::Parameters parameters;
  const std::string where = AfterSql(after, parameters) + ChoiceSql(choice, parameters);
  const absl::StatusOr<clickhouse::Rows> rows =
      Select(base::StrCat("SELECT min(toString(topic))", ingest::Place(where)), std::move(parameters), deadline);
  if (!rows.ok()) return rows.status();
  return rows->rows.empty() ? std::string() : rows->rows[0][0].value_or("");
}

absl::StatusOr<ReplayRange> StoredLetters::Plan(const LetterChoice& choice, const Place& after, absl::Time deadline) {
  const absl::StatusOr<std::string> topic = NextTopic(choice, after, deadline);
  if (!topic.ok()) return topic.status();
  if (topic->empty()) return ReplayRange();
  clickhouse::Parameters parameters = {{"topic", *topic}};
  const std::string where =
      base::StrCat(" AND topic = {topic:String}", AfterSql(after, parameters), ChoiceSql(choice, parameters));
  // In the order of the table's key, so that the server reads no further than it must.
  const absl::StatusOr<clickhouse::Rows> rows =
      Select(base::StrCat("SELECT partition, offset, least(", kBytes, ", ", kReadBytesMax, ")", ingest::Place(where),
                          " ORDER BY partition, offset LIMIT ", kChunkLettersMax),
             std::move(parameters), deadline);
  if (!rows.ok()) return rows.status();
  ReplayRange range;
  int64_t before_last = -1;
  uint64_t total = 0;
  for (const Row& row : rows->rows) {
    kafka::Partition partition{*topic, 0};
    int64_t offset = 0;
    uint64_t bytes = 0;
    if (!ReadNumber(row, 0, &partition.number) || !ReadNumber(row, 1, &offset) || !ReadNumber(row, 2, &bytes)) {
      return Unreadable();
    }
    const bool begun = range.last >= range.first;
    total += bytes;
    if (begun && offset == range.last && partition == range.partition) continue;
    if (begun && (partition != range.partition || total > kChunkBytesMax)) return range;
    before_last = begun ? range.last : -1;
    range = {std::move(partition), begun ? range.first : offset, offset};
  }
  // There may be more of the last offset.
  if (rows->rows.size() == kChunkLettersMax && before_last >= 0) range.last = before_last;
  return range;
}

absl::StatusOr<LetterChunk> StoredLetters::Read(const LetterChoice& choice, const Place& after, absl::Time deadline) {
  absl::StatusOr<ReplayRange> range = Plan(choice, after, deadline);
  if (!range.ok()) return range.status();
  LetterChunk chunk{*range, {}, {}};
  if (range->last < range->first) return chunk;
  clickhouse::Parameters parameters;
  const std::string where = RangeSql(*range, parameters) + ChoiceSql(choice, parameters);
  const std::string small = base::StrCat("(", kBytes, ") <= ", kReadBytesMax);
  const absl::StatusOr<clickhouse::Rows> rows = Select(
      base::StrCat("SELECT offset, toUnixTimestamp64Milli(timestamp), ", kId, ", code, reason, if(", small,
                   ", hex(key), ''), if(", small, ", hex(value), ''), if(", small,
                   ", ", HeadersSql(), ", ''), ",
                   small, ingest::Place(where), " ORDER BY offset, timestamp, recorded_at DESC LIMIT 1 BY offset, timestamp"),
      std::move(parameters), deadline);
  if (!rows.ok()) return rows.status();
  for (const Row& row : rows->rows) {
    StoredLetter letter;
    int readable = 0;
    if (!ReadNumber(row, 0, &letter.offset) || !ReadNumber(row, 1, &letter.timestamp_ms) ||
        !ReadNumber(row, 8, &readable)) {
      return Unreadable();
    }
    letter.id = row[2].value_or("");
    letter.code = row[3].value_or("");
    letter.reason = row[4].value_or("");
    // Raw bytes travel as hexadecimal: the answer's format is text.
    letter.key = absl::HexStringToBytes(row[5].value_or(""));
    letter.value = absl::HexStringToBytes(row[6].value_or(""));
    letter.headers = ReadHeaders(row[7].value_or(""));
    letter.too_large = readable == 0;
    chunk.letters.push_back(std::move(letter));
  }
  return chunk;
}

absl::StatusOr<uint64_t> StoredLetters::Count(const LetterChoice& choice, const Place& after, absl::Time deadline) {
  clickhouse::Parameters parameters;
  const std::string where = AfterSql(after, parameters) + ChoiceSql(choice, parameters);
  const absl::StatusOr<clickhouse::Rows> rows =
      Select(base::StrCat("SELECT uniqExact(topic, partition, offset, timestamp)", ingest::Place(where)), std::move(parameters),
             deadline);
  if (!rows.ok()) return rows.status();
  uint64_t count = 0;
  if (rows->rows.size() != 1 || !ReadNumber(rows->rows[0], 0, &count)) return Unreadable();
  return count;
}

absl::StatusOr<std::vector<LetterVersion>> StoredLetters::Versions(const ReplayRange& range, absl::Time deadline) {
  clickhouse::Parameters parameters;
  const std::string where = RangeSql(range, parameters);
  const absl::StatusOr<clickhouse::Rows> rows =
      Select(base::StrCat("SELECT offset, toUnixTimestamp64Milli(timestamp), toUnixTimestamp64Milli(recorded_at), ", kId,
                          ingest::Place(where)),
             std::move(parameters), deadline);
  if (!rows.ok()) return rows.status();
  std::vector<LetterVersion> versions;
  for (const Row& row : rows->rows) {
    LetterVersion version;
    if (!ReadNumber(row, 0, &version.offset) || !ReadNumber(row, 1, &version.timestamp_ms) ||
        !ReadNumber(row, 2, &version.recorded_at_ms)) {
      return Unreadable();
    }
    version.id = row[3].value_or("");
    versions.push_back(std::move(version));
  }
  return versions;
}

absl::Status StoredLetters::AddLeftOut(const ReplayRange& range, const std::string& topic_id,
                                       const std::vector<LetterVersion>& versions, HeldRows& held, absl::Time deadline) {
  if (versions.empty()) return absl::OkStatus();
  clickhouse::Parameters parameters = {{"topic", range.partition.topic},
                                       {"topic_id", topic_id},
                                       {"partition", absl::StrCat(range.partition.number)},
                                       {"first", absl::StrCat(range.first)},
                                       {"last", absl::StrCat(range.last)}};
  const absl::StatusOr<clickhouse::Rows> ranges =
      Select(base::StrCat("SELECT first_offset, max(last_offset) FROM ", clickhouse::QuoteTable(kSkippedDatabase, kSkippedTable),
                          " WHERE connection_id = {connection:String} AND topic = {topic:String} AND topic_id = {topic_id:String} AND "
                          "partition = {partition:Int32} AND first_offset <= {last:Int64} AND last_offset >= {first:Int64} GROUP BY "
                          "first_offset"),
             std::move(parameters), deadline);
  if (!ranges.ok()) return ranges.status();
  return ingest::AddLeftOut(*ranges, base::StrCat("connection ", connection_id_), versions, held);
}

absl::Status StoredLetters::Delete(const ReplayRange& range, const std::vector<std::string>& ids, absl::Time deadline) {
  if (ids.empty()) return absl::OkStatus();
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  // The server waits for a lightweight delete by itself.
  options.settings = {{"max_query_size", kDeleteQueryBytesMax}};
  const std::string where = RangeSql(range, options.parameters);
  options.parameters.push_back({"connection", connection_id_});
  // One text of all ids: a list of so many numbers would be a thousand times slower to read.
  const std::string sql = base::StrCat("DELETE", ingest::Place(where), " AND ", kId, " IN (SELECT arrayJoin(splitByChar(',', '",
                                       absl::StrJoin(ids, ","), "')))");
  return AboutTable(kDeadLetterDatabase, kDeadLetterTable, client_.Execute(sql, options).status());
}

}  // namespace aurora::ingest
