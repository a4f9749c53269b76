#include "services/ingest/range_replay/range_session.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// A statement that works on a whole table may take its time.
constexpr absl::Duration kStatementTime = absl::Minutes(15);
constexpr absl::Duration kSessionLookTime = absl::Seconds(20);
constexpr absl::Duration kEndTime = absl::Seconds(60);

}  // namespace

table::TableSchema RangeSession::ShadowSchema(const Definition& definition) const {
  table::TableSchema schema = *definition.schema;
  schema.table = stored_.replay.shadow;
  return schema;
}

absl::Status RangeSession::Check() {
  if (stopping_()) return absl::CancelledError("the process ends; the replay goes on with the next one");
  return lease_.Check();
}

clickhouse::QueryOptions RangeSession::Options() {
  const RangeReplay& replay = stored_.replay;
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kStatementTime;
  options.query_id = base::StrCat(replay.id, ":", base::MakeIdentifier(""));
  options.parameters = {{"topic", replay.topic}, {"replay", replay.id}, {"connection", replay.connection_id}};
  return options;
}

absl::Status RangeSession::Execute(std::string_view sql) {
  if (absl::Status status = Check(); !status.ok()) return status;
  return AboutTable(stored_.replay.database, stored_.replay.table, parts_.client.Execute(sql, Options()).status());
}

absl::StatusOr<clickhouse::Rows> RangeSession::Select(std::string_view sql) {
  if (absl::Status status = Check(); !status.ok()) return status;
  absl::StatusOr<clickhouse::Rows> rows = parts_.client.SelectRows(sql, Options());
  if (!rows.ok()) return AboutTable(stored_.replay.database, stored_.replay.table, rows.status());
  return rows;
}

absl::Status RangeSession::EndStatements() {
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kEndTime;
  options.parameters = {{"prefix", base::StrCat(stored_.replay.id, ":")}};
  return parts_.client
      .Execute("KILL QUERY WHERE user = currentUser() AND startsWith(query_id, {prefix:String}) SYNC", options)
      .status();
}

std::string RangeSession::Quoted(const std::string& table) const {
  return clickhouse::QuoteTable(stored_.replay.database, table);
}

std::vector<OffsetWindow> WindowsOf(const std::vector<ReplaySpan>& spans, int64_t offsets_max) {
  std::vector<OffsetWindow> windows;
  for (const ReplaySpan& span : spans) {
    for (int64_t from = span.from; from < span.to; from += offsets_max) {
      windows.push_back({span.partition, from, std::min(span.to, from + offsets_max)});
    }
  }
  return windows;
}

std::string RowsSql(const OffsetWindow& window) {
  return base::StrCat("_partition = ", window.partition, " AND _offset >= ", window.from, " AND _offset < ", window.to);
}

std::string LettersSql(const OffsetWindow& window) {
  return base::StrCat("partition = ", window.partition, " AND offset >= ", window.from, " AND offset < ", window.to);
}

std::string RowsSql(const std::vector<ReplaySpan>& spans) {
  return base::StrCat("(", absl::StrJoin(spans, " OR ", [](std::string* out, const ReplaySpan& span) {
    base::StrAppend(out, "(", RowsSql(OffsetWindow{span.partition, span.from, span.to}), ")");
  }), ")");
}

absl::Status MatchColumns(RangeSession& session, const std::string& from, const std::string& to) {
  const RangeReplay& replay = session.replay();
  const absl::Time deadline = absl::Now() + kSessionLookTime;
  TableMaker& tables = session.parts().tables;
  const auto wanted = tables.Describe(replay.database, from, deadline);
  if (!wanted.ok()) return wanted.status();
  const auto present = tables.Describe(replay.database, to, deadline);
  if (!present.ok()) return present.status();
  for (const auto& [columns, name] : {std::pair(&*wanted, &from), std::pair(&*present, &to)}) {
    if (columns->has_value()) continue;
    return absl::FailedPreconditionError(base::StrCat("table ", replay.database, ".", *name, " is gone; discard the replay"));
  }
  std::vector<std::string> changes;
  for (const auto& [name, column] : **wanted) {
    const auto known = (*present)->find(name);
    const std::string quoted = clickhouse::QuoteIdentifier(name);
    if (known == (*present)->end()) {
      changes.push_back(base::StrCat("ADD COLUMN IF NOT EXISTS ", quoted, " ", column.type));
    } else if (known->second.type != column.type) {
      changes.push_back(base::StrCat("MODIFY COLUMN ", quoted, " ", column.type));
    }
  }
  if (changes.empty()) return absl::OkStatus();
  return session.Execute(base::StrCat("ALTER TABLE ", session.Quoted(to), " ", absl::StrJoin(changes, ", "),
                                      " SETTINGS alter_sync = 0"));
}

}  // namespace aurora::ingest
