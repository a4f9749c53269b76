#include "services/ingest/range_replay/table_diff.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"

namespace aurora::ingest {
namespace {

constexpr int64_t kDiffWindowOffsets = 200'000;
constexpr absl::Duration kDiffLookTime = absl::Seconds(20);
// Beyond this the grouping goes on on the disk.
constexpr std::string_view kSettings = " SETTINGS max_bytes_before_external_group_by = 268435456, max_threads = 2";

using Row = std::vector<std::optional<std::string>>;

uint64_t Count(const std::optional<std::string>& text) {
  uint64_t value = 0;
  return absl::SimpleAtoi(text.value_or(""), &value) ? value : 0;
}

class Comparison {
 public:
  explicit Comparison(RangeSession& session) : session_(session) {}

  absl::StatusOr<RangeDiff> Run() {
    if (absl::Status status = FindColumns(); !status.ok()) return status;
    counts_.resize(columns_.size());
    for (const OffsetWindow& window : WindowsOf(session_.replay().spans, kDiffWindowOffsets)) {
      const uint64_t before = Found();
      if (absl::Status status = Compare(window); !status.ok()) return status;
      if (Found() == before || diff_.examples.size() >= kDiffExamplesMax) continue;
      if (absl::Status status = AddExamples(window); !status.ok()) return status;
    }
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (counts_[i] > 0) diff_.columns.push_back({columns_[i], counts_[i]});
    }
    std::stable_sort(diff_.columns.begin(), diff_.columns.end(), [](const auto& a, const auto& b) { return a.rows > b.rows; });
    return std::move(diff_);
  }

 private:
  uint64_t Found() const { return diff_.only_in_table + diff_.only_in_shadow + diff_.different; }

  absl::Status FindColumns() {
    const RangeReplay& replay = session_.replay();
    TableMaker& tables = session_.parts().tables;
    const auto in_table = tables.Describe(replay.database, replay.table, absl::Now() + kDiffLookTime);
    if (!in_table.ok()) return in_table.status();
    const auto in_shadow = tables.Describe(replay.database, replay.shadow, absl::Now() + kDiffLookTime);
    if (!in_shadow.ok()) return in_shadow.status();
    if (!in_table->has_value() || !in_shadow->has_value()) {
      return absl::FailedPreconditionError(base::StrCat("table ", replay.target_name(), " or its shadow is gone; discard the replay"));
    }
    const absl::StatusOr<Definition> definition = session_.Latest();
    if (!definition.ok()) return definition.status();
    elements_ = table::HasElements(*definition->schema);
    for (const auto& [name, column] : **in_table) {
      const bool key = name == table::kTopicColumn || name == table::kPartitionColumn || name == table::kOffsetColumn ||
                       name == table::kTimestampColumn || (elements_ && name == table::kElementColumn);
      if (!key && column.insertable() && (*in_shadow)->count(name) != 0) columns_.push_back(name);
    }
    return absl::OkStatus();
  }

  // Offset and time of each message, and which of its rows; rows in either table, and one bit a column that differs. The names are none
  // of columns.
  std::string PairsSql(const OffsetWindow& window) const {
    std::string hashes;
    std::string bits;
    for (size_t i = 0; i < columns_.size(); ++i) {
      // A tuple, because a hash of NULL alone would be NULL.
      base::StrAppend(&hashes, ", cityHash64(tuple(", clickhouse::QuoteIdentifier(columns_[i]), ")) AS aurora_h", i);
      base::StrAppend(&bits, ", (aurora_a > 0 AND aurora_b > 0 AND min(aurora_h", i, ") != max(aurora_h", i, ")) AS aurora_d", i);
    }
    const auto side = [&](const std::string& table, int number) {
      return base::StrCat("SELECT _offset AS aurora_o, toUnixTimestamp64Milli(_timestamp) AS aurora_t, ",
                          elements_ ? "_element" : "0", " AS aurora_e, ", number, " AS aurora_side", hashes, " FROM ", table, " WHERE _topic = {topic:String} AND ", RowsSql(window));
    };
    return base::StrCat("SELECT aurora_o, aurora_t, aurora_e, countIf(aurora_side = 0) AS aurora_a, countIf(aurora_side = 1) AS aurora_b",
                        bits, " FROM (", side(session_.Main(), 0), " UNION ALL ", side(session_.Shadow(), 1),
                        ") GROUP BY aurora_o, aurora_t, aurora_e");
  }

  std::string AnySql() const {
    std::string any = "false";
    for (size_t i = 0; i < columns_.size(); ++i) base::StrAppend(&any, " OR aurora_d", i);
    return base::StrCat("(", any, ")");
  }

  absl::Status Compare(const OffsetWindow& window) {
    std::string sums;
    for (size_t i = 0; i < columns_.size(); ++i) base::StrAppend(&sums, ", countIf(aurora_d", i, ")");
    const absl::StatusOr<clickhouse::Rows> rows = session_.Select(
        base::StrCat("SELECT countIf(aurora_b = 0), countIf(aurora_a = 0), countIf(", AnySql(), "), count()", sums, " FROM (",
                     PairsSql(window), ")", kSettings));
    if (!rows.ok()) return rows.status();
    if (rows->rows.size() != 1) return absl::InternalError("the comparison of two tables came back unreadable");
    const Row& row = rows->rows[0];
    const uint64_t only_in_table = Count(row[0]);
    const uint64_t only_in_shadow = Count(row[1]);
    const uint64_t different = Count(row[2]);
    diff_.only_in_table += only_in_table;
    diff_.only_in_shadow += only_in_shadow;
    diff_.different += different;
    diff_.same += Count(row[3]) - only_in_table - only_in_shadow - different;
    for (size_t i = 0; i < columns_.size(); ++i) counts_[i] += Count(row[4 + i]);
    return absl::OkStatus();
  }

  absl::Status AddExamples(const OffsetWindow& window) {
    std::string names = "[''";
    for (size_t i = 0; i < columns_.size(); ++i) base::StrAppend(&names, ", if(aurora_d", i, ", '", i, "', '')");
    const absl::StatusOr<clickhouse::Rows> rows = session_.Select(base::StrCat(
        "SELECT aurora_o, aurora_t, aurora_a, aurora_b, aurora_e, arrayStringConcat(arrayFilter(x -> x != '', ", names, "]), ',') FROM (",
        PairsSql(window), ") WHERE aurora_a = 0 OR aurora_b = 0 OR ", AnySql(), " ORDER BY aurora_o, aurora_e LIMIT ",
        kDiffExamplesMax - diff_.examples.size(), kSettings));
    if (!rows.ok()) return rows.status();
    for (const Row& row : rows->rows) {
      RangeDiff::Example example;
      example.partition = window.partition;
      example.offset = static_cast<int64_t>(Count(row[0]));
      example.in_table = Count(row[2]) > 0;
      example.in_shadow = Count(row[3]) > 0;
      if (elements_) example.element = static_cast<uint32_t>(Count(row[4]));
      std::vector<std::string> numbers = absl::StrSplit(row[5].value_or(""), ',', absl::SkipEmpty());
      if (numbers.size() > kDiffExampleColumnsMax) numbers.resize(kDiffExampleColumnsMax);
      for (const std::string& number : numbers) example.values.push_back({columns_[Count(number)], {}, {}});
      if (absl::Status status = ReadValues(Count(row[1]), example); !status.ok()) return status;
      diff_.examples.push_back(std::move(example));
    }
    return absl::OkStatus();
  }

  absl::Status ReadValues(uint64_t timestamp_ms, RangeDiff::Example& example) {
    if (example.values.empty()) return absl::OkStatus();
    const std::string values = absl::StrJoin(example.values, ", ", [](std::string* out, const RangeDiff::Value& value) {
      base::StrAppend(out, "substringUTF8(toString(", clickhouse::QuoteIdentifier(value.column), "), 1, ", kDiffValueBytesMax / 4, ")");
    });
    for (const bool shadow : {false, true}) {
      const absl::StatusOr<clickhouse::Rows> rows = session_.Select(base::StrCat(
          "SELECT ", values, " FROM ", shadow ? session_.Shadow() : session_.Main(),
          " WHERE _topic = {topic:String} AND _partition = ", example.partition, " AND _offset = ", example.offset,
          " AND toUnixTimestamp64Milli(_timestamp) = ", timestamp_ms,
          example.element.has_value() ? base::StrCat(" AND _element = ", *example.element) : "", " LIMIT 1"));
      if (!rows.ok()) return rows.status();
      if (rows->rows.empty()) continue;
      for (size_t i = 0; i < example.values.size(); ++i) {
        (shadow ? example.values[i].in_shadow : example.values[i].in_table) = rows->rows[0][i];
      }
    }
    return absl::OkStatus();
  }

  RangeSession& session_;
  // Without the key's.
  std::vector<std::string> columns_;
  // Whether messages may be several rows.
  bool elements_ = false;
  std::vector<uint64_t> counts_;
  RangeDiff diff_;
};

}  // namespace

absl::StatusOr<RangeDiff> CompareTables(RangeSession& session) { return Comparison(session).Run(); }

}  // namespace aurora::ingest
