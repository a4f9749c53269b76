#include "services/ingest/range_replay/shadow_rows.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/delivery/ledger.h"
#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {
namespace {

// What one statement keeps in memory of each: about 100 MB.
constexpr int64_t kCopyWindowOffsets = 500'000;
// Where each message may be several rows.
constexpr int64_t kSeveralWindowOffsets = 50'000;
constexpr absl::Duration kRowsLookTime = absl::Seconds(20);
constexpr std::string_view kRowKey = "_offset, toUnixTimestamp64Milli(_timestamp)";

// Columns that can be inserted, quoted.
absl::StatusOr<std::string> ColumnList(RangeSession& session) {
  const RangeReplay& replay = session.replay();
  const auto columns = session.parts().tables.Describe(replay.database, replay.table, absl::Now() + kRowsLookTime);
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

// Offsets of the window that are left out now: Kafka has their messages.
std::string LeftOutSql(const OffsetWindow& window) {
  return base::StrCat(" AND _offset NOT IN (SELECT arrayJoin(range(greatest(first_offset, ", window.from,
                      "), least(last_offset + 1, ", window.to,
                      "))) FROM aurora.skipped_offsets WHERE connection_id = {replay:String} AND partition = ",
                      window.partition, " AND first_offset < ", window.to, " AND last_offset >= ", window.from, ")");
}

// Rows of the table whose message has become nothing in this replay.
std::string MissingSql(RangeSession& session, const OffsetWindow& window, bool left_out) {
  return base::StrCat("(", kRowKey, ") NOT IN (SELECT ", kRowKey, " FROM ", session.Shadow(), " WHERE _topic = {topic:String} AND ",
                      RowsSql(window), ") AND (", kRowKey,
                      ") NOT IN (SELECT offset, toUnixTimestamp64Milli(timestamp) FROM aurora.dead_letters WHERE connection_id = "
                      "{replay:String} AND ",
                      LettersSql(window), ")", left_out ? LeftOutSql(window) : "");
}

// Messages whose rows are kept, where they may be several: all rows of a message stay, or none does.
absl::Status MakeKeptList(RangeSession& session) {
  return session.Execute(base::StrCat("CREATE TABLE IF NOT EXISTS ", session.Quoted(session.replay().kept_list()),
                                      " (partition Int32, offset Int64, timestamp_ms Int64) ENGINE = MergeTree ORDER BY (partition, "
                                      "offset)"));
}

// The rows of one message may go to several parts, of which a copy that was cut short has left some: such a message is in the shadow
// and looks like one that was read. So the messages are written down before the first of their rows is copied.
absl::Status KeepMessages(RangeSession& session, const OffsetWindow& window, const std::string& missing, const std::string& copy) {
  const std::string list = session.Quoted(session.replay().kept_list());
  absl::Status listed = session.Execute(
      base::StrCat("INSERT INTO ", list, " SELECT DISTINCT _partition, ", kRowKey, " FROM ", session.Main(),
                   " WHERE _topic = {topic:String} AND ", RowsSql(window), " AND ", missing));
  if (!listed.ok()) return listed;
  AURORA_FAULT_POINT("range_missing_listed");
  return session.Execute(base::StrCat(copy, "(", kRowKey, ") IN (SELECT offset, timestamp_ms FROM ", list, " WHERE ",
                                      LettersSql(window), ") AND (", kRowKey, ", _element) NOT IN (SELECT ", kRowKey,
                                      ", _element FROM ", session.Shadow(), " WHERE _topic = {topic:String} AND ", RowsSql(window),
                                      ")"));
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

// Offsets that the replay's ranges cover, each once: those with, or without, the reason of a duplicate.
std::string LeftOutCountSql(std::string_view comparison) {
  return base::StrCat(
      "SELECT sum(greatest(toInt64(0), last_offset + 1 - greatest(first_offset, covered))) FROM (SELECT partition, first_offset, "
      "last_offset, max(last_offset + 1) OVER (PARTITION BY partition ORDER BY first_offset, last_offset ROWS BETWEEN UNBOUNDED "
      "PRECEDING AND 1 PRECEDING) AS covered FROM aurora.skipped_offsets WHERE connection_id = {replay:String} AND reason ",
      comparison, " '", SkipReasonName(SkipReason::kDuplicate), "')");
}

}  // namespace

absl::Status KeepMissingRows(RangeSession& session) { return KeepMissingRows(session, session.replay().spans); }

absl::Status KeepMissingRows(RangeSession& session, const std::vector<ReplaySpan>& spans) {
  const RangeReplay& replay = session.replay();
  if (replay.missing == MissingRows::kDrop || spans.empty()) return absl::OkStatus();
  const absl::StatusOr<std::string> columns = ColumnList(session);
  if (!columns.ok()) return columns.status();
  const absl::StatusOr<Definition> definition = session.Latest();
  if (!definition.ok()) return definition.status();
  // In a topic that was made anew rows at offsets that are left out are of the topic before.
  const SourceTopic* const source = definition->FindTopic(replay.topic);
  const bool anew = source != nullptr && !source->id.empty() && source->id != replay.topic_id;
  const bool left_out = LeavesOut(*definition) && !anew;
  const bool elements = table::HasElements(*definition->schema);
  if (elements) {
    if (absl::Status made = MakeKeptList(session); !made.ok()) return made;
  }
  for (const OffsetWindow& window : WindowsOf(spans, elements ? kSeveralWindowOffsets : kCopyWindowOffsets)) {
    const std::string missing = MissingSql(session, window, left_out);
    const std::string copy = base::StrCat("INSERT INTO ", session.Shadow(), " (", *columns, ") SELECT ", *columns, " FROM ",
                                          session.Main(), " WHERE _topic = {topic:String} AND ", RowsSql(window), " AND ");
    absl::Status copied = elements ? KeepMessages(session, window, missing, copy) : session.Execute(copy + missing);
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
  const absl::StatusOr<uint64_t> filtered = One(session, LeftOutCountSql("!="));
  if (!filtered.ok()) return filtered.status();
  const absl::StatusOr<uint64_t> duplicates = One(session, LeftOutCountSql("="));
  if (!duplicates.ok()) return duplicates.status();
  session.replay().rows = *rows;
  session.replay().dead_letters = *letters;
  session.replay().filtered = *filtered;
  session.replay().duplicates = *duplicates;
  return absl::OkStatus();
}

}  // namespace aurora::ingest
