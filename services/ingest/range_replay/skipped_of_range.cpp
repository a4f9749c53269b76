#include "services/ingest/range_replay/skipped_of_range.h"

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/dead_letters/left_out.h"
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
  return AddLeftOut(*rows, base::StrCat("replay ", session.replay().id), letters, held);
}

}  // namespace aurora::ingest
