#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// A day or a moment: yesterday, Monday, May 3, 7 this morning, 9am, the beginning of the month
std::optional<TimeReader::Point> TimeReader::ReadPoint(size_t at, bool past_weekday) const {
  at = SkipArticle(at);
  if (Is(at, "today")) return Point{at + 1, Day(Today(now_)), Day(Today(now_) + 1)};
  if (Is(at, "now")) return Point{at + 1, now_, now_};
  if (Is(at, "midnight")) return Point{at + 1, Day(Today(now_)), Day(Today(now_))};
  if (Is(at, "yesterday")) return AtClock(Point{at + 1, Day(Today(now_) - 1), Day(Today(now_))});
  if (IsAny(at, "beginning", "start") && Is(at + 1, "of")) {
    size_t unit_at = SkipArticle(at + 2);
    if (IsAny(unit_at, "this", "current")) ++unit_at;
    if (const std::optional<Unit> unit = ReadUnit(Text(unit_at)); unit.has_value()) {
      const absl::Time start = StartOf(*unit, now_);
      return Point{unit_at + 1, start, start};
    }
    if (const std::optional<int> month = MonthOf(Text(unit_at)); month.has_value()) {
      const absl::CivilDay today = Today(now_);
      const int64_t year = *month <= today.month() ? today.year() : today.year() - 1;
      const absl::Time start = Day(absl::CivilDay(year, *month, 1));
      return Point{unit_at + 1, start, start};
    }
    return std::nullopt;
  }
  if (IsAny(at, "last", "this") && ReadUnit(Text(at + 1)).has_value()) {
    const Unit unit = *ReadUnit(Text(at + 1));
    const absl::Time start = AddUnits(unit, StartOf(unit, now_), Is(at, "last") ? -1 : 0);
    return Point{at + 2, start, AddUnits(unit, start, 1)};
  }
  if (Is(at, "last") && WeekdayOf(Text(at + 1)).has_value()) return ReadDay(at + 1);
  if (const std::optional<std::pair<size_t, absl::Duration>> clock = ReadClock(at); clock.has_value()) {
    absl::Time moment = Day(Today(now_)) + clock->second;
    size_t next = clock->first;
    if (Is(next, "today")) {
      ++next;
    } else if (Is(next, "yesterday")) {
      moment -= absl::Hours(24);
      ++next;
    } else if (Is(next, "this") && Is(next + 1, "morning")) {
      next += 2;
    } else if (moment > now_) {
      moment -= absl::Hours(24);
    }
    return Point{next, moment, moment};
  }
  (void)past_weekday;
  if (const std::optional<Point> day = ReadDay(at); day.has_value()) return AtClock(*day);
  if (YearAt(at).has_value()) {
    const absl::Time year = Day(absl::CivilDay(static_cast<int64_t>(*YearAt(at)), 1, 1));
    return Point{at + 1, year, AddUnits(Unit::kYear, year, 1)};
  }
  if (const std::optional<int> month = MonthOf(Text(at)); month.has_value()) {
    const absl::CivilDay today = Today(now_);
    const int64_t year = *month <= today.month() ? today.year() : today.year() - 1;
    const absl::CivilDay first(year, *month, 1);
    return Point{at + 1, Day(first), AddUnits(Unit::kMonth, Day(first), 1)};
  }
  return std::nullopt;
}

// "yesterday noon", "Monday at 9am": that moment of the day.
TimeReader::Point TimeReader::AtClock(Point day) const {
  size_t at = day.next;
  if (IsAny(at, "at", "from")) ++at;
  const std::optional<std::pair<size_t, absl::Duration>> clock = ReadClock(at);
  if (!clock.has_value()) return day;
  return Point{clock->first, day.from + clock->second, day.from + clock->second};
}

// 9am, 8 pm, noon, 7:30, "7" only before "this morning"
std::optional<std::pair<size_t, absl::Duration>> TimeReader::ReadClock(size_t at) const {
  if (Is(at, "noon") || Is(at, "midday")) return std::make_pair(at + 1, absl::Hours(12));
  const std::string text = Text(at);
  const size_t colon = text.find(':');
  int hour = 0;
  int minute = 0;
  if (colon != std::string::npos) {
    if (!absl::SimpleAtoi(text.substr(0, colon), &hour) || !absl::SimpleAtoi(text.substr(colon + 1), &minute)) {
      return std::nullopt;
    }
  } else if (NumberAt(at).has_value() && *NumberAt(at) == std::floor(*NumberAt(at)) && *NumberAt(at) < 25) {
    hour = static_cast<int>(*NumberAt(at));
    if (!IsAny(at + 1, "am", "pm") && !(Is(at + 1, "this") && Is(at + 2, "morning")) && !Is(at + 1, "o")) {
      return std::nullopt;
    }
  } else {
    return std::nullopt;
  }
  if (hour > 24 || minute > 59) return std::nullopt;
  size_t next = at + 1;
  if (Is(next, "pm")) {
    if (hour < 12) hour += 12;
    ++next;
  } else if (Is(next, "am")) {
    if (hour == 12) hour = 0;
    ++next;
  }
  return std::make_pair(next, absl::Hours(hour) + absl::Minutes(minute));
}

}  // namespace aurora::query::language
