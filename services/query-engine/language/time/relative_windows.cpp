#include <cmath>
#include <map>

#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

std::optional<TimeSpan> TimeReader::Always() {
  if (Is(at_, "ever") || Is(at_, "alltime")) return Span(at_, {});
  if (Is(at_, "of") && Is(at_ + 1, "all") && Is(at_ + 2, "time")) return Span(at_ + 2, {});
  if (Is(at_, "all") && Is(at_ + 1, "time")) return Span(at_ + 1, {});
  if (Is(at_, "on") && Is(at_ + 1, "record")) return Span(at_ + 1, {});
  if (Is(at_, "so") && Is(at_ + 1, "far")) return std::nullopt;
  return std::nullopt;
}

// today, yesterday, this week, last month, the previous quarter, the week before
std::optional<TimeSpan> TimeReader::Relative() {
  size_t at = SkipArticle(SkipIn(at_));
  if (Is(at, "day") && Is(at + 1, "before") && Is(at + 2, "yesterday")) {
    return Span(at + 2, DayWindow(Today(now_) - 2, now_));
  }
  if (Is(at, "today")) {
    const size_t last = Is(at + 1, "so") && Is(at + 2, "far") ? at + 2 : at;
    return Span(last, DayWindow(Today(now_), now_));
  }
  if (Is(at, "yesterday")) return Span(at, DayWindow(Today(now_) - 1, now_));
  if (Is(at, "tonight")) {
    const absl::Time from = Day(Today(now_)) + absl::Hours(18);
    return Span(at, {from, std::max(from, now_), "18:00 UTC today until now"});
  }
  const bool current = IsAny(at, "this", "current");
  const bool previous = IsAny(at, "last", "previous", "past", "preceding", "prior");
  if (!current && !previous) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(at + 1));
  if (!unit.has_value() || !Singular(at + 1)) return std::nullopt;
  size_t last = at + 1;
  if (Is(last + 1, "so") && Is(last + 2, "far")) last += 2;
  if (current) return Span(last, UnitWindow(*unit, StartOf(*unit, now_), now_));
  // "The last hour" and "the past day" roll; a calendar week, month or year does not, unless it is "past".
  const bool rolling = *unit == Unit::kSecond || *unit == Unit::kMinute || *unit == Unit::kHour ||
                       *unit == Unit::kDay || Is(at, "past");
  if (rolling && !IsAny(at, "previous", "preceding", "prior")) return Span(last, RollingWindow(*unit, 1));
  const absl::Time this_one = StartOf(*unit, now_);
  return Span(last, UnitWindow(*unit, AddUnits(*unit, this_one, -1), now_));
}

TimeWindow TimeReader::RollingWindow(Unit unit, double count) const {
  absl::Time from;
  if (unit == Unit::kMonth || unit == Unit::kQuarter || unit == Unit::kYear) {
    from = AddUnits(unit, now_, -static_cast<int64_t>(std::llround(count)));
  } else {
    static const std::map<Unit, absl::Duration> lengths = {{Unit::kSecond, absl::Seconds(1)},
                                                           {Unit::kMinute, absl::Minutes(1)},
                                                           {Unit::kHour, absl::Hours(1)},
                                                           {Unit::kDay, absl::Hours(24)},
                                                           {Unit::kWeek, absl::Hours(24 * 7)}};
    from = now_ - lengths.at(unit) * count;
  }
  return {from, now_, base::StrCat(PrintTime(from), " until now")};
}

// the last 24 hours, past 7 days, last half hour, the past hour and a half
std::optional<TimeSpan> TimeReader::Rolling() {
  size_t at = SkipArticle(SkipIn(at_));
  if (!IsAny(at, "last", "past", "previous", "preceding", "trailing")) return std::nullopt;
  ++at;
  if (IsAny(at, "few", "couple", "several")) return std::nullopt;
  if (Is(at, "half")) {
    ++at;
    if (IsAny(at, "a", "an")) ++at;
    const std::optional<Unit> unit = ReadUnit(Text(at));
    if (!unit.has_value()) return std::nullopt;
    return Span(at, *unit == Unit::kDay ? RollingWindow(Unit::kHour, 12) : RollingWindow(*unit, 0.5));
  }
  if (Is(at, "quarter") && Is(at + 1, "of") && Is(at + 2, "an") && Is(at + 3, "hour")) {
    return Span(at + 3, RollingWindow(Unit::kMinute, 15));
  }
  const std::optional<double> count = NumberAt(at);
  if (!count.has_value() || *count <= 0 || *count > 100'000) return std::nullopt;
  ++at;
  if (Is(at, "full") || Is(at, "whole") || Is(at, "calendar") || Is(at, "complete")) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(at));
  if (!unit.has_value()) return std::nullopt;
  return Span(at, RollingWindow(*unit, *count));
}

// 3 days ago: that day; 2 hours ago is no window.
std::optional<TimeSpan> TimeReader::Ago() {
  const size_t at = SkipIn(at_);
  std::optional<double> count = NumberAt(at);
  if (!count.has_value() && IsAny(at, "a", "an", "one")) count = 1;
  const std::optional<Unit> unit = ReadUnit(Text(at + 1));
  if (!count.has_value() || !unit.has_value() || !Is(at + 2, "ago") || *count > 10'000) return std::nullopt;
  const auto n = static_cast<int64_t>(*count);
  if (*unit == Unit::kDay) return Span(at + 2, DayWindow(Today(now_) - n, now_));
  if (*unit == Unit::kWeek || *unit == Unit::kMonth || *unit == Unit::kYear || *unit == Unit::kQuarter) {
    return Span(at + 2, UnitWindow(*unit, AddUnits(*unit, StartOf(*unit, now_), -n), now_));
  }
  return std::nullopt;
}

// week to date, mtd
std::optional<TimeSpan> TimeReader::ToDate() {
  const std::optional<Unit> unit = ReadUnit(Text(at_));
  if (unit.has_value() && Is(at_ + 1, "to") && Is(at_ + 2, "date")) {
    return Span(at_ + 2, UnitWindow(*unit, StartOf(*unit, now_), now_));
  }
  if (Is(at_, "ytd")) return Span(at_, UnitWindow(Unit::kYear, StartOf(Unit::kYear, now_), now_));
  if (Is(at_, "mtd")) return Span(at_, UnitWindow(Unit::kMonth, StartOf(Unit::kMonth, now_), now_));
  if (Is(at_, "wtd")) return Span(at_, UnitWindow(Unit::kWeek, StartOf(Unit::kWeek, now_), now_));
  return std::nullopt;
}

// the last three full days, the previous two complete weeks
std::optional<TimeSpan> TimeReader::FullUnits() {
  size_t at = SkipArticle(SkipIn(at_));
  if (!IsAny(at, "last", "past", "previous", "preceding")) return std::nullopt;
  ++at;
  double count = 1;
  if (NumberAt(at).has_value()) {
    count = *NumberAt(at);
    ++at;
  }
  if (!IsAny(at, "full", "whole", "complete", "calendar", "completed", "entire")) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(at + 1));
  if (!unit.has_value() || count < 1 || count > 10'000) return std::nullopt;
  const absl::Time end = StartOf(*unit, now_);
  const absl::Time from = AddUnits(*unit, end, -static_cast<int64_t>(count));
  return Span(at + 1, {from, end, base::StrCat(PrintTime(from), " until ", PrintTime(end))});
}

}  // namespace aurora::query::language
