#include <map>

#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// Gauss' and Butcher's rule for the Gregorian calendar.
absl::CivilDay Easter(int64_t year) {
  const int64_t a = year % 19;
  const int64_t b = year / 100;
  const int64_t c = year % 100;
  const int64_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int64_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int64_t m = (a + 11 * h + 22 * l) / 451;
  const int64_t days = h + l - 7 * m + 114;
  return absl::CivilDay(year, days / 31, days % 31 + 1);
}

// The nth such weekday of a month.
absl::CivilDay Nth(int64_t year, int month, absl::Weekday weekday, int n) {
  return absl::NextWeekday(absl::CivilDay(year, month, 1) - 1, weekday) + 7 * (n - 1);
}

using OfYear = absl::CivilDay (*)(int64_t year);

// The days that shops and services see in their figures.
const std::map<std::string, OfYear>& Holidays() {
  static const auto& holidays = *new std::map<std::string, OfYear>{
      {"new year", [](int64_t y) { return absl::CivilDay(y, 1, 1); }},
      {"new years day", [](int64_t y) { return absl::CivilDay(y, 1, 1); }},
      {"new year day", [](int64_t y) { return absl::CivilDay(y, 1, 1); }},
      {"new years eve", [](int64_t y) { return absl::CivilDay(y, 12, 31); }},
      {"new year eve", [](int64_t y) { return absl::CivilDay(y, 12, 31); }},
      {"valentines day", [](int64_t y) { return absl::CivilDay(y, 2, 14); }},
      {"valentine day", [](int64_t y) { return absl::CivilDay(y, 2, 14); }},
      {"saint patrick", [](int64_t y) { return absl::CivilDay(y, 3, 17); }},
      {"good friday", [](int64_t y) { return Easter(y) - 2; }},
      {"easter", Easter},
      {"easter sunday", Easter},
      {"easter monday", [](int64_t y) { return Easter(y) + 1; }},
      {"earth day", [](int64_t y) { return absl::CivilDay(y, 4, 22); }},
      {"labour day", [](int64_t y) { return Nth(y, 9, absl::Weekday::monday, 1); }},
      {"labor day", [](int64_t y) { return Nth(y, 9, absl::Weekday::monday, 1); }},
      {"international workers day", [](int64_t y) { return absl::CivilDay(y, 5, 1); }},
      {"freedom day", [](int64_t y) { return absl::CivilDay(y, 6, 19); }},
      {"jubilee day", [](int64_t y) { return absl::CivilDay(y, 6, 19); }},
      {"juneteenth", [](int64_t y) { return absl::CivilDay(y, 6, 19); }},
      {"independence day", [](int64_t y) { return absl::CivilDay(y, 7, 4); }},
      {"halloween", [](int64_t y) { return absl::CivilDay(y, 10, 31); }},
      {"thanksgiving", [](int64_t y) { return Nth(y, 11, absl::Weekday::thursday, 4); }},
      {"black friday", [](int64_t y) { return Nth(y, 11, absl::Weekday::thursday, 4) + 1; }},
      {"cyber monday", [](int64_t y) { return Nth(y, 11, absl::Weekday::thursday, 4) + 4; }},
      {"christmas eve", [](int64_t y) { return absl::CivilDay(y, 12, 24); }},
      {"christmas day", [](int64_t y) { return absl::CivilDay(y, 12, 25); }},
      {"christmas", [](int64_t y) { return absl::CivilDay(y, 12, 25); }},
      {"boxing day", [](int64_t y) { return absl::CivilDay(y, 12, 26); }}};
  return holidays;
}

}  // namespace

// Christmas, last Easter, Black Friday 2010, Independence Day of this year
std::optional<TimeReader::Point> TimeReader::Holiday(size_t at) const {
  const bool last = IsAny(at, "last", "previous");
  if (last) ++at;
  std::string name;
  OfYear found = nullptr;
  size_t next = at;
  for (size_t length = 1; length <= 3 && at + length <= words_.size(); ++length) {
    name += (length > 1 ? " " : "") + Text(at + length - 1);
    if (const auto holiday = Holidays().find(name); holiday != Holidays().end()) {
      found = holiday->second;
      next = at + length;
    }
  }
  if (found == nullptr) return std::nullopt;
  const absl::CivilDay today = Today(now_);
  int64_t year = today.year();
  bool dated = false;
  size_t after = next;
  const size_t year_at = IsAny(next, "of", "in") ? next + 1 : next;
  if (const std::optional<int64_t> said = ReadYear(year_at, &after); said.has_value()) {
    year = *said;
    next = after;
    dated = true;
  } else if (year_at > next && IsAny(year_at, "this", "last") && Is(year_at + 1, "year")) {
    year -= Is(year_at, "last") ? 1 : 0;
    next = year_at + 2;
    dated = true;
  } else if (found(year) > today) {
    --year;
  }
  const absl::CivilDay day = found(year);
  return Point{next, Day(day), Day(day + 1), dated, false, false};
}

// Halloween weekend, the weekend of Thanksgiving 2023, Labor Day 2021 weekend: with the holiday where it is next to it
std::optional<TimeReader::Point> TimeReader::HolidayWeekend(size_t at) const {
  at = SkipArticle(at);
  const bool of = Is(at, "weekend") && Is(at + 1, "of");
  std::optional<Point> point = Holiday(of ? SkipArticle(at + 2) : at);
  if (!point.has_value() || (!of && !Is(point->next, "weekend"))) return std::nullopt;
  if (!of) ++point->next;
  const absl::CivilDay day = absl::ToCivilDay(point->from, kUtc);
  const int weekday = static_cast<int>(absl::GetWeekday(day));  // 0 is Monday
  const absl::CivilDay saturday = weekday < 2 ? day - weekday - 2 : day - weekday + 5;
  point->from = Day(weekday == 3 || weekday == 4 ? day : saturday);
  point->to = Day(weekday == 0 ? day + 1 : saturday + 2);
  return point;
}

}  // namespace aurora::query::language
