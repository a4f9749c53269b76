#include "services/query-engine/language/time/calendar.h"

#include <algorithm>
#include <array>
#include <map>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

absl::Time ToTime(absl::CivilSecond civil) { return absl::FromCivil(civil, kUtc); }

std::string PrintDay(absl::CivilDay day) {
  return base::StrCat(absl::FormatTime("%A %Y-%m-%d", Day(day), kUtc));
}

}  // namespace

std::optional<int> MonthOf(const std::string& word) {
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || (word.size() >= 3 && word == kMonths[i].substr(0, 3)) || (i == 8 && word == "sept")) {
      return static_cast<int>(i + 1);
    }
  }
  return std::nullopt;
}

std::optional<int> WeekdayOf(std::string word) {
  static const auto& shorter = *new std::map<std::string, int>{{"mon", 0}, {"tue", 1}, {"tues", 1}, {"wed", 2}, {"thu", 3}, {"thur", 3}, {"thurs", 3},
                                                               {"fri", 4}, {"sat", 5}, {"sun", 6}};
  if (const auto found = shorter.find(word); found != shorter.end()) return found->second;
  if (word.size() > 3 && word.back() == 's') word.pop_back();
  for (size_t i = 0; i < kWeekdays.size(); ++i) {
    if (word == kWeekdays[i]) return static_cast<int>(i);
  }
  return std::nullopt;
}

TimeWindow DayWindow(absl::CivilDay day, absl::Time now) {
  TimeWindow window{Day(day), std::min(Day(day + 1), now), ""};
  window.reading = Day(day + 1) > now ? base::StrCat(PrintDay(day), " 00:00 UTC until now")
                                      : base::StrCat(PrintDay(day), ", the whole day (UTC)");
  return window;
}

TimeWindow UnitWindow(Unit unit, absl::Time from, absl::Time now) {
  const absl::Time end = AddUnits(unit, from, 1);
  TimeWindow window{from, std::min(end, now), ""};
  window.reading = end > now ? base::StrCat(absl::FormatTime("%A %Y-%m-%d %H:%M", from, kUtc), " UTC until now")
                             : base::StrCat(PrintTime(from), " until ", PrintTime(end));
  return window;
}

TimeWindow Stretch(absl::Time from, absl::Time to, absl::Time now) {
  TimeWindow window{from, std::min(to, now), ""};
  if (from == absl::InfinitePast()) {
    window.reading = base::StrCat("before ", PrintTime(window.to));
  } else {
    window.reading = base::StrCat(PrintTime(from), " until ", to > now ? "now" : PrintTime(to));
  }
  return window;
}

std::optional<Unit> ReadUnit(const std::string& word) {
  static const auto& units = *new std::map<std::string, Unit>{
      {"second", Unit::kSecond}, {"seconds", Unit::kSecond}, {"sec", Unit::kSecond}, {"secs", Unit::kSecond},
      {"minute", Unit::kMinute}, {"minutes", Unit::kMinute}, {"min", Unit::kMinute}, {"mins", Unit::kMinute},
      {"hour", Unit::kHour},     {"hours", Unit::kHour},     {"hr", Unit::kHour},    {"hrs", Unit::kHour},
      {"day", Unit::kDay},       {"days", Unit::kDay},       {"week", Unit::kWeek},  {"weeks", Unit::kWeek},
      {"month", Unit::kMonth},   {"months", Unit::kMonth},   {"quarter", Unit::kQuarter}, {"quarters", Unit::kQuarter},
      {"year", Unit::kYear},     {"years", Unit::kYear}};
  const auto found = units.find(word);
  if (found == units.end()) return std::nullopt;
  return found->second;
}

absl::Time StartOf(Unit unit, absl::Time time) {
  const absl::CivilSecond civil = absl::ToCivilSecond(time, kUtc);
  switch (unit) {
    case Unit::kSecond:
      return ToTime(civil);
    case Unit::kMinute:
      return ToTime(absl::CivilSecond(absl::CivilMinute(civil)));
    case Unit::kHour:
      return ToTime(absl::CivilSecond(absl::CivilHour(civil)));
    case Unit::kDay:
      return Day(absl::CivilDay(civil));
    case Unit::kWeek:
      return Day(absl::PrevWeekday(absl::CivilDay(civil) + 1, absl::Weekday::monday));
    case Unit::kMonth:
      return Day(absl::CivilDay(absl::CivilMonth(civil)));
    case Unit::kQuarter:
      return Day(absl::CivilDay(civil.year(), (civil.month() - 1) / 3 * 3 + 1, 1));
    case Unit::kYear:
      return Day(absl::CivilDay(absl::CivilYear(civil)));
  }
  return time;
}

absl::Time AddUnits(Unit unit, absl::Time time, int64_t count) {
  switch (unit) {
    case Unit::kSecond:
      return time + absl::Seconds(count);
    case Unit::kMinute:
      return time + absl::Minutes(count);
    case Unit::kHour:
      return time + absl::Hours(count);
    case Unit::kDay:
      return time + absl::Hours(24 * count);
    case Unit::kWeek:
      return time + absl::Hours(24 * 7 * count);
    case Unit::kMonth:
    case Unit::kQuarter:
    case Unit::kYear: {
      const int64_t months = unit == Unit::kMonth ? count : (unit == Unit::kQuarter ? 3 * count : 12 * count);
      const absl::CivilSecond civil = absl::ToCivilSecond(time, kUtc);
      const absl::CivilMonth month = absl::CivilMonth(civil) + months;
      // 31 March minus a month is the last of February.
      const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
      const int day = std::min(civil.day(), last.day());
      return ToTime(absl::CivilSecond(month.year(), month.month(), day, civil.hour(), civil.minute(), civil.second()));
    }
  }
  return time;
}

std::string PrintTime(absl::Time time) { return base::StrCat(absl::FormatTime("%Y-%m-%d %H:%M", time, kUtc), " UTC"); }

std::string UnitName(Unit unit) {
  static constexpr std::array<const char*, 8> kNames = {"second", "minute", "hour",    "day",
                                                        "week",   "month",  "quarter", "year"};
  return kNames[static_cast<size_t>(unit)];
}

Grain DefaultGrain(const TimeWindow& window, absl::Time now) {
  if (window.from == absl::InfinitePast()) return {Unit::kDay, 1};
  const absl::Duration length = std::min(window.to, now) - window.from;
  if (length <= absl::Hours(1)) return {Unit::kMinute, 1};
  if (length <= absl::Hours(6)) return {Unit::kMinute, 5};
  if (length <= absl::Hours(72)) return {Unit::kHour, 1};
  if (length <= absl::Hours(24 * 93)) return {Unit::kDay, 1};
  return {Unit::kWeek, 1};
}

}  // namespace aurora::query::language
