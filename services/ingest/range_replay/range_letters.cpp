#include "services/ingest/range_replay/range_letters.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/ingest/dead_letters/stored_letters.h"
#include "services/ingest/delivery/clickhouse_row_store.h"
#include "services/ingest/delivery/ledger.h"
#include "services/ingest/range_replay/skipped_of_range.h"

namespace aurora::ingest {
namespace {

// Offsets whose letters are looked at together: their versions fit into one answer.
constexpr int64_t kLetterWindowOffsets = 20'000;
// Of one answer.
constexpr size_t kWindowsMax = 10'000;
// What one statement compares with what is there.
constexpr int64_t kAdoptOffsets = 500'000;
constexpr absl::Duration kStepTime = absl::Seconds(60);

// Windows of the span that have letters of the connection.
absl::StatusOr<std::vector<int64_t>> WindowsWithLetters(RangeSession& session, const ReplaySpan& span, int64_t after) {
  const absl::StatusOr<clickhouse::Rows> rows = session.Select(base::StrCat(
      "SELECT DISTINCT intDiv(offset, ", kLetterWindowOffsets,
      ") AS w FROM aurora.dead_letters WHERE connection_id = {connection:String} AND topic = {topic:String} AND ",
      LettersSql({span.partition, span.from, span.to}), " AND w > ", after, " ORDER BY w LIMIT ", kWindowsMax));
  if (!rows.ok()) return rows.status();
  std::vector<int64_t> windows;
  for (const auto& row : rows->rows) {
    int64_t window = 0;
    if (!absl::SimpleAtoi(row[0].value_or(""), &window)) {
      return absl::InternalError(base::StrCat("replay ", session.replay().id, ": places of dead letters came back unreadable"));
    }
    windows.push_back(window);
  }
  return windows;
}

}  // namespace

absl::Status AdoptLetters(RangeSession& session) {
  // Two letters are the same when they say the same about the same message.
  constexpr std::string_view kKey = "sipHash64(offset, timestamp, code, reason)";
  for (const OffsetWindow& window : WindowsOf(session.replay().spans, kAdoptOffsets)) {
    absl::Status adopted = session.Execute(base::StrCat(
        "INSERT INTO aurora.dead_letters (connection_id, topic, partition, offset, timestamp, key, value, headers, code, reason) "
        "SELECT {connection:String}, topic, partition, offset, timestamp, key, value, headers, code, reason FROM "
        "aurora.dead_letters WHERE connection_id = {replay:String} AND ",
        LettersSql(window), " AND ", kKey, " NOT IN (SELECT ", kKey,
        " FROM aurora.dead_letters WHERE connection_id = {connection:String} AND topic = {topic:String} AND ", LettersSql(window),
        ")"));
    if (!adopted.ok()) return adopted;
  }
  return AdoptSkipped(session);
}

absl::Status RemoveSettledLetters(RangeSession& session, const Definition& definition) {
  clickhouse::Client& client = session.parts().client;
  ClickHouseRowStore rows(client, definition.id, *definition.schema);
  StoredLetters letters(client, definition.id, session.replay().topic);
  // In a topic that was made anew dead letters at offsets that are left out are of the topic before.
  const SourceTopic* const source = definition.FindTopic(session.replay().topic);
  const bool anew = source != nullptr && !source->id.empty() && source->id != session.replay().topic_id;
  const bool left_out = LeavesOut(definition) && !anew;
  for (const ReplaySpan& span : session.replay().spans) {
    int64_t after = -1;
    while (true) {
      const absl::StatusOr<std::vector<int64_t>> windows = WindowsWithLetters(session, span, after);
      if (!windows.ok()) return windows.status();
      if (windows->empty()) break;
      after = windows->back();
      for (const int64_t window : *windows) {
        if (absl::Status status = session.Check(); !status.ok()) return status;
        const absl::Time deadline = absl::Now() + kStepTime;
        const ReplayRange range{{session.replay().topic, span.partition}, std::max(span.from, window * kLetterWindowOffsets),
                                std::min(span.to, (window + 1) * kLetterWindowOffsets) - 1};
        const auto versions = letters.Versions(range, deadline);
        if (!versions.ok()) return versions.status();
        auto held = rows.Find(RowStore::Target::kTable, range.partition, range.first, range.last, deadline);
        if (!held.ok()) return held.status();
        if (left_out) {
          absl::Status added = AddLeftOut(session, {span.partition, range.first, range.last + 1}, *versions, *held);
          if (!added.ok()) return added;
        }
        absl::Status removed = letters.Delete(range, SupersededLetters(*versions, *held), deadline);
        if (!removed.ok()) return removed;
      }
    }
  }
  return absl::OkStatus();
}

absl::Status ForgetLetters(RangeSession& session) {
  for (const std::string_view table : {"aurora.dead_letters", "aurora.skipped_offsets"}) {
    const absl::StatusOr<clickhouse::Rows> some =
        session.Select(base::StrCat("SELECT 1 FROM ", table, " WHERE connection_id = {replay:String} LIMIT 1"));
    if (!some.ok()) return some.status();
    if (some->rows.empty()) continue;
    absl::Status gone = session.Execute(base::StrCat("DELETE FROM ", table, " WHERE connection_id = {replay:String}"));
    if (!gone.ok()) return gone;
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest
