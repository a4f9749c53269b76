#include <array>

#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// in April, April 2025, in 2025, Q1 2026
std::optional<TimeSpan> TimeReader::MonthOrYear() {
  size_t at = SkipIn(at_);
  const bool preposition = at > at_;
  if (IsAny(at, "last", "this")) ++at;
  if (const std::optional<int> month = MonthOf(Text(at)); month.has_value() && (preposition || Text(at) != "may")) {
    // "February 30" is no day, and not the month either.
    if (NumberAt(at + 1).has_value() && !YearAt(at + 1).has_value()) return std::nullopt;
    const absl::CivilDay today = Today(now_);
    const size_t year_at = Is(at + 1, "of") ? at + 2 : at + 1;
    const std::optional<double> year = YearAt(year_at);
    const int64_t y = year.has_value() ? static_cast<int64_t>(*year)
                                       : (*month <= today.month() ? today.year() : today.year() - 1);
    return Span(year.has_value() ? year_at : at, UnitWindow(Unit::kMonth, Day(absl::CivilDay(y, *month, 1)), now_));
  }
  const std::string text = Text(at);
  if (text.size() == 2 && text[0] == 'q' && text[1] >= '1' && text[1] <= '4') {
    const std::optional<double> year = YearAt(at + 1);
    const int month = (text[1] - '1') * 3 + 1;
    const absl::CivilDay today = Today(now_);
    const int64_t y = year.has_value() ? static_cast<int64_t>(*year)
                                       : (month <= today.month() ? today.year() : today.year() - 1);
    return Span(year.has_value() ? at + 1 : at, UnitWindow(Unit::kQuarter, Day(absl::CivilDay(y, month, 1)), now_));
  }
  if (preposition && YearAt(at).has_value()) {
    return Span(at, UnitWindow(Unit::kYear, Day(absl::CivilDay(static_cast<int64_t>(*YearAt(at)), 1, 1)), now_));
  }
  return std::nullopt;
}

// the first week of May, the last ten days of April, the second half of March
std::optional<TimeSpan> TimeReader::PartOfMonth() {
  size_t at = SkipArticle(SkipIn(at_));
  static constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third", "fourth"};
  int index = -1;
  for (size_t i = 0; i < kOrdinals.size(); ++i) {
    if (Is(at, kOrdinals[i])) index = static_cast<int>(i);
  }
  const bool from_end = Is(at, "last");
  if (index < 0 && !from_end) return std::nullopt;
  ++at;
  int64_t count = 1;
  if (NumberAt(at).has_value() && *NumberAt(at) >= 1 && *NumberAt(at) <= 31) {
    count = static_cast<int64_t>(*NumberAt(at));
    ++at;
  }
  const bool half = Is(at, "half");
  const std::optional<Unit> unit = half ? std::optional<Unit>(Unit::kDay) : ReadUnit(Text(at));
  if (!unit.has_value() || (*unit != Unit::kDay && *unit != Unit::kWeek) || !IsAny(at + 1, "of", "in")) return std::nullopt;
  size_t month_at = SkipArticle(at + 2);
  absl::Time start;
  size_t last = month_at;
  if (const std::optional<int> month = MonthOf(Text(month_at)); month.has_value()) {
    const absl::CivilDay today = Today(now_);
    int64_t year = *month <= today.month() ? today.year() : today.year() - 1;
    if (YearAt(month_at + 1).has_value()) {
      year = static_cast<int64_t>(*YearAt(month_at + 1));
      last = month_at + 1;
    }
    start = Day(absl::CivilDay(year, *month, 1));
  } else if (IsAny(month_at, "this", "last", "the") || Is(month_at, "month")) {
    const bool previous = Is(month_at, "last");
    if (!Is(month_at, "month")) ++month_at;
    if (!Is(month_at, "month")) return std::nullopt;
    start = AddUnits(Unit::kMonth, StartOf(Unit::kMonth, now_), previous ? -1 : 0);
    last = month_at;
  } else {
    return std::nullopt;
  }
  const absl::Time end = AddUnits(Unit::kMonth, start, 1);
  absl::Time from = start;
  absl::Time to = end;
  if (half) {
    const absl::Time middle = start + absl::Hours(24 * 15);
    (index == 0 ? to : from) = middle;
  } else {
    const absl::Duration step = absl::Hours(*unit == Unit::kWeek ? 24 * 7 : 24);
    from = from_end ? end - step * count : start + step * (index * count);
    to = from_end ? end : std::min(end, from + step * count);
  }
  if (from >= now_ || from >= to) return std::nullopt;
  to = std::min(to, now_);
  return Span(last, {from, to, base::StrCat(PrintTime(from), " until ", PrintTime(to))});
}

// the week of May 4, the month of June
std::optional<TimeSpan> TimeReader::WeekOf() {
  const size_t at = SkipArticle(SkipIn(at_));
  const std::optional<Unit> unit = ReadUnit(Text(at));
  if (unit == Unit::kWeek && IsAny(at + 1, "beginning", "commencing", "starting")) {
    const size_t day_at = Is(at + 2, "on") || Is(at + 2, "from") ? at + 3 : at + 2;
    const std::optional<Point> point = ReadDay(day_at);
    if (!point.has_value() || point->from > now_) return std::nullopt;
    return Span(point->next - 1, UnitWindow(Unit::kWeek, point->from, now_));
  }
  if (!unit.has_value() || !Is(at + 1, "of") || (*unit != Unit::kWeek && *unit != Unit::kMonth && *unit != Unit::kYear)) return std::nullopt;
  const size_t of = SkipArticle(at + 2);
  if (*unit == Unit::kYear && YearAt(of).has_value()) return Span(of, UnitWindow(Unit::kYear, Day(absl::CivilDay(static_cast<int64_t>(*YearAt(of)), 1, 1)), now_));
  const std::optional<Point> point = *unit == Unit::kMonth ? ReadPoint(of, true) : ReadDay(of);
  if (!point.has_value() || point->from > now_) return std::nullopt;
  return Span(point->next - 1, UnitWindow(*unit, StartOf(*unit, point->from), now_));
}

// 2017 april, 2017 q1, 2017-04, year 2008, earlier this month
std::optional<TimeSpan> TimeReader::YearFirst() {
  size_t at = SkipArticle(SkipIn(at_));
  if (IsAny(at, "earlier", "so") && (IsAny(at + 1, "this", "in") || Is(at + 1, "far"))) {
    size_t unit_at = at + 2;
    if (Is(at, "so")) ++unit_at;
    unit_at = SkipArticle(unit_at);
    if (Is(unit_at - 1, "far") || Is(unit_at, "this")) ++unit_at;
    const std::optional<Unit> unit = ReadUnit(Text(unit_at));
    if (unit.has_value()) return Span(unit_at, UnitWindow(*unit, StartOf(*unit, now_), now_));
    return std::nullopt;
  }
  const bool named = IsAny(at, "year", "calendar") && !IsAny(at + 1, "to", "over");
  if (named) at += Is(at, "calendar") ? 2 : 1;
  const std::string text = Text(at);
  if ((text.size() == 7 || text.size() == 6) && text[4] == '-') {
    int year = 0;
    int month = 0;
    if (!absl::SimpleAtoi(text.substr(0, 4), &year) || !absl::SimpleAtoi(text.substr(5), &month) || year < 1970 || month < 1 || month > 12) return std::nullopt;
    return Span(at, UnitWindow(Unit::kMonth, Day(absl::CivilDay(year, month, 1)), now_));
  }
  if (!YearAt(at).has_value()) return std::nullopt;
  const int64_t year = static_cast<int64_t>(*YearAt(at));
  if (const std::optional<int> month = MonthOf(Text(at + 1)); month.has_value() && !NumberAt(at + 2).has_value()) {
    return Span(at + 1, UnitWindow(Unit::kMonth, Day(absl::CivilDay(year, *month, 1)), now_));
  }
  const std::string next = Text(at + 1);
  if (next.size() == 2 && next[0] == 'q' && next[1] >= '1' && next[1] <= '4') {
    return Span(at + 1, UnitWindow(Unit::kQuarter, Day(absl::CivilDay(year, (next[1] - '1') * 3 + 1, 1)), now_));
  }
  if (named) return Span(at, UnitWindow(Unit::kYear, Day(absl::CivilDay(year, 1, 1)), now_));
  return std::nullopt;
}

}  // namespace aurora::query::language
