#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

absl::Time First(int64_t year, int month) { return Day(absl::CivilDay(year, month, 1)); }

// ISO: the week of the year's first Thursday.
absl::Time FirstWeek(int64_t year) { return StartOf(Unit::kWeek, Day(absl::CivilDay(year, 1, 4))); }

// A week belongs to the stretch that holds its Thursday.
absl::Time FirstWeekIn(absl::Time from) {
  const absl::Time week = StartOf(Unit::kWeek, from);
  return week + absl::Hours(24 * 3) >= from ? week : week + absl::Hours(24 * 7);
}

}  // namespace

TimeReader::Point TimeReader::InYear(size_t next, int month, int months) const {
  Point point;
  point.next = next;
  const absl::CivilDay today = Today(now_);
  int64_t year = month <= today.month() ? today.year() : today.year() - 1;
  const bool of = IsAny(next, "of", "in");
  size_t after = next;
  if (const std::optional<int64_t> said = ReadYear(of ? next + 1 : next, &after, Is(next, "of")); said.has_value()) {
    year = *said;
    point.next = after;
    point.dated = true;
  } else if (const size_t which = of ? next + 1 : next; IsAny(which, "last", "this") && Is(which + 1, "year")) {  // "April of last year", "Q4 last year"
    year = today.year() - (Is(which, "last") ? 1 : 0);
    point.next = which + 2;
    point.dated = true;
  }
  point.from = First(year, month);
  point.to = AddUnits(Unit::kMonth, point.from, months);
  return point;
}

// April, April 2025, April of last year, 2025 April, 2025-04, this September
std::optional<TimeReader::Point> TimeReader::MonthPoint(size_t at) const {
  const bool last = Is(at, "last");
  const bool said = IsAny(at, "last", "this", "past");
  if (said && MonthOf(Text(at + 1)).has_value()) ++at;
  if (Is(at, "month") && Is(at + 1, "of") && MonthOf(Text(at + 2)).has_value()) at += 2;
  if (const std::optional<int> month = MonthOf(Text(at)); month.has_value()) {
    // "May Day" is another day from country to country.
    if (Is(at, "may") && Is(at + 1, "day") && !Is(at + 2, "by")) return std::nullopt;
    // "February 30" is no day, and not the month either.
    size_t next = at + 1;
    if (NumberAt(at + 1).has_value() && !ReadYear(at + 1, &next).has_value() && !words_[at].dash_after && !words_[at].break_after) return std::nullopt;
    Point point = InYear(at + 1, *month, 1);
    if (last && point.from <= now_ && point.to > now_) {
      point.from = AddUnits(Unit::kYear, point.from, -1);
      point.to = AddUnits(Unit::kMonth, point.from, 1);
    }
    point.dated = point.dated || said;
    return point;
  }
  const std::string text = Text(at);
  // "2025-04", "04/2025", "04.2025"
  const size_t dash = text.find_first_of("-/.");
  if (dash != std::string::npos && text.find_first_of("-/.", dash + 1) == std::string::npos && (text[dash] == '-' || text.size() == dash + 5)) {
    int year = 0;
    int month = 0;
    const bool year_first = dash == 4;
    if (!absl::SimpleAtoi(year_first ? text.substr(0, 4) : text.substr(dash + 1), &year) ||
        !absl::SimpleAtoi(year_first ? text.substr(dash + 1) : text.substr(0, dash), &month) || year < 1000 || year > 2200 || month < 1 || month > 12) {
      return std::nullopt;
    }
    return Point{at + 1, First(year, month), AddUnits(Unit::kMonth, First(year, month), 1), true, false, false};
  }
  size_t next = at;
  const std::optional<int64_t> year = ReadYear(at, &next);
  if (!year.has_value()) return std::nullopt;
  const std::optional<int> month = MonthOf(Text(next));
  if (!month.has_value() || NumberAt(next + 1).has_value()) return std::nullopt;
  return Point{next + 1, First(*year, *month), AddUnits(Unit::kMonth, First(*year, *month), 1), true, false, false};
}

// Q1, 2017 Q1, Q3 of 2018, H2 2019, the first quarter of 2013
std::optional<TimeReader::Point> TimeReader::QuarterPoint(size_t at) const {
  const auto part = [&](size_t i) -> std::pair<int, int> {  // first month and months; 0 when none
    const std::string text = Text(i);
    if (text.size() != 2) return {0, 0};
    if (text[0] == 'q' && text[1] >= '1' && text[1] <= '4') return {(text[1] - '1') * 3 + 1, 3};
    if (text[0] == 'h' && (text[1] == '1' || text[1] == '2')) return {text[1] == '1' ? 1 : 7, 6};
    return {0, 0};
  };
  if (const auto [month, months] = part(at); month > 0) {
    const Point point = InYear(at + 1, month, months);
    // "h1" may be much else.
    if (months == 6 && !point.dated) return std::nullopt;
    return point;
  }
  // "the second quarter" of the year that is running
  size_t next = at;
  const size_t index_at = SkipArticle(at);
  if (const std::optional<int> index = ReadIndex(index_at, &next); index.has_value() && *index >= 1 && *index <= 4 && Is(next, "quarter") && !IsAny(next + 1, "of", "in")) {
    return InYear(next + 1, 3 * *index - 2, 3);
  }
  next = at;
  const std::optional<int64_t> year = ReadYear(at, &next);
  if (!year.has_value()) return std::nullopt;
  const auto [month, months] = part(next);
  if (month == 0) return std::nullopt;
  return Point{next + 1, First(*year, month), AddUnits(Unit::kMonth, First(*year, month), months), true, false, false};
}

// 2014, the year 2008, calendar year 2008, the 1990s, the nineties
std::optional<TimeReader::Point> TimeReader::YearPoint(size_t at) const {
  const auto years = [](size_t next, int64_t year, int count, bool bare) {
    return Point{next, First(year, 1), First(year + count, 1), true, bare, false};
  };
  size_t next = at;
  if (IsAny(at, "calendar", "cy", "year")) {
    const size_t year_at = Is(at, "calendar") ? at + 2 : (Is(at + 1, "of") ? at + 2 : at + 1);
    if (Is(at, "calendar") && !Is(at + 1, "year")) return std::nullopt;
    const std::optional<int64_t> year = ReadYear(year_at, &next, Is(at, "cy"));
    if (!year.has_value()) return std::nullopt;
    return years(next, *year, 1, false);
  }
  const std::string text = Text(at);
  int decade = 0;
  if (text.size() == 5 && text[4] == 's' && absl::SimpleAtoi(text.substr(0, 4), &decade)) return years(at + 1, decade, 10, false);
  const std::optional<int64_t> year = ReadYear(at, &next);
  if (!year.has_value()) return std::nullopt;
  return years(next, *year, 1, true);
}

// the week of May 4, the week beginning February 4, week 23 of 2027
std::optional<TimeReader::Point> TimeReader::WeekPoint(size_t at) const {
  at = SkipArticle(at);
  const auto week = [](size_t next, absl::Time from, bool dated) { return Point{next, from, from + absl::Hours(24 * 7), dated, false, false}; };
  if (Is(at, "w") && Is(at + 1, "c")) {
    const std::optional<Point> day = ReadDay(at + 2);
    if (!day.has_value()) return std::nullopt;
    return week(day->next, day->from, day->dated);
  }
  if (Is(at, "calendar") && Is(at + 1, "week")) ++at;
  // "2026-W20", "W20 2026", "CW20", "wk20"
  {
    size_t year_next = at;
    const std::optional<int64_t> year_before = ReadYear(at, &year_next);
    const size_t week_at = year_before.has_value() ? year_next : at;
    const std::string name = Text(week_at);
    const size_t letters = name.rfind("cw", 0) == 0 || name.rfind("wk", 0) == 0 ? 2 : (name.rfind('w', 0) == 0 ? 1 : 0);
    int number = 0;
    if (letters > 0 && name.size() > letters && name.size() <= letters + 2 && absl::SimpleAtoi(name.substr(letters), &number) && number >= 1 && number <= 53) {
      size_t after = week_at + 1;
      const std::optional<int64_t> year_behind = year_before.has_value() ? std::nullopt : ReadYear(week_at + 1, &after);
      const std::optional<int64_t> said = year_before.has_value() ? year_before : year_behind;
      // "W20" alone may be a code.
      if (said.has_value() || letters == 2) {
        int64_t of = said.value_or(Today(now_).year());
        if (!said.has_value() && FirstWeek(of) + absl::Hours(24 * 7) * (number - 1) > now_) --of;
        return week(year_behind.has_value() ? after : week_at + 1, FirstWeek(of) + absl::Hours(24 * 7) * (number - 1), said.has_value());
      }
    }
  }
  const bool short_name = IsAny(at, "cw", "wk");
  if (!IsAny(at, "week", "month", "year") && !short_name) return std::nullopt;
  if (Is(at, "week") && IsAny(at + 1, "beginning", "commencing", "starting")) {
    const std::optional<Point> day = ReadDay(SkipArticle(IsAny(at + 2, "on", "from") ? at + 3 : at + 2));
    if (!day.has_value()) return std::nullopt;
    return week(day->next, day->from, day->dated);
  }
  if (Is(at, "week") && Is(at + 1, "ending")) {
    const std::optional<Point> day = ReadDay(SkipArticle(Is(at + 2, "on") ? at + 3 : at + 2));
    if (!day.has_value()) return std::nullopt;
    return week(day->next, day->to - absl::Hours(24 * 7), day->dated);
  }
  if (Is(at, "week") && Is(at + 1, "of")) {
    const std::optional<Point> day = ReadDay(SkipArticle(at + 2));
    if (!day.has_value()) return std::nullopt;
    return week(day->next, StartOf(Unit::kWeek, day->from), day->dated);
  }
  if (Is(at, "week") && IsAny(at + 1, "no", "nr", "number") && NumberAt(at + 2).has_value()) ++at;
  if ((Is(at, "week") || short_name || (at > 0 && Is(at - 1, "week"))) && NumberAt(at + 1).has_value() && *NumberAt(at + 1) >= 1 && *NumberAt(at + 1) <= 53 && std::floor(*NumberAt(at + 1)) == *NumberAt(at + 1)) {
    const int number = static_cast<int>(*NumberAt(at + 1));
    const Point year = InYear(at + 2, 1, 12);
    int64_t of = absl::ToCivilYear(year.from, kUtc).year();
    absl::Time from = FirstWeek(of) + absl::Hours(24 * 7) * (number - 1);
    if (!year.dated && from > now_) from = FirstWeek(of - 1) + absl::Hours(24 * 7) * (number - 1);
    return week(year.next, from, year.dated);
  }
  return std::nullopt;
}

// the first week of May, the last ten days of April, the second half of March, the third month of 2021, the 15th day of June
std::optional<TimeReader::Point> TimeReader::NthPoint(size_t at) const {
  at = SkipArticle(at);
  size_t next = at;
  const std::optional<int> index = ReadIndex(at, &next);
  if (!index.has_value() || *index == 0 || *index > 53) return std::nullopt;
  int64_t count = 1;
  size_t unit_at = next;
  if (const std::optional<double> number = ReadCount(next, &unit_at); number.has_value() && *number >= 1 && *number <= 366) {
    count = static_cast<int64_t>(*number);
  } else {
    unit_at = next;
  }
  const bool half = Is(unit_at, "half");
  const std::optional<Unit> unit = half ? std::optional<Unit>(Unit::kDay) : ReadUnit(Text(unit_at));
  if (!unit.has_value() || *unit < Unit::kMinute || *unit == Unit::kYear || !IsAny(unit_at + 1, "of", "in")) return std::nullopt;
  const std::optional<Point> of = ReadPoint(unit_at + 2);
  if (!of.has_value() || of->from == absl::InfinitePast()) return std::nullopt;
  // Hours are of a day, days of something longer.
  if (*unit < Unit::kDay ? of->to - of->from != absl::Hours(24) : of->to - of->from < absl::Hours(24 * 7)) return std::nullopt;
  Point point = *of;
  point.bare = false;
  if (half) {
    // A month is halved after its 15th day, longer stretches by months.
    const bool month = of->to - of->from <= absl::Hours(24 * 31);
    const absl::Time middle = month ? of->from + absl::Hours(24 * 15) : AddUnits(Unit::kMonth, of->from, of->to - of->from > absl::Hours(24 * 300) ? 6 : 2);
    if (*index == 1) {
      point.to = middle;
    } else {
      point.from = middle;
    }
    return point;
  }
  if (*unit == Unit::kWeek) {  // of the calendar
    const absl::Duration length = absl::Hours(24 * 7) * count;
    point.from = *index > 0 ? FirstWeekIn(of->from) + length * (*index - 1) : FirstWeekIn(of->to) - length;
    point.to = point.from + length;
    point.unsure = true;
    return point;
  }
  point.from = *index > 0 ? AddUnits(*unit, of->from, (*index - 1) * count) : AddUnits(*unit, of->to, -count);
  point.to = AddUnits(*unit, point.from, count);
  if (point.from < of->from || point.from >= of->to) return std::nullopt;
  point.to = std::min(point.to, of->to);
  return point;
}

// early May, mid-November, the end of 2019: thirds; of a month its first ten days, the 10th to the 20th, and the rest
std::optional<TimeReader::Point> TimeReader::ThirdPoint(size_t at) const {
  at = SkipArticle(at);
  // "end of year", "the end of this month", "eoy": its second half.
  const bool word = IsAny(at, "eoy", "eom");
  size_t unit_at = SkipArticle(at + 2);
  if (IsAny(unit_at, "this", "current")) ++unit_at;
  if (word || (Is(at, "end") && Is(at + 1, "of") && IsAny(unit_at, "year", "month"))) {
    const Unit unit = word ? (Is(at, "eoy") ? Unit::kYear : Unit::kMonth) : *ReadUnit(Text(unit_at));
    const absl::Time start = StartOf(unit, now_);
    const absl::Time middle = unit == Unit::kYear ? AddUnits(Unit::kMonth, start, 6) : start + absl::Hours(24 * 15);
    return Point{word ? at + 1 : unit_at + 1, middle, AddUnits(unit, start, 1), true, false, false};
  }
  const bool of_it = IsAny(at, "beginning", "start", "middle", "end") && Is(at + 1, "of");
  const bool early = IsAny(at, "early", "beginning", "start");
  const bool late = IsAny(at, "late", "end");
  if (!of_it && !IsAny(at, "early", "mid", "late")) return std::nullopt;
  at = SkipArticle(of_it ? at + 2 : at + 1);
  std::optional<Point> of = MonthPoint(at);
  if (!of.has_value()) of = YearPoint(at);
  if (!of.has_value()) of = RelativePoint(at);
  if (!of.has_value()) return std::nullopt;
  const absl::Duration length = of->to - of->from;
  const bool month = length >= absl::Hours(24 * 28) && length <= absl::Hours(24 * 31);
  if (!month && (length < absl::Hours(24 * 365) || length > absl::Hours(24 * 366))) return std::nullopt;
  of->bare = false;
  const absl::Time from = of->from;
  const absl::Time first = month ? from + absl::Hours(24 * (early ? 10 : 9)) : AddUnits(Unit::kMonth, from, 4);
  const absl::Time second = month ? from + absl::Hours(24 * 20) : AddUnits(Unit::kMonth, from, 8);
  if (early) {
    of->to = first;
  } else {
    of->from = late ? second : first;
    if (!late) of->to = second;
  }
  return of;
}

}  // namespace aurora::query::language
