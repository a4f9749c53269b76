#include "cli/backup/engine_copy.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/type.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kCopyTimeMax = absl::Hours(24);
constexpr absl::Duration kAskTimeMax = absl::Seconds(30);
constexpr absl::Duration kQuietTimeMax = absl::Minutes(10);
constexpr absl::Duration kQuietLookEvery = absl::Milliseconds(500);
constexpr std::string_view kNotOurs = "('system', 'information_schema', 'INFORMATION_SCHEMA')";

clickhouse::QueryOptions Within(absl::Duration time) {
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + time;
  return options;
}

absl::Status About(const char* what, const absl::Status& status) {
  if (status.ok()) return status;
  const bool full = clickhouse::ErrorCode(status) == clickhouse::kNotEnoughSpace ||
                    base::Message(status).find("No space left on device") != std::string::npos;
  const std::string text = base::StrCat("ClickHouse could not ", what, ": ", base::Message(status));
  return full ? absl::ResourceExhaustedError(base::StrCat(text, "; make room on the data directory's disk"))
              : absl::Status(status.code(), text);
}

}  // namespace

absl::StatusOr<std::vector<BackedUpTable>> ListTables(clickhouse::Client& client) {
  const auto rows = client.SelectRows(
      base::StrCat("SELECT concat(database, '.', name), total_rows FROM system.tables WHERE NOT is_temporary AND database NOT IN ",
                   kNotOurs, " ORDER BY 1"),
      Within(kAskTimeMax));
  if (!rows.ok()) return About("list its tables", rows.status());
  std::vector<BackedUpTable> tables;
  for (const auto& row : rows->rows) {
    BackedUpTable table{row[0].value_or(""), std::nullopt};
    uint64_t count = 0;
    if (row[1].has_value() && absl::SimpleAtoi(*row[1], &count)) table.rows = count;
    tables.push_back(std::move(table));
  }
  return tables;
}

absl::Status AwaitQuiet(clickhouse::Client& client) {
  const absl::Time deadline = absl::Now() + kQuietTimeMax;
  for (;;) {
    const auto rows = client.SelectRows(
        "SELECT count() FROM system.backups WHERE status IN ('CREATING_BACKUP', 'RESTORING')", Within(kAskTimeMax));
    if (!rows.ok()) return About("say whether a backup is under way", rows.status());
    if (rows->rows.size() == 1 && rows->rows[0][0] == "0") return absl::OkStatus();
    if (absl::Now() > deadline) return absl::UnavailableError("ClickHouse is still busy with another backup; try again later");
    absl::SleepFor(kQuietLookEvery);
  }
}

absl::StatusOr<bool> CopyHalf(clickhouse::Client& client, std::string_view half, const std::string& to, const std::string& base) {
  const auto rows = client.SelectRows(
      base::StrCat("SELECT DISTINCT database FROM system.tables WHERE NOT is_temporary AND database NOT IN ", kNotOurs, " AND database ",
                   half == kHalves[0] ? "=" : "!=", " 'aurora' ORDER BY 1"),
      Within(kAskTimeMax));
  if (!rows.ok()) return About("list its databases", rows.status());
  if (rows->rows.empty()) return false;
  const std::string databases = absl::StrJoin(rows->rows, ", ", [](std::string* out, const auto& row) {
    base::StrAppend(out, "DATABASE ", clickhouse::QuoteIdentifier(row[0].value_or("")));
  });
  const std::string sql = base::StrCat("BACKUP ", databases, " TO File(", clickhouse::QuoteString(to), ")",
                                       base.empty() ? "" : base::StrCat(" SETTINGS base_backup = File(", clickhouse::QuoteString(base), ")"));
  const absl::Status status = client.Execute(sql, Within(kCopyTimeMax)).status();
  if (!status.ok()) return About("copy its tables", status);
  return true;
}

absl::Status RestoreHalf(clickhouse::Client& client, const std::string& from, const std::string& base) {
  const std::string sql = base::StrCat("RESTORE ALL FROM File(", clickhouse::QuoteString(from), ")",
                                       base.empty() ? "" : base::StrCat(" SETTINGS base_backup = File(", clickhouse::QuoteString(base), ")"));
  return About("restore its tables", client.Execute(sql, Within(kCopyTimeMax)).status());
}

absl::StatusOr<std::vector<std::string>> CheckTables(clickhouse::Client& client) {
  const auto rows = client.SelectRows(
      base::StrCat("SELECT database, name FROM system.tables WHERE engine LIKE '%MergeTree' AND database NOT IN ", kNotOurs,
                   " ORDER BY 1, 2"),
      Within(kAskTimeMax));
  if (!rows.ok()) return About("list its tables", rows.status());
  std::vector<std::string> wrong;
  for (const auto& row : rows->rows) {
    const std::string database = row[0].value_or("");
    const std::string table = row[1].value_or("");
    clickhouse::QueryOptions options = Within(kCopyTimeMax);
    options.settings = {{"check_query_single_value_result", "1"}};
    const auto verdict = client.SelectRows(base::StrCat("CHECK TABLE ", clickhouse::QuoteTable(database, table)), options);
    if (verdict.ok() && verdict->rows.size() == 1 && verdict->rows[0][0] == "1") continue;
    wrong.push_back(base::StrCat("table ", database, ".", table, " is damaged",
                                 verdict.ok() ? "" : base::StrCat(" (", base::Message(verdict.status()), ")")));
  }
  return wrong;
}

}  // namespace aurora::cli
