#include "services/schema-inference/proposal/key_choice.h"

#include <algorithm>
#include <cmath>

#include "libs/base/text.h"
#include "services/schema-inference/proposal/field_words.h"
#include "services/schema-inference/proposal/type_choice.h"

namespace aurora::schema_inference {
namespace {

using base::StrAppend;
using base::StrCat;
using table::EpochUnit;
using table::Kind;

// More would hide the time behind too many small ranges.
constexpr size_t kFilterColumnsMax = 2;
constexpr uint64_t kFilterCombinationsMax = 200;
constexpr double kMonthsMax = 100;
constexpr double kSecondsOfMonth = 30.44 * 86400;
constexpr double kSecondsOf2000 = 946'684'800;

double UnitSeconds(EpochUnit unit) {
  switch (unit) {
    case EpochUnit::kMilliseconds:
      return 1e-3;
    case EpochUnit::kMicroseconds:
      return 1e-6;
    default:
      return 1;
  }
}

// Share of the values that follow the order of the samples, 0 to 1; samples come oldest or newest first.
double Monotony(const FieldStatistics& s) {
  if (s.comparable < 2) return 0;
  return static_cast<double>(std::max(s.ascending, s.descending)) / static_cast<double>(s.comparable - 1);
}

bool IsPlausible(const ColumnEvidence& column, absl::Time now) {
  const double unit = UnitSeconds(column.field.epoch_unit);
  return column.statistics->smallest * unit >= kSecondsOf2000 &&
         column.statistics->largest * unit <= static_cast<double>(absl::ToUnixSeconds(now + absl::Hours(48)));
}

double TimeScore(const ColumnEvidence& column, size_t position, absl::Time now) {
  const table::Type& type = column.field.type;
  if (!type.IsTime() || type.array || type.nullable) return 0;
  double score = 20 * EventTimeRank(column.field.path.back());
  score += type.kind == Kind::kDateTime64 ? 8 : 0;
  score += IsPlausible(column, now) ? 8 : -8;
  score += 6 * Monotony(*column.statistics);
  score += column.field.path.size() == 1 ? 2 : 0;
  score += column.statistics->distinct() > 1 || column.statistics->present < 2 ? 2 : -10;
  return score - 0.01 * static_cast<double>(position);
}

void ChooseTimeColumn(const std::vector<ColumnEvidence>& columns, absl::Time now, KeyChoice* choice) {
  const ColumnEvidence* best = nullptr;
  double best_score = 0;
  bool sometimes_absent = false;
  for (size_t i = 0; i < columns.size(); ++i) {
    sometimes_absent = sometimes_absent || (columns[i].field.type.IsTime() && columns[i].field.type.nullable);
    const double score = TimeScore(columns[i], i, now);
    if (score > best_score) {
      best = &columns[i];
      best_score = score;
    }
  }
  if (best == nullptr) {
    choice->time_column = std::string(table::kTimestampColumn);
    choice->time_column_reason =
        sometimes_absent
            ? "no time is in every message: Kafka's own timestamp says when the row happened"
            : "the message carries no time of its event: Kafka's own timestamp says when the row happened";
    return;
  }
  choice->time_column = best->field.name;
  choice->time_column_reason = StrCat(best->field.name, " is a time in every message");
  if (best->statistics->comparable > 1) {
    StrAppend(&choice->time_column_reason, ", ", std::lround(100 * Monotony(*best->statistics)),
              " % of them follow the order of the messages");
  }
  if (IsPlausible(*best, now)) StrAppend(&choice->time_column_reason, ", and none is in the future");
}

void ChoosePartition(const std::vector<ColumnEvidence>& columns, KeyChoice* choice) {
  for (const ColumnEvidence& column : columns) {
    if (column.field.name != choice->time_column) continue;
    const FieldStatistics& s = *column.statistics;
    const double months = (s.largest - s.smallest) * UnitSeconds(column.field.epoch_unit) / kSecondsOfMonth;
    if (months > kMonthsMax) {
      choice->partition_by_reason =
          StrCat("no partitions: the samples' times span ", static_cast<int>(months), " months");
      return;
    }
  }
  choice->partition_by = StrCat("toYYYYMM(", choice->time_column, ")");
  choice->partition_by_reason =
      StrCat("one partition a month of ", choice->time_column,
             ": old months can be dropped at once, and few parts are touched by an insert");
}

// A column that questions filter by: few values, in every message.
bool IsFilter(const ColumnEvidence& column) {
  const table::Type& type = column.field.type;
  return type.low_cardinality && !type.nullable && !type.array && column.statistics->distinct() >= 2 &&
         column.statistics->distinct() <= kFilterCombinationsMax;
}

void ChooseOrder(const std::vector<ColumnEvidence>& columns, KeyChoice* choice) {
  std::vector<const ColumnEvidence*> filters;
  for (const ColumnEvidence& column : columns) {
    if (IsFilter(column)) filters.push_back(&column);
  }
  std::stable_sort(filters.begin(), filters.end(), [](const ColumnEvidence* a, const ColumnEvidence* b) {
    return a->statistics->distinct() < b->statistics->distinct();
  });
  std::string named;
  uint64_t combinations = 1;
  for (const ColumnEvidence* filter : filters) {
    combinations *= filter->statistics->distinct();
    if (choice->order_by.size() == kFilterColumnsMax || combinations > kFilterCombinationsMax) break;
    choice->order_by.push_back(filter->field.name);
    StrAppend(&named, named.empty() ? "" : " and ", filter->field.name, " (",
              Thousands(filter->statistics->distinct()), " values)");
  }
  choice->order_by.push_back(choice->time_column);
  choice->order_by_reason =
      named.empty()
          ? StrCat("sorted by ", choice->time_column, ": questions name a time")
          : StrCat(named, " first, because questions filter by few values; then ", choice->time_column);
}

}  // namespace

KeyChoice ChooseKeys(const std::vector<ColumnEvidence>& columns, absl::Time now) {
  KeyChoice choice;
  ChooseTimeColumn(columns, now, &choice);
  ChoosePartition(columns, &choice);
  ChooseOrder(columns, &choice);
  return choice;
}

}  // namespace aurora::schema_inference
