#include "services/ingest/range_replay/shadow_rows.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"

namespace aurora::ingest {
namespace {

// What one statement keeps in memory of each: about 100 MB.
constexpr int64_t kWindowOffsets = 500'000;
constexpr absl::Duration kLookTime = absl::Seconds(20);
constexpr std::string_view kRowKey = "_offset, toUnixTimestamp64Milli(_timestamp)";

// Columns that can be inserted, quoted.
absl::StatusOr<std::string> ColumnList(RangeSession& session) {
  const RangeReplay& replay = session.replay();
  const auto columns = session.parts().tables.Describe(replay.database, replay.table, absl::Now() + kLookTime);
  if (!columns.ok()) return columns.status();
  if (!columns->has_value()) {
    return absl::FailedPreconditionError(base::StrCat("table ", replay.target_name(), " is gone; discard the replay"));
  }
  std::vector<std::string> names;
  for (const auto& [name, column] : **columns) {
    if (column.insertable()) names.push_back(clickhouse::QuoteIdentifier(name));
  }
  return absl::StrJoin(names, ", ");
}

// Offsets of the window that a filter leaves out now: Kafka has their messages.
std::string FilteredSql(const OffsetWindow& window) {
  return base::StrCat(" AND _offset NOT IN (SELECT arrayJoin(range(greatest(first_offset, ", window.from,
                      "), least(last_offset + 1, ", window.to,
                      "))) FROM aurora.skipped_offsets WHERE connection_id = {replay:String} AND partition = ",
                      window.partition, " AND first_offset < ", window.to, " AND last_offset >= ", window.from, ")");
}

absl::StatusOr<uint64_t> One(RangeSession& session, const std::string& sql) {
  const absl::StatusOr<clickhouse::Rows> rows = session.Select(sql);
  if (!rows.ok()) return rows.status();
  uint64_t value = 0;
  if (rows->rows.size() != 1 || !absl::SimpleAtoi(rows->rows[0][0].value_or(""), &value)) {
    return absl::InternalError(base::StrCat("replay ", session.replay().id, ": a count came back unreadable"));
  }
  return value;
}

}  // namespace

absl::Status KeepMissingRows(RangeSession& session) {
  const RangeReplay& replay = session.replay();
  if (replay.missing == MissingRows::kDrop) return absl::OkStatus();
  const absl::StatusOr<std::string> columns = ColumnList(session);
  if (!columns.ok()) return columns.status();
  const absl::StatusOr<Definition> definition = session.Latest();
  if (!definition.ok()) return definition.status();
  // In a topic that was made anew rows at filtered offsets are of the topic before.
  const SourceTopic* const source = definition->FindTopic(replay.topic);
  const bool anew = source != nullptr && !source->id.empty() && source->id != replay.topic_id;
  for (const OffsetWindow& window : WindowsOf(replay.spans, kWindowOffsets)) {
    absl::Status copied = session.Execute(base::StrCat(
        "INSERT INTO ", session.Shadow(), " (", *columns, ") SELECT ", *columns, " FROM ", session.Main(),
        " WHERE _topic = {topic:String} AND ", RowsSql(window), " AND (", kRowKey, ") NOT IN (SELECT ", kRowKey, " FROM ",
        session.Shadow(), " WHERE _topic = {topic:String} AND ", RowsSql(window), ") AND (", kRowKey,
        ") NOT IN (SELECT offset, toUnixTimestamp64Milli(timestamp) FROM aurora.dead_letters WHERE connection_id = "
        "{replay:String} AND ",
        LettersSql(window), ")", definition->transforms.HasFilter() && !anew ? FilteredSql(window) : ""));
    if (!copied.ok()) return copied;
  }
  return absl::OkStatus();
}

absl::Status CountShadow(RangeSession& session) {
  const absl::StatusOr<uint64_t> rows = One(session, base::StrCat("SELECT count() FROM ", session.Shadow()));
  if (!rows.ok()) return rows.status();
  const absl::StatusOr<uint64_t> letters = One(
      session,
      "SELECT uniqExact(partition, offset, timestamp) FROM aurora.dead_letters WHERE connection_id = {replay:String}");
  if (!letters.ok()) return letters.status();
  const absl::StatusOr<uint64_t> filtered =
      One(session,
          "SELECT sum(greatest(toInt64(0), last_offset + 1 - greatest(first_offset, covered))) FROM (SELECT partition, "
          "first_offset, last_offset, max(last_offset + 1) OVER (PARTITION BY partition ORDER BY first_offset, last_offset ROWS "
          "BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered FROM aurora.skipped_offsets WHERE connection_id = "
          "{replay:String})");
  if (!filtered.ok()) return filtered.status();
  session.replay().rows = *rows;
  session.replay().dead_letters = *letters;
  session.replay().filtered = *filtered;
  return absl::OkStatus();
}

}  // namespace aurora::ingest
