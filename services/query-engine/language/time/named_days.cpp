#include <cmath>
#include <map>

#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// The 13th that was a Monday, the latest one.
std::optional<absl::CivilDay> LatestSuch(absl::CivilDay today, int day, int weekday) {
  constexpr int kMonthsBack = 48;
  absl::CivilMonth month(today);
  for (int i = 0; i < kMonthsBack; ++i, month -= 1) {
    const absl::CivilDay civil(month.year(), month.month(), day);
    if (civil.month() == month.month() && civil <= today && static_cast<int>(absl::GetWeekday(civil)) == weekday) return civil;
  }
  return std::nullopt;
}

}  // namespace

bool TimeReader::Exists(int64_t year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  return civil.year() == year && civil.month() == month && civil.day() == day;
}

// Monday, last Friday, May 3, 3 May, the 3rd of May 2026, 2026-05-03, Christmas
std::optional<TimeReader::Point> TimeReader::ReadDay(size_t at) const {
  at = SkipArticle(at);
  const auto point = [](size_t next, absl::CivilDay day, bool dated) { return Point{next, Day(day), Day(day + 1), dated, false, false}; };
  if (std::optional<Point> weekday = WeekdayPoint(at); weekday.has_value()) return weekday;
  if (std::optional<Point> written = WrittenDate(Is(at, "this") ? at + 1 : at); written.has_value()) return written;
  if (std::optional<Point> holiday = Holiday(at); holiday.has_value()) return holiday;
  const absl::CivilDay today = Today(now_);
  // 2019/aug/01, 2016 10 16
  size_t next = at;
  if (const std::optional<int64_t> first_year = ReadYear(at, &next); first_year.has_value()) {
    const std::optional<double> a = NumberAt(next);
    const std::optional<double> b = NumberAt(next + 1);
    if (const std::optional<int> month = MonthOf(Text(next)); month.has_value() && b.has_value() && Exists(*first_year, *month, static_cast<int>(*b))) {
      return point(next + 2, absl::CivilDay(*first_year, *month, static_cast<int>(*b)), true);
    }
    if (a.has_value() && *a >= 1 && *a <= 31 && MonthOf(Text(next + 1)).has_value() && Exists(*first_year, *MonthOf(Text(next + 1)), static_cast<int>(*a))) {
      return point(next + 2, absl::CivilDay(*first_year, *MonthOf(Text(next + 1)), static_cast<int>(*a)), true);
    }
    if (a.has_value() && b.has_value() && Text(next).size() == 2 && Text(next + 1).size() == 2 && *a >= 1 && *a <= 12 && Exists(*first_year, static_cast<int>(*a), static_cast<int>(*b))) {
      return point(next + 2, absl::CivilDay(*first_year, static_cast<int>(*a), static_cast<int>(*b)), true);
    }
  }
  std::optional<int> month;
  std::optional<double> day;
  next = at;
  if (MonthOf(Text(at)).has_value()) {
    // "in May? One number" has no day of it, "Dec. 31" has.
    if (words_[at].sentence_after && !(Text(at + 1).substr(0, 1) >= "0" && Text(at + 1).substr(0, 1) <= "9")) return std::nullopt;
    month = MonthOf(Text(at));
    day = DayNumber(SkipArticle(at + 1), &next);
    // "april 2017" is no day
    size_t ignored = 0;
    if (day.has_value() && !words_[SkipArticle(at + 1)].ordinal && ReadYear(SkipArticle(at + 1), &ignored).has_value()) return std::nullopt;
  } else if (DayNumber(at, &next).has_value()) {
    day = DayNumber(at, &next);
    if (Is(next, "day")) ++next;
    if (Is(next, "of")) ++next;
    // "the 3rd of this month", "the 15th day of the month"
    const size_t which = Is(next, "the") ? next + 1 : next;
    // "runs on printer 2 this month": the printer's number.
    const bool dated = words_[at].ordinal || Is(next - 1, "of") || (at > 0 && IsAny(at - 1, "the", "on"));
    if (dated && *day >= 1 && *day <= 31 && IsAny(which, "this", "last", "month") && (Is(which, "month") ? which > next : Is(which + 1, "month"))) {
      const absl::CivilMonth in = absl::CivilMonth(today) - (Is(which, "last") ? 1 : 0);
      if (!Exists(in.year(), in.month(), static_cast<int>(*day))) return std::nullopt;
      return point(Is(which, "month") ? which + 1 : which + 2, absl::CivilDay(in.year(), in.month(), static_cast<int>(*day)), true);
    }
    month = MonthOf(Text(next));
    ++next;
    // "the 17 from 2pm to 4pm"
    const bool named = words_[at].ordinal || (at > 0 && Is(at - 1, "the") && IsAny(at + 1, "from", "between", "at"));
    if (!month.has_value() && named) {  // "the 3rd": of this month, or the last one
      absl::CivilMonth in(today);
      if (*day > today.day()) in -= 1;
      if (*day < 1 || !Exists(in.year(), in.month(), static_cast<int>(*day))) return std::nullopt;
      return point(at + 1, absl::CivilDay(in.year(), in.month(), static_cast<int>(*day)), false);
    }
  }
  if (!month.has_value() || !day.has_value() || *day < 1 || *day > 31 || *day != std::floor(*day)) return std::nullopt;
  const size_t year_at = IsAny(next, "of", "in") ? next + 1 : next;
  size_t year_next = year_at;
  const int d = static_cast<int>(*day);
  if (const std::optional<int64_t> year = ReadYear(year_at, &year_next, Is(next, "of")); year.has_value()) {
    if (!Exists(*year, *month, d)) return std::nullopt;
    return point(year_next, absl::CivilDay(*year, *month, d), true);
  }
  if (IsAny(next, "of", "in") && IsAny(next + 1, "this", "last") && Is(next + 2, "year")) {
    const int64_t year = today.year() - (Is(next + 1, "last") ? 1 : 0);
    if (!Exists(year, *month, d)) return std::nullopt;
    return point(next + 3, absl::CivilDay(year, *month, d), true);
  }
  // The latest such day; 29 February: of the latest year that had one.
  if (!Exists(today.year(), *month, d) && (*month != 2 || d != 29)) return std::nullopt;
  int64_t year = today.year();
  while (!Exists(year, *month, d) || absl::CivilDay(year, *month, d) > today) --year;
  Point found = point(next, absl::CivilDay(year, *month, d), false);
  // "May-26" may be a month of this year.
  found.unsure = MonthOf(Text(at)).has_value() && words_[at].dash_after && d == today.year() % 100;
  return found;
}

// Monday, last Monday, Monday of last week, this week Monday, Tuesday May 9, Monday the 13th
std::optional<TimeReader::Point> TimeReader::WeekdayPoint(size_t at) const {
  const auto point = [](size_t next, absl::CivilDay day) { return Point{next, Day(day), Day(day + 1), false, false, false}; };
  const absl::CivilDay today = Today(now_);
  const absl::CivilDay monday = absl::ToCivilDay(StartOf(Unit::kWeek, now_), kUtc);
  const auto week_at = [&](size_t i) -> std::optional<int> {  // "last week": weeks back
    if (!Is(i + 1, "week")) return std::nullopt;
    if (IsAny(i, "last", "previous")) return 1;
    if (IsAny(i, "this", "current")) return 0;
    return std::nullopt;
  };
  if (const std::optional<int> back = week_at(at); back.has_value()) {
    const size_t day_at = Is(at + 2, "on") ? at + 3 : at + 2;
    const std::optional<int> weekday = WeekdayOf(Text(day_at));
    if (!weekday.has_value()) return std::nullopt;
    return point(day_at + 1, monday - 7 * *back + *weekday);
  }
  if (Is(at, "this") && Is(at + 1, "past")) at += 2;
  const bool this_week = Is(at, "this") && WeekdayOf(Text(at + 1)).has_value();
  if (this_week) ++at;
  const bool previous_week = Is(at, "previous");
  if (IsAny(at, "last", "past", "previous") && WeekdayOf(Text(at + 1)).has_value()) ++at;
  const std::optional<int> weekday = WeekdayOf(Text(at));
  if (!weekday.has_value()) return std::nullopt;
  size_t next = at + 1;
  // A date behind it says which: "Tuesday, May 9", "Friday 7/6", "Tuesday the 19th of May".
  const size_t date_at = SkipArticle(next);
  const bool date = MonthOf(Text(next)).has_value() || (NumberAt(date_at).has_value() && (MonthOf(Text(date_at + 1)).has_value() || (Is(date_at + 1, "of") && MonthOf(Text(date_at + 2)).has_value())));
  if (date || Text(next).find('/') != std::string::npos) {
    if (std::optional<Point> named = ReadDay(next); named.has_value()) return named;
  }
  if (std::optional<Point> written = WrittenDate(next); written.has_value()) return written;
  const size_t number_at = SkipArticle(next);
  size_t number_next = number_at;
  if (const std::optional<double> day = DayNumber(number_at, &number_next);
      day.has_value() && *day >= 1 && *day <= 31 && (number_at > next || words_[number_at].ordinal || (*day >= 13 && StandsAlone(number_next))) && !IsAny(number_next, "am", "pm")) {
    const std::optional<absl::CivilDay> such = LatestSuch(today, static_cast<int>(*day), *weekday);
    if (such.has_value()) return point(number_next, *such);
    return std::nullopt;
  }
  size_t of = IsAny(next, "of", "in") ? next + 1 : next;
  if (Is(of, "the")) ++of;
  if (const std::optional<int> back = week_at(of); back.has_value()) return point(of + 2, monday - 7 * *back + *weekday);
  // "the Wednesday before last": the one before the most recent
  const bool before_last = Is(next, "before") && Is(next + 1, "last") && !ReadPoint(next + 1).has_value();
  if (previous_week) return point(next, monday - 7 + *weekday);
  if (this_week) return monday + *weekday <= today ? std::optional<Point>(point(next, monday + *weekday)) : std::nullopt;
  // The most recent one before today.
  const int current = static_cast<int>(absl::GetWeekday(today));  // 0 is Monday
  int back = (current - *weekday + 7) % 7;
  if (back == 0) back = 7;
  if (before_last) return point(next + 2, today - back - 7);
  return point(next, today - back);
}

// 9, 9th, ninth, twenty two
std::optional<double> TimeReader::DayNumber(size_t at, size_t* next) const {
  static const auto& ordinals = *new std::map<std::string, int>{
      {"first", 1},   {"second", 2},   {"third", 3},       {"fourth", 4},      {"fifth", 5},      {"sixth", 6},       {"seventh", 7},    {"eighth", 8},
      {"ninth", 9},   {"tenth", 10},   {"eleventh", 11},   {"twelfth", 12},    {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15}, {"sixteenth", 16},
      {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20}, {"thirtieth", 30}};
  const auto small = [&](size_t i) -> std::optional<double> {
    const auto found = ordinals.find(Text(i));
    if (found != ordinals.end() && found->second < 10) return found->second;
    if (NumberAt(i).has_value() && *NumberAt(i) < 10 && Text(i)[0] >= 'a') return NumberAt(i);
    return std::nullopt;
  };
  if (IsAny(at, "twenty", "thirty") && small(at + 1).has_value()) {
    *next = at + 2;
    return (Is(at, "twenty") ? 20 : 30) + *small(at + 1);
  }
  *next = at + 1;
  if (const auto found = ordinals.find(Text(at)); found != ordinals.end()) {
    // "first" and "second" mean much else: only beside a month, a weekday or another such day.
    const size_t before = at > 0 && Is(at - 1, "the") ? at - 1 : at;
    bool beside = MonthOf(Text(at + 1)).has_value() || (Is(at + 1, "of") && MonthOf(Text(at + 2)).has_value()) || Is(at + 1, "day");
    // "from the fourth of this month", "on the first of the month"
    beside = beside || (Is(at + 1, "of") && IsAny(at + 2, "this", "last", "the") && Is(at + 3, "month"));
    if (before > 0) beside = beside || MonthOf(Text(before - 1)).has_value() || WeekdayOf(Text(before - 1)).has_value();
    // "between the ninth and the seventeenth of April"
    for (size_t i = at; i < at + 5 && found->second > 2; ++i) beside = beside || (Is(i, "of") && MonthOf(Text(i + 1)).has_value());
    for (size_t i = at; i > 0 && i + 5 > at && found->second > 2; --i) beside = beside || (IsAny(i - 1, "to", "through", "till", "until") && at > 2);
    if (!beside) return std::nullopt;
    return found->second;
  }
  const std::optional<double> number = NumberAt(at);
  if (number.has_value() && (*number != std::floor(*number) || *number < 0 || *number > 99)) return std::nullopt;
  return number;
}

}  // namespace aurora::query::language
