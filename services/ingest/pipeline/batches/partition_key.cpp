#include "services/ingest/pipeline/batches/partition_key.h"

#include <algorithm>
#include <utility>

namespace aurora::ingest {
namespace {

constexpr int64_t kSecondsOfDay = 86400;
constexpr int64_t kSecondsOfHour = 3600;

int64_t FloorDivide(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// Months since year 0 of a day since 1970, by the civil calendar.
int64_t MonthOfDay(int64_t days) {
  const int64_t shifted = days + 719468;
  const int64_t era = FloorDivide(shifted, 146097);
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  // Counted from March: 10 and 11 are January and February of the next year.
  const int64_t month = (5 * day_of_year + 2) / 153;
  return (year_of_era + era * 400) * 12 + month + 2;
}

}  // namespace

PartitionKey PartitionKey::Of(const table::TableSchema& schema) {
  static constexpr std::pair<const char*, Unit> kUnits[] = {
      {"toYYYYMM", Unit::kMonth},       {"toStartOfMonth", Unit::kMonth}, {"toYYYYMMDD", Unit::kDay},
      {"toDate", Unit::kDay},           {"toStartOfDay", Unit::kDay},     {"toYear", Unit::kYear},
      {"toStartOfYear", Unit::kYear},   {"toMonday", Unit::kMonday},      {"toStartOfWeek", Unit::kSunday},
      {"toStartOfHour", Unit::kHour},   {"toStartOfQuarter", Unit::kQuarter},
  };
  PartitionKey key;
  std::string column;
  const std::string& expression = schema.partition_by;
  if (expression.empty() || !table::IsKeyExpression(expression, &column) || column == expression) return key;
  const table::Field* field = schema.Find(column);
  if (field == nullptr || !field->type.IsTime()) return key;
  const std::string function = expression.substr(0, expression.find('('));
  for (const auto& [name, unit] : kUnits) {
    if (function == name) key.unit_ = unit;
  }
  if (key.unit_ == Unit::kNone) return key;
  key.column_ = column;
  key.days_ = field->type.kind == table::Kind::kDate || field->type.kind == table::Kind::kDate32;
  const int scale = field->type.kind == table::Kind::kDateTime64 ? field->type.scale : 0;
  for (int i = 0; i < scale; ++i) key.ticks_per_second_ *= 10;
  return key;
}

void PartitionKey::Compute(int64_t ticks) {
  const int64_t seconds = days_ ? ticks * kSecondsOfDay : FloorDivide(ticks, ticks_per_second_);
  const int64_t days = FloorDivide(seconds, kSecondsOfDay);
  const int64_t period = days_ ? 1 : (unit_ == Unit::kHour ? kSecondsOfHour : kSecondsOfDay) * ticks_per_second_;
  from_ = FloorDivide(ticks, period) * period;
  to_ = from_ + period;
  switch (unit_) {
    case Unit::kNone: last_ = 0; return;
    case Unit::kHour: last_ = FloorDivide(seconds, kSecondsOfHour); return;
    case Unit::kDay: last_ = days; return;
    // 1970-01-01 was a Thursday.
    case Unit::kMonday: last_ = FloorDivide(days + 3, 7); return;
    case Unit::kSunday: last_ = FloorDivide(days + 4, 7); return;
    case Unit::kMonth: last_ = MonthOfDay(days); return;
    case Unit::kQuarter: last_ = FloorDivide(MonthOfDay(days), 3); return;
    case Unit::kYear: last_ = FloorDivide(MonthOfDay(days), 12); return;
  }
}

}  // namespace aurora::ingest
