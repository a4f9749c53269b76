#include "services/query-engine/catalog/catalog.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "libs/clickhouse/type.h"

namespace aurora::query::catalog {
namespace {

constexpr absl::Duration kReadTimeout = absl::Seconds(5);
constexpr absl::Duration kSampleTimeout = absl::Seconds(10);
// A table that grows is sampled again at most this often.
constexpr absl::Duration kSampleAge = absl::Seconds(20);
constexpr uint64_t kSampledRowsMax = 2'000'000;
constexpr size_t kValueBytesMax = 64;
constexpr size_t kTablesSampledAtOnce = 50;
// More new ones than these are published before their values are known.
constexpr size_t kNewTablesAwaited = 5;
// Where more are waiting: what others ask of ClickHouse comes between.
constexpr absl::Duration kPauseBetweenSamples = absl::Milliseconds(50);
constexpr absl::Duration kRetryPause = absl::Milliseconds(500);

constexpr char kClosed[] =
    "('system', 'information_schema', 'INFORMATION_SCHEMA', 'aurora', '_temporary_and_external_tables')";

uint64_t ToNumber(const std::optional<std::string>& text) {
  uint64_t number = 0;
  if (text.has_value()) (void)absl::SimpleAtoi(*text, &number);
  return number;
}

bool Sampleable(const ColumnProfile& column) {
  if (column.Hidden()) return false;
  return column.text_elements || (column.column_class == ColumnClass::kText && column.bare_type != "UUID" &&
                                  column.bare_type != "IPv4" && column.bare_type != "IPv6");
}

// Whose values are counted, not kept.
bool Countable(const ColumnProfile& column) {
  return !column.Hidden() && !column.array &&
         (column.bare_type.rfind("Int", 0) == 0 || column.bare_type.rfind("UInt", 0) == 0 || column.bare_type == "UUID");
}

}  // namespace

const TableProfile* Snapshot::Find(const std::string& database, const std::string& table) const {
  for (const TableProfile& profile : tables) {
    if (profile.database == database && profile.table == table) return &profile;
  }
  return nullptr;
}

Catalog::Catalog(clickhouse::Client& client, absl::Duration interval)
    : client_(client),
      interval_(interval),
      health_(absl::UnavailableError("the tables were not read yet")),
      snapshot_(std::make_shared<Snapshot>()) {}

Catalog::~Catalog() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Catalog::Start() {
  thread_ = std::thread([this] { Run(); });
}

std::shared_ptr<const Snapshot> Catalog::Get() const {
  std::lock_guard lock(mutex_);
  return snapshot_;
}

absl::Status Catalog::Health() const {
  std::lock_guard lock(mutex_);
  return health_;
}

void Catalog::Run() {
  while (true) {
    const absl::Status before = Health();
    const absl::Status status = Refresh();
    if (!status.ok() && before.ok()) base::log::Warning("tables could not be read", {{"error", status}});
    if (status.ok() && !before.ok()) base::log::Info("tables were read", {{"tables", Get()->tables.size()}});
    std::unique_lock lock(mutex_);
    // Many tables that come at once are known in one go, not fifty an interval.
    const absl::Duration until_next = !status.ok() ? std::min(interval_, kRetryPause) : unsampled_ ? std::min(interval_, kPauseBetweenSamples) : interval_;
    const auto pause = std::chrono::milliseconds(absl::ToInt64Milliseconds(until_next));
    const bool unsampled = unsampled_;
    wake_.wait_for(lock, pause, [&] { return stop_ || unsampled_ != unsampled; });
    if (stop_) return;
  }
}

absl::Status Catalog::RefreshSince(absl::Time time) {
  std::lock_guard reading(reading_);
  if (read_begin_ >= time) return absl::OkStatus();
  const absl::Time begin = absl::Now();
  std::vector<TableProfile> tables;
  absl::Status status = ReadTables(tables);
  if (status.ok()) status = ReadColumns(tables);
  if (status.ok()) {
    // Known columns first, so that a new table can be queried while its values are still being sampled.
    size_t due = 0;
    for (TableProfile& table : tables) {
      if (sampled_.find(table.Name()) == sampled_.end()) ++due;
      TakeSampled(table);
    }
    if (due > kNewTablesAwaited) Publish(tables);
    size_t sampled_now = 0;
    bool unsampled = false;
    for (TableProfile& table : tables) {
      const Sampled& sampled = sampled_[table.Name()];
      // One that could not be sampled is old likewise before it is tried again.
      const bool grown = table.rows != sampled.rows && (absl::Now() - sampled.at > kSampleAge || (sampled.rows > 0 && table.rows > 2 * sampled.rows));
      if (grown && sampled_now < kTablesSampledAtOnce) {
        ++sampled_now;
        SampleValues(table);
        TakeSampled(table);
      } else if (grown && sampled.rows == 0) {
        unsampled = true;
      }
    }
    ForgetDropped(tables);
    Publish(std::move(tables));
    read_begin_ = begin;
    {
      std::lock_guard lock(mutex_);
      unsampled_ = unsampled;
    }
    wake_.notify_all();
  }
  std::lock_guard lock(mutex_);
  health_ = status;
  return status;
}

absl::Status Catalog::ReadTables(std::vector<TableProfile>& tables) {
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kReadTimeout;
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT database, name, comment, total_rows, total_bytes FROM system.tables WHERE database NOT IN ",
                   kClosed, " AND NOT is_temporary AND name NOT LIKE '.inner%' ORDER BY database, name LIMIT ",
                   kTablesMax),
      options);
  if (!rows.ok()) return rows.status();
  for (const auto& row : rows->rows) {
    if (row.size() < 5) continue;
    TableProfile table;
    table.database = row[0].value_or("");
    table.table = row[1].value_or("");
    table.comment = row[2].value_or("");
    table.rows = ToNumber(row[3]);
    table.bytes = ToNumber(row[4]);
    tables.push_back(std::move(table));
  }
  return absl::OkStatus();
}

absl::Status Catalog::ReadColumns(std::vector<TableProfile>& tables) {
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kReadTimeout;
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT database, table, name, type, comment, is_in_partition_key, is_in_sorting_key "
                   "FROM system.columns WHERE database NOT IN ",
                   kClosed, " ORDER BY database, table, position"),
      options);
  if (!rows.ok()) return rows.status();
  std::map<std::pair<std::string, std::string>, TableProfile*> by_name;
  for (TableProfile& table : tables) by_name[{table.database, table.table}] = &table;
  for (const auto& row : rows->rows) {
    if (row.size() < 7) continue;
    const auto table = by_name.find({row[0].value_or(""), row[1].value_or("")});
    if (table == by_name.end()) continue;
    ColumnProfile column;
    column.name = row[2].value_or("");
    column.type = row[3].value_or("");
    column.comment = row[4].value_or("");
    column.in_partition_key = row[5] == "1";
    column.in_sorting_key = row[6] == "1";
    ClassifyColumn(column);
    table->second->columns.push_back(std::move(column));
  }
  for (TableProfile& table : tables) table.time_column = ChooseTimeColumn(table.columns);
  return absl::OkStatus();
}

// What is known of the values already.
void Catalog::TakeSampled(TableProfile& table) const {
  const auto sampled = sampled_.find(table.Name());
  if (sampled == sampled_.end()) return;
  for (ColumnProfile& column : table.columns) {
    const auto known = sampled->second.columns.find(column.name);
    if (known == sampled->second.columns.end()) continue;
    column.values = known->second.values;
    column.distinct = known->second.distinct;
    column.binary = known->second.binary;
  }
}

void Catalog::ForgetDropped(const std::vector<TableProfile>& tables) {
  std::set<std::string> names;
  for (const TableProfile& table : tables) names.insert(table.Name());
  for (auto sampled = sampled_.begin(); sampled != sampled_.end();) sampled = names.count(sampled->first) > 0 ? std::next(sampled) : sampled_.erase(sampled);
}

void Catalog::SampleValues(const TableProfile& table) {
  Sampled& sampled = sampled_[table.Name()];
  absl::StatusOr<ColumnSamples> values = ReadValues(table);
  // In an empty one nothing was seen: its first rows are looked at when they are there.
  sampled.at = table.rows == 0 ? absl::InfinitePast() : absl::Now();
  if (!values.ok()) {
    base::log::Debug("values could not be sampled", {{"table", table.Name()}, {"error", values.status()}});
    return;
  }
  sampled.rows = table.rows;
  sampled.columns = *std::move(values);
}

// Two reads: how many values each column has, then the values of the text columns with few.
absl::StatusOr<Catalog::ColumnSamples> Catalog::ReadValues(const TableProfile& table) {
  ColumnSamples values;
  std::vector<std::string> names;
  std::vector<std::string> counts;
  for (const ColumnProfile& column : table.columns) {
    if (!Sampleable(column) && !Countable(column)) continue;
    names.push_back(column.name);
    counts.push_back(base::StrCat("uniqCombined", column.array ? "Array" : "", "(12)(",
                                  clickhouse::QuoteIdentifier(column.name), ")"));
  }
  // Behind the counts: of each whole number whether it is ever anything but 0 and 1.
  std::vector<std::string> whole;
  for (const ColumnProfile& column : table.columns) {
    if (!Countable(column) || column.bare_type == "UUID") continue;
    whole.push_back(column.name);
    const std::string name = clickhouse::QuoteIdentifier(column.name);
    counts.push_back(base::StrCat("min(", name, ") = 0 AND max(", name, ") = 1"));
  }
  if (names.empty() || table.rows == 0) return values;
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kSampleTimeout;
  const std::string from = base::StrCat(" FROM ", clickhouse::QuoteTable(table.database, table.table));
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(clickhouse::QuoteIdentifier(name));
  const std::string sample =
      base::StrCat(" FROM (SELECT ", absl::StrJoin(quoted, ", "), from, " LIMIT ", kSampledRowsMax, ")");
  absl::StatusOr<clickhouse::Rows> distinct =
      client_.SelectRows(base::StrCat("SELECT ", absl::StrJoin(counts, ", "), sample), options);
  if (!distinct.ok()) return distinct.status();
  for (size_t i = 0; i < whole.size() && !distinct->rows.empty(); ++i) values[whole[i]].binary = distinct->rows[0][names.size() + i] == "1";
  for (size_t i = 0; i < names.size() && !distinct->rows.empty(); ++i) {
    values[names[i]].distinct = ToNumber(distinct->rows[0][i]);
    if (values[names[i]].distinct > kSampledValuesMax || !Sampleable(*table.Find(names[i]))) continue;
    const std::string one = table.Find(names[i])->array ? base::StrCat("arrayJoin(", quoted[i], ")") : quoted[i];
    absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
        base::StrCat("SELECT toString(", one, ") AS v, count() AS n FROM (SELECT ", quoted[i], from, " LIMIT ",
                     kSampledRowsMax, ") WHERE v != '' AND length(v) <= ", kValueBytesMax,
                     " GROUP BY v ORDER BY n DESC, v LIMIT ", kSampledValuesMax),
        options);
    if (!rows.ok()) return rows.status();
    for (const auto& row : rows->rows) {
      if (row.size() == 2 && row[0].has_value()) values[names[i]].values.push_back({*row[0], ToNumber(row[1])});
    }
  }
  return values;
}

void Catalog::Publish(std::vector<TableProfile> tables) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->tables = std::move(tables);
  std::string fingerprint;
  for (const TableProfile& table : snapshot->tables) {
    std::set<std::string> columns;
    base::StrAppend(&fingerprint, "\n", table.Name(), "\t", table.comment);
    for (const ColumnProfile& column : table.columns) {
      columns.insert(column.name);
      base::StrAppend(&fingerprint, "\t", column.name, " ", column.type, " ", column.comment, " ", column.values.size(), " ", column.distinct > 0, column.binary);
    }
    snapshot->names.Add({table.database, table.table}, std::move(columns));
  }
  snapshot->version = Get()->version + (fingerprint != fingerprint_ ? 1 : 0);
  if (prepare_ != nullptr) prepare_(*snapshot);
  std::lock_guard lock(mutex_);
  fingerprint_ = std::move(fingerprint);
  snapshot_ = std::move(snapshot);
}

}  // namespace aurora::query::catalog
