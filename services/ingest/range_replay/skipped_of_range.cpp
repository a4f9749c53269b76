#include "services/ingest/range_replay/skipped_of_range.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {
namespace {

// The connection's, of this topic.
std::string DuplicatesSql(const RangeReplay& replay) {
  return base::StrCat("connection_id = {connection:String} AND topic = {topic:String} AND topic_id = ",
                      clickhouse::QuoteString(replay.topic_id), " AND reason = '", SkipReasonName(SkipReason::kDuplicate), "'");
}

// Ranges that have offsets of what was read.
std::string OverlapSql(const ReplaySpan& span) {
  return base::StrCat("(partition = ", span.partition, " AND first_offset < ", span.to, " AND last_offset >= ", span.first, ")");
}

// What ranges cover before and behind the span stays written down.
std::string KeepOutsideSql(const RangeReplay& replay, const ReplaySpan& span) {
  return base::StrCat(
      "INSERT INTO aurora.skipped_offsets (connection_id, topic, topic_id, partition, first_offset, last_offset, reason) SELECT "
      "connection_id, topic, topic_id, partition, piece.1, piece.2, reason FROM (SELECT connection_id, topic, topic_id, partition, "
      "reason, arrayJoin([(first_offset, least(last_offset, toInt64(",
      span.first - 1, "))), (greatest(first_offset, toInt64(", span.to,
      ")), last_offset)]) AS piece FROM aurora.skipped_offsets WHERE ", DuplicatesSql(replay), " AND ", OverlapSql(span),
      " AND (first_offset < ", span.first, " OR last_offset >= ", span.to, ")) WHERE piece.1 <= piece.2");
}

}  // namespace

absl::Status AdoptSkipped(RangeSession& session) {
  return session.Execute(
      "INSERT INTO aurora.skipped_offsets (connection_id, topic, topic_id, partition, first_offset, last_offset, reason) SELECT "
      "{connection:String}, topic, topic_id, partition, first_offset, last_offset, reason FROM aurora.skipped_offsets WHERE "
      "connection_id = {replay:String}");
}

absl::Status RenewSkipped(RangeSession& session) {
  const RangeReplay& replay = session.replay();
  for (const ReplaySpan& span : replay.spans) {
    if (absl::Status kept = session.Execute(KeepOutsideSql(replay, span)); !kept.ok()) return kept;
  }
  const std::string spans =
      absl::StrJoin(replay.spans, " OR ", [](std::string* out, const ReplaySpan& span) { *out += OverlapSql(span); });
  absl::Status removed = session.Execute(
      base::StrCat("DELETE FROM aurora.skipped_offsets WHERE ", DuplicatesSql(replay), " AND (", spans, ")"));
  AURORA_FAULT_POINT("range_skipped_removed");
  // Whoever comes after a crash in between finds the replay's own still there.
  return removed.ok() ? AdoptSkipped(session) : removed;
}

absl::Status AddLeftOut(RangeSession& session, const OffsetWindow& window, const std::vector<LetterVersion>& letters,
                        HeldRows& held) {
  if (letters.empty()) return absl::OkStatus();
  const absl::StatusOr<clickhouse::Rows> rows = session.Select(base::StrCat(
      "SELECT first_offset, max(last_offset) FROM aurora.skipped_offsets WHERE connection_id = {replay:String} AND partition = ",
      window.partition, " AND first_offset < ", window.to, " AND last_offset >= ", window.from, " GROUP BY first_offset"));
  if (!rows.ok()) return rows.status();
  std::map<int64_t, int64_t> ranges;
  for (const auto& row : rows->rows) {
    int64_t first = 0;
    int64_t last = 0;
    if (!absl::SimpleAtoi(row[0].value_or(""), &first) || !absl::SimpleAtoi(row[1].value_or(""), &last)) {
      return absl::InternalError(base::StrCat("replay ", session.replay().id, ": what it left out came back unreadable"));
    }
    ranges[first] = last;
  }
  // Those that were written again with other borders overlap: each gets the end of all up to it.
  int64_t end = -1;
  for (auto& [first, last] : ranges) last = end = std::max(end, last);
  for (const LetterVersion& letter : letters) {
    const auto behind = ranges.upper_bound(letter.offset);
    if (behind != ranges.begin() && std::prev(behind)->second >= letter.offset) held.Add(letter.offset, letter.timestamp_ms);
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest
