#include "services/query-engine/catalog/freshness.h"

#include "absl/strings/numbers.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "libs/clickhouse/type.h"
#include "services/query-engine/catalog/table_profile.h"

namespace aurora::query::catalog {
namespace {

constexpr absl::Duration kAgeMax = absl::Seconds(1);
constexpr absl::Duration kTimeout = absl::Seconds(1);
// More tables than this are not remembered at once.
constexpr size_t kEntriesMax = 1'000;

}  // namespace

std::optional<absl::Time> Freshness::NewestEvent(const TableProfile& table) {
  if (table.time_column.empty()) return std::nullopt;
  {
    std::lock_guard lock(mutex_);
    if (entries_.size() > kEntriesMax) entries_.clear();
    const auto entry = entries_.find(table.Name());
    if (entry != entries_.end() && absl::Now() - entry->second.read_at < kAgeMax) return entry->second.newest;
  }
  Entry entry;
  entry.read_at = absl::Now();
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kTimeout;
  const std::string column = clickhouse::QuoteIdentifier(table.time_column);
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT toUnixTimestamp64Milli(toDateTime64(max(", column, "), 3, 'UTC')), count() > 0 FROM ",
                   clickhouse::QuoteTable(table.database, table.table)),
      options);
  if (rows.ok() && !rows->rows.empty() && rows->rows[0].size() == 2 && rows->rows[0][0].has_value() &&
      rows->rows[0][1] == "1") {
    int64_t milliseconds = 0;
    if (absl::SimpleAtoi(*rows->rows[0][0], &milliseconds)) entry.newest = absl::FromUnixMillis(milliseconds);
  }
  std::lock_guard lock(mutex_);
  Entry& known = entries_[table.Name()];
  // What was known before is better than nothing when the engine is too busy to say.
  if (!rows.ok()) entry.newest = known.newest;
  known = entry;
  return entry.newest;
}

}  // namespace aurora::query::catalog
