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
// A time that is missing more often says little about when rows happened.
constexpr double kTimeShareMin = 0.9;
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

double TimeScore(const ColumnEvidence& column, size_t position, uint64_t samples, absl::Time now) {
  const table::Type& type = column.field.type;
  const double share = static_cast<double>(column.statistics->values()) / static_cast<double>(samples);
  if (!type.IsTime() || type.array || share < kTimeShareMin) return 0;
  double score = 20 * EventTimeRank(column.field.path.back());
  score += type.kind == Kind::kDateTime64 ? 8 : 0;
  score += IsPlausible(column, now) ? 8 : -8;
  score += 6 * Monotony(*column.statistics);
  score += type.nullable ? -15 : 0;
  score += column.field.path.size() == 1 ? 2 : 0;
  score += column.statistics->distinct() > 1 || column.statistics->present < 2 ? 2 : -10;
  return score - 0.01 * static_cast<double>(position);
}

// The column of the choice; null when it is Kafka's own timestamp.
const ColumnEvidence* ChooseTimeColumn(const std::vector<ColumnEvidence>& columns, uint64_t samples,
                                       absl::Time now, KeyChoice* choice) {
  const ColumnEvidence* best = nullptr;
  double best_score = 0;
  bool sometimes_absent = false;
  for (size_t i = 0; i < columns.size(); ++i) {
    sometimes_absent = sometimes_absent || (columns[i].field.type.IsTime() && columns[i].field.type.nullable);
    const double score = TimeScore(columns[i], i, samples, now);
    if (score > best_score) {
      best = &columns[i];
      best_score = score;
    }
  }
  if (best == nullptr) {
    choice->time_column = std::string(table::kTimestampColumn);
    choice->time_column_reason =
        sometimes_absent
            ? "no time is in nearly every message: Kafka's own timestamp says when the row happened"
            : "the message carries no time of its event: Kafka's own timestamp says when the row happened";
    return nullptr;
  }
  choice->time_column = best->field.name;
  choice->time_column_reason = StrCat(best->field.name, " is a time in ",
                                      best->field.type.nullable ? "nearly every message" : "every message");
  if (best->statistics->comparable > 1) {
    StrAppend(&choice->time_column_reason, ", ", std::lround(100 * Monotony(*best->statistics)),
              " % of them follow the order of the messages");
  }
  if (IsPlausible(*best, now)) StrAppend(&choice->time_column_reason, ", and none is in the future");
  return best;
}

void ChoosePartition(const ColumnEvidence* time, const std::string& key_time, KeyChoice* choice) {
  if (time != nullptr) {
    const FieldStatistics& s = *time->statistics;
    const double months = (s.largest - s.smallest) * UnitSeconds(time->field.epoch_unit) / kSecondsOfMonth;
    if (months > kMonthsMax) {
      choice->partition_by_reason =
          StrCat("no partitions: the samples' times span ", static_cast<int>(months), " months");
      return;
    }
  }
  choice->partition_by = StrCat("toYYYYMM(", key_time, ")");
  choice->partition_by_reason =
      StrCat("one partition a month of ", key_time,
             ": old months can be dropped at once, and few parts are touched by an insert");
}

// A column that questions filter by: few values, in every message.
bool IsFilter(const ColumnEvidence& column) {
  const table::Type& type = column.field.type;
  return type.low_cardinality && !type.nullable && !type.array && column.statistics->distinct() >= 2 &&
         column.statistics->distinct() <= kFilterCombinationsMax;
}

void ChooseOrder(const std::vector<ColumnEvidence>& columns, const std::string& key_time, KeyChoice* choice) {
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
  choice->order_by.push_back(key_time);
  choice->order_by_reason =
      named.empty() ? StrCat("sorted by ", key_time, ": questions name a time")
                    : StrCat(named, " first, because questions filter by few values; then ", key_time);
}

}  // namespace

KeyChoice ChooseKeys(const std::vector<ColumnEvidence>& columns, uint64_t samples, absl::Time now) {
  KeyChoice choice;
  const ColumnEvidence* time = ChooseTimeColumn(columns, samples, now, &choice);
  // A key takes no Nullable.
  if (time != nullptr && time->field.type.nullable) time = nullptr;
  const std::string key_time(time == nullptr ? table::kTimestampColumn : std::string_view(time->field.name));
  ChoosePartition(time, key_time, &choice);
  ChooseOrder(columns, key_time, &choice);
  return choice;
}

}  // namespace aurora::schema_inference
