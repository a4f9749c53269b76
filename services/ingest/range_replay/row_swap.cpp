#include "services/ingest/range_replay/row_swap.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/delivery/row_store.h"
#include "services/ingest/delivery/table_status.h"
#include "services/ingest/range_replay/range_letters.h"
#include "services/ingest/range_replay/shadow_rows.h"
#include "services/ingest/range_replay/skipped_of_range.h"

namespace aurora::ingest {
namespace {

// Inserts whose body stands still end by themselves after ten seconds.
constexpr absl::Duration kEndInsertsTime = absl::Seconds(60);

bool IsGone(const absl::Status& status) {
  const int code = clickhouse::ErrorCode(status);
  return code == clickhouse::kUnknownTable || code == clickhouse::kUnknownDatabase;
}

}  // namespace

std::string RowSwap::FenceName(uint32_t attempt) const {
  const std::string& id = session_.stored().replay.id;
  return base::StrCat(kSwapFencePrefix, id.substr(id.find('-') + 1), "_", attempt);
}

absl::StatusOr<std::string> RowSwap::IdOf(const std::string& table) {
  const absl::StatusOr<clickhouse::Rows> rows = session_.Select(
      base::StrCat("SELECT toString(uuid) FROM system.tables WHERE database = ",
                   clickhouse::QuoteString(session_.replay().database), " AND name = ", clickhouse::QuoteString(table)));
  if (!rows.ok()) return rows.status();
  return rows->rows.empty() ? "" : rows->rows[0][0].value_or("");
}

absl::StatusOr<bool> RowSwap::IsExchanged() {
  const RangeReplay& replay = session_.replay();
  if (replay.copy_uuid.empty()) return false;
  const absl::StatusOr<std::string> id = IdOf(replay.table);
  if (!id.ok()) return id.status();
  return *id == replay.copy_uuid;
}

absl::StatusOr<bool> RowSwap::Undo() {
  RangeReplay& replay = session_.replay();
  if (replay.copy.empty()) return false;
  if (absl::Status status = session_.EndStatements(); !status.ok()) return status;
  const absl::StatusOr<bool> before = IsExchanged();
  if (!before.ok()) return before.status();
  if (*before) return true;
  // An exchange that is still on its way finds no copy any more; one that came in between has left the old table under that name.
  absl::Status dropped = session_.Execute(base::StrCat("DROP TABLE IF EXISTS ", session_.Quoted(replay.copy), " SYNC"));
  if (!dropped.ok()) return dropped;
  const absl::StatusOr<bool> after = IsExchanged();
  if (!after.ok() || *after) return after;
  for (uint32_t attempt = 1; attempt <= replay.copies; ++attempt) {
    absl::Status status = session_.Execute(
        base::StrCat("ALTER TABLE ", session_.Main(), " DROP CONSTRAINT IF EXISTS ", FenceName(attempt)));
    if (!status.ok() && !IsGone(status)) return status;
  }
  replay.copy.clear();
  replay.copy_uuid.clear();
  if (absl::Status status = session_.Save(); !status.ok()) return status;
  return false;
}

absl::Status RowSwap::MakeCopy() {
  RangeReplay& replay = session_.replay();
  ++replay.copies;
  replay.copy = base::StrCat(replay.shadow, "_", replay.copies);
  // Announced before it is made, so that whoever comes next knows its name.
  if (absl::Status status = session_.Save(); !status.ok()) return status;
  AURORA_FAULT_POINT("range_copy_announced");
  absl::Status made = session_.Execute(base::StrCat("CREATE TABLE ", session_.Quoted(replay.copy), " AS ", session_.Main()));
  if (!made.ok()) return made;
  const absl::StatusOr<std::string> id = IdOf(replay.copy);
  if (!id.ok()) return id.status();
  if (id->empty()) {
    return absl::FailedPreconditionError(base::StrCat("table ", replay.target_name(),
                                                      ": its database cannot exchange tables; it must be an Atomic one"));
  }
  replay.copy_uuid = *id;
  return session_.Save();
}

absl::Status RowSwap::Fence() {
  const RangeReplay& replay = session_.replay();
  absl::Status fenced = session_.Execute(
      base::StrCat("ALTER TABLE ", session_.Main(), " ADD CONSTRAINT IF NOT EXISTS ", FenceName(replay.copies), " CHECK 0"));
  if (!fenced.ok()) return fenced;
  AURORA_FAULT_POINT("range_fenced");
  // Inserts that began before know nothing of the constraint. Afterwards all that they have written is in the table.
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kEndInsertsTime;
  options.parameters = {{"table", session_.Main()}};
  return session_.parts()
      .client
      .Execute("KILL QUERY WHERE user = currentUser() AND query_kind = 'Insert' AND position(query, {table:String}) > 0 SYNC",
               options)
      .status();
}

absl::Status RowSwap::FillCopy() {
  const RangeReplay& replay = session_.replay();
  const std::string copy = session_.Quoted(replay.copy);
  // Columns may have come since the copy was made.
  if (absl::Status status = MatchColumns(session_, replay.table, replay.copy); !status.ok()) return status;
  if (absl::Status status = MatchColumns(session_, replay.table, replay.shadow); !status.ok()) return status;
  const std::string range = base::StrCat("_topic = {topic:String} AND ", RowsSql(replay.spans));
  const std::string steps[] = {
      // Parts are linked, not copied.
      base::StrCat("ALTER TABLE ", copy, " ATTACH PARTITION ALL FROM ", session_.Main()),
      base::StrCat("DELETE FROM ", copy, " WHERE ", range),
      base::StrCat("ALTER TABLE ", copy, " ATTACH PARTITION ALL FROM ", session_.Shadow())};
  for (const std::string& step : steps) {
    if (absl::Status status = session_.Execute(step); !status.ok()) return status;
    AURORA_FAULT_POINT("range_filling");
  }
  // A table of latest states drops rows whenever it merges.
  const absl::StatusOr<Definition> definition = session_.Latest();
  if (!definition.ok()) return definition.status();
  if (!definition->schema.has_value() || !definition->schema->version_column.empty()) return absl::OkStatus();
  const absl::StatusOr<clickhouse::Rows> rows = session_.Select(base::StrCat(
      "SELECT (SELECT count() FROM ", copy, " WHERE ", range, ") = (SELECT count() FROM ", session_.Shadow(), ")"));
  if (!rows.ok()) return rows.status();
  if (rows->rows.size() == 1 && rows->rows[0][0].value_or("") == "1") return absl::OkStatus();
  return absl::UnavailableError(base::StrCat("table ", replay.target_name(), ": its copy does not hold the rows of ",
                                             replay.shadow, "; the swap begins again"));
}

absl::Status RowSwap::Exchange() {
  const RangeReplay& replay = session_.replay();
  AURORA_FAULT_POINT("range_before_exchange");
  return session_.Execute(base::StrCat("EXCHANGE TABLES ", session_.Main(), " AND ", session_.Quoted(replay.copy)));
}

absl::Status RowSwap::Run(const Definition& definition) {
  const absl::StatusOr<bool> done = Undo();
  if (!done.ok()) return done.status();
  if (*done) return Finish(definition);
  if (absl::Status status = MatchColumns(session_, session_.replay().table, session_.replay().shadow); !status.ok()) return status;
  if (absl::Status status = KeepMissingRows(session_); !status.ok()) return status;
  absl::Status status = MakeCopy();
  if (status.ok()) status = Fence();
  if (status.ok()) status = FillCopy();
  if (status.ok()) status = AdoptLetters(session_);
  if (status.ok()) status = Exchange();
  AURORA_FAULT_POINT("range_after_exchange");
  if (status.ok()) return Finish(definition);
  // Inserts need not wait for the next attempt. How an exchange ended that failed is unknown.
  const absl::StatusOr<bool> swapped = Undo();
  if (!swapped.ok()) return status;
  return *swapped ? Finish(definition) : status;
}

absl::Status RowSwap::Finish(const Definition& definition) {
  RangeReplay& replay = session_.replay();
  // The copy's name belongs to the old table now, which may have got columns in the last moment.
  const absl::StatusOr<std::string> old = IdOf(replay.copy);
  if (!old.ok()) return old.status();
  if (!old->empty()) {
    if (absl::Status status = MatchColumns(session_, replay.copy, replay.table); !status.ok()) return status;
  }
  // Rows that are only masked would count in the server's own figures, and take room, until their parts are merged. In the background.
  absl::Status cleaned =
      session_.Execute(base::StrCat("ALTER TABLE ", session_.Main(), " APPLY DELETED MASK SETTINGS mutations_sync = 0"));
  if (!cleaned.ok()) return cleaned;
  if (absl::Status status = RemoveSettledLetters(session_, definition); !status.ok()) return status;
  if (definition.transforms.HasDeduplication()) {
    if (absl::Status status = RenewSkipped(session_); !status.ok()) return status;
  }
  AURORA_FAULT_POINT("range_letters_settled");
  return session_.Execute(base::StrCat("DROP TABLE IF EXISTS ", session_.Quoted(replay.copy), " SYNC"));
}

}  // namespace aurora::ingest
