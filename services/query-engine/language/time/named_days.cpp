#include <cmath>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// Monday, May 3, 3 May, the 3rd of May 2026, 2026-05-03
std::optional<TimeReader::Point> TimeReader::ReadDay(size_t at) const {
  const auto point = [](size_t next, absl::CivilDay day) { return Point{next, Day(day), Day(day + 1)}; };
  const absl::CivilDay today = Today(now_);
  if (const std::optional<int> weekday = WeekdayOf(Text(at)); weekday.has_value()) {
    // "Tuesday, May 9": the date says which.
    if (MonthOf(Text(at + 1)).has_value() || (NumberAt(at + 1).has_value() && MonthOf(Text(at + 2)).has_value())) {
      if (std::optional<Point> date = ReadDay(at + 1); date.has_value()) return date;
    }
    // The most recent one before today.
    const int current = static_cast<int>(absl::GetWeekday(today));  // 0 is Monday
    int back = (current - *weekday + 7) % 7;
    if (back == 0) back = 7;
    return point(at + 1, today - back);
  }
  const std::string text = Text(at);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    int year = 0;
    int month = 0;
    int day = 0;
    if (absl::SimpleAtoi(text.substr(0, 4), &year) && absl::SimpleAtoi(text.substr(5, 2), &month) &&
        absl::SimpleAtoi(text.substr(8, 2), &day) && Exists(year, month, day)) {
      return point(at + 1, absl::CivilDay(year, month, day));
    }
    return std::nullopt;
  }
  // 1/22/2016, 22/04/2016: the month first where that is possible; 22/04 of this year or the last.
  if (const size_t slash = text.find('/'); slash != std::string::npos) {
    const std::vector<std::string> parts = absl::StrSplit(text, '/');
    int first = 0;
    int second = 0;
    int year = static_cast<int>(today.year());
    if (parts.size() > 3 || !absl::SimpleAtoi(parts[0], &first) || !absl::SimpleAtoi(parts[1], &second)) return std::nullopt;
    if (parts.size() == 3 && (!absl::SimpleAtoi(parts[2], &year) || parts[2].size() != 4)) return std::nullopt;
    if (first > 12) std::swap(first, second);
    if (!Exists(year, first, second)) return std::nullopt;
    absl::CivilDay named(year, first, second);
    if (parts.size() == 2 && named > today) named = absl::CivilDay(year - 1, first, second);
    return point(at + 1, named);
  }
  std::optional<int> month;
  std::optional<double> day;
  size_t next = at;
  if (MonthOf(text).has_value()) {
    month = MonthOf(text);
    const size_t day_at = SkipArticle(at + 1);
    day = DayNumber(day_at, &next);
  } else if (DayNumber(at, &next).has_value()) {
    day = DayNumber(at, &next);
    if (Is(next, "of")) ++next;
    month = MonthOf(Text(next));
    ++next;
    if (!month.has_value() && words_[at].ordinal) {  // "the 3rd": of this month, or the last one
      absl::CivilMonth in(today);
      if (*day > today.day()) in -= 1;
      if (*day >= 1 && Exists(in.year(), in.month(), static_cast<int>(*day))) {
        return point(at + 1, absl::CivilDay(in.year(), in.month(), static_cast<int>(*day)));
      }
      return std::nullopt;
    }
  }
  if (!month.has_value() || !day.has_value() || *day < 1 || *day > 31 || *day != std::floor(*day)) return std::nullopt;
  if (Is(next, "of") && YearAt(next + 1).has_value()) ++next;
  const std::optional<double> year = YearAt(next);
  const int d = static_cast<int>(*day);
  if (year.has_value()) {
    if (!Exists(static_cast<int64_t>(*year), *month, d)) return std::nullopt;
    return point(next + 1, absl::CivilDay(static_cast<int64_t>(*year), *month, d));
  }
  if (!Exists(today.year(), *month, d)) {
    // 29 February: of the latest year that had one.
    if (*month != 2 || d != 29) return std::nullopt;
    int64_t leap = today.year();
    while (!Exists(leap, 2, 29)) --leap;
    return point(next, absl::CivilDay(leap, 2, 29));
  }
  absl::CivilDay named(today.year(), *month, d);
  if (named > today) named = absl::CivilDay(today.year() - 1, *month, d);
  return point(next, named);
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
    if (NumberAt(i).has_value() && *NumberAt(i) < 10 && !words_[i].original.empty() && !(words_[i].original[0] >= '0' && words_[i].original[0] <= '9')) return NumberAt(i);
    return std::nullopt;
  };
  if (IsAny(at, "twenty", "thirty") && small(at + 1).has_value()) {
    *next = at + 2;
    return (Is(at, "twenty") ? 20 : 30) + *small(at + 1);
  }
  *next = at + 1;
  if (const auto found = ordinals.find(Text(at)); found != ordinals.end()) {
    // "first" and "second" mean much else: only beside a month.
    const bool beside = MonthOf(Text(at + 1)).has_value() || (Is(at + 1, "of") && MonthOf(Text(at + 2)).has_value()) || (at > 0 && MonthOf(Text(at - 1)).has_value());
    if (!beside) return std::nullopt;
    return found->second;
  }
  return NumberAt(at);
}

bool TimeReader::Exists(int64_t year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  return civil.year() == year && civil.month() == month && civil.day() == day;
}

}  // namespace aurora::query::language
