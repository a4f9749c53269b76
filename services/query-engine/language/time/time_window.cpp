#include "services/query-engine/language/time/time_window.h"

#include <array>
#include <cmath>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

const absl::TimeZone kUtc = absl::UTCTimeZone();

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

std::optional<int> MonthOf(const std::string& word) {
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || (word.size() >= 3 && word == kMonths[i].substr(0, 3)) || (i == 8 && word == "sept")) {
      return static_cast<int>(i + 1);
    }
  }
  return std::nullopt;
}

// 0 is Monday.
std::optional<int> WeekdayOf(std::string word) {
  if (word.size() > 3 && word.back() == 's') word.pop_back();
  for (size_t i = 0; i < kWeekdays.size(); ++i) {
    if (word == kWeekdays[i]) return static_cast<int>(i);
  }
  return std::nullopt;
}

absl::Time ToTime(absl::CivilSecond civil) { return absl::FromCivil(civil, kUtc); }
absl::CivilDay Today(absl::Time now) { return absl::ToCivilDay(now, kUtc); }
absl::Time Day(absl::CivilDay day) { return absl::FromCivil(day, kUtc); }

std::string PrintDay(absl::CivilDay day) {
  return base::StrCat(absl::FormatTime("%A %Y-%m-%d", Day(day), kUtc));
}

TimeWindow DayWindow(absl::CivilDay day, absl::Time now) {
  TimeWindow window{Day(day), std::min(Day(day + 1), now), ""};
  window.reading = Day(day + 1) > now ? base::StrCat(PrintDay(day), " 00:00 UTC until now")
                                      : base::StrCat(PrintDay(day), ", the whole day (UTC)");
  return window;
}

// The unit that begins at `from`, until its end or now.
TimeWindow UnitWindow(Unit unit, absl::Time from, absl::Time now) {
  const absl::Time end = AddUnits(unit, from, 1);
  TimeWindow window{from, std::min(end, now), ""};
  window.reading = end > now ? base::StrCat(absl::FormatTime("%A %Y-%m-%d %H:%M", from, kUtc), " UTC until now")
                             : base::StrCat(PrintTime(from), " until ", PrintTime(end));
  return window;
}

// A moment or a day that a range can begin or end with.
struct Point {
  size_t next = 0;
  absl::Time from;
  // End of what was named: the next day for a day, the same moment for a clock time.
  absl::Time to;
};

class Reader {
 public:
  Reader(const std::vector<Word>& words, size_t at, absl::Time now) : words_(words), at_(at), now_(now) {}

  std::optional<TimeSpan> Read() {
    std::optional<TimeSpan> best;
    const auto offer = [&](std::optional<TimeSpan> span) {
      if (span.has_value() && (!best.has_value() || span->last > best->last)) best = span;
    };
    offer(Always());
    offer(Relative());
    offer(Rolling());
    offer(Ago());
    offer(Since());
    offer(Until());
    offer(Range());
    offer(ClockRange());
    offer(Named());
    offer(NightOrWeekend());
    offer(ToDate());
    offer(MonthOrYear());
    offer(PartOfMonth());
    offer(PartOfDay());
    offer(FullUnits());
    offer(WeekOf());
    offer(YearFirst());
    return best;
  }

 private:
  bool Is(size_t at, std::string_view word) const { return at < words_.size() && words_[at].text == word; }
  template <typename... More>
  bool IsAny(size_t at, std::string_view word, More... more) const {
    return Is(at, word) || (Is(at, more) || ...);
  }
  std::string Text(size_t at) const { return at < words_.size() ? words_[at].text : ""; }
  std::optional<double> NumberAt(size_t at) const {
    return at < words_.size() && !words_[at].money && !words_[at].percent ? words_[at].number : std::nullopt;
  }
  TimeSpan Span(size_t last, TimeWindow window) const { return {at_, last, std::move(window)}; }
  size_t SkipArticle(size_t at) const { return Is(at, "the") ? at + 1 : at; }
  size_t SkipIn(size_t at) const {
    return IsAny(at, "in", "on", "during", "over", "within", "for", "of", "from", "at") ? at + 1 : at;
  }

  std::optional<TimeSpan> Always() {
    if (Is(at_, "ever") || Is(at_, "alltime")) return Span(at_, {});
    if (Is(at_, "of") && Is(at_ + 1, "all") && Is(at_ + 2, "time")) return Span(at_ + 2, {});
    if (Is(at_, "all") && Is(at_ + 1, "time")) return Span(at_ + 1, {});
    if (Is(at_, "on") && Is(at_ + 1, "record")) return Span(at_ + 1, {});
    if (Is(at_, "so") && Is(at_ + 1, "far")) return std::nullopt;
    return std::nullopt;
  }

  // today, yesterday, this week, last month, the previous quarter, the week before
  std::optional<TimeSpan> Relative() {
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

  bool Singular(size_t at) const {
    const std::string text = Text(at);
    return !text.empty() && text.back() != 's';
  }

  TimeWindow RollingWindow(Unit unit, double count) const {
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
  std::optional<TimeSpan> Rolling() {
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
  std::optional<TimeSpan> Ago() {
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

  std::optional<TimeSpan> Since() {
    const bool since = IsAny(at_, "since", "after", "starting") || Is(at_, "from");
    if (!since) return std::nullopt;
    size_t at = at_ + 1;
    if (Is(at_, "starting") && IsAny(at, "from", "on")) ++at;
    const std::optional<Point> point = ReadPoint(at, /*past_weekday=*/true);
    if (!point.has_value()) return std::nullopt;
    if (Is(at_, "from")) {  // "from Monday on", "from 3 May until now"
      size_t last = point->next;
      if (Is(last, "on") || Is(last, "onwards") || Is(last, "onward")) {
        return Span(last, {point->from, now_, base::StrCat(PrintTime(point->from), " until now")});
      }
      return std::nullopt;
    }
    const absl::Time from = Is(at_, "after") ? point->to : point->from;
    if (from > now_) return std::nullopt;
    return Span(point->next - 1, {from, now_, base::StrCat(PrintTime(from), " until now")});
  }

  std::optional<TimeSpan> Until() {
    if (!IsAny(at_, "before", "until", "till")) return std::nullopt;
    const std::optional<Point> point = ReadPoint(at_ + 1, true);
    if (!point.has_value()) return std::nullopt;
    const absl::Time to = Is(at_, "before") ? point->from : point->to;
    // "before 9 this morning" is of that day.
    if (point->from == point->to && point->from != StartOf(Unit::kDay, point->from)) {
      const absl::Time day = StartOf(Unit::kDay, to);
      return Span(point->next - 1, {day, std::min(to, now_), base::StrCat(PrintTime(day), " until ", PrintTime(to))});
    }
    return Span(point->next - 1, {absl::InfinitePast(), std::min(to, now_), base::StrCat("before ", PrintTime(to))});
  }

  // from 9 to 11 May, between Monday and Wednesday, from May 3 until May 5
  std::optional<TimeSpan> Range() {
    const bool from = Is(at_, "from");
    const bool between = Is(at_, "between");
    if (!from && !between) return std::nullopt;
    size_t at = SkipArticle(at_ + 1);
    std::optional<Point> first = ReadPoint(at, true);
    std::optional<double> day;
    size_t separator;
    if (first.has_value() && !NumberAlone(at)) {
      separator = first->next;
    } else {
      day = NumberAt(at);
      if (!day.has_value() || *day < 1 || *day > 31) return std::nullopt;
      separator = at + 1;
    }
    const bool joined = from ? IsAny(separator, "to", "until", "till", "through") : Is(separator, "and");
    if (!joined) return std::nullopt;
    const std::optional<Point> second = ReadPoint(SkipArticle(separator + 1), true);
    if (!second.has_value()) return std::nullopt;
    absl::Time begin;
    if (day.has_value()) {
      const absl::CivilDay last = absl::ToCivilDay(second->from, kUtc);
      begin = Day(absl::CivilDay(last.year(), last.month(), static_cast<int>(*day)));
    } else {
      begin = first->from;
    }
    const absl::Time end = second->to;
    if (begin >= end) return std::nullopt;
    TimeWindow window{begin, std::min(end, now_), ""};
    window.reading = base::StrCat(PrintTime(begin), " until ", end > now_ ? "now" : PrintTime(end), ", both days included");
    return Span(second->next - 1, std::move(window));
  }

  bool NumberAlone(size_t at) const { return NumberAt(at).has_value() && !MonthOf(Text(at + 1)).has_value() && !Is(at + 1, "of"); }

  // between 8pm and 11pm yesterday
  std::optional<TimeSpan> ClockRange() {
    if (!IsAny(at_, "between", "from")) return std::nullopt;
    const std::optional<std::pair<size_t, absl::Duration>> first = ReadClock(at_ + 1);
    if (!first.has_value() || !IsAny(first->first, "and", "to", "until")) return std::nullopt;
    const std::optional<std::pair<size_t, absl::Duration>> second = ReadClock(first->first + 1);
    if (!second.has_value()) return std::nullopt;
    absl::CivilDay day = Today(now_);
    size_t last = second->first - 1;
    size_t at = SkipIn(second->first);
    if (Is(at, "today")) {
      last = at;
    } else if (Is(at, "yesterday")) {
      day -= 1;
      last = at;
    } else if (const std::optional<Point> point = ReadPoint(at, true); point.has_value()) {
      day = absl::ToCivilDay(point->from, kUtc);
      last = point->next - 1;
    }
    const absl::Time from = Day(day) + first->second;
    const absl::Time to = std::min(Day(day) + second->second, now_);
    if (from >= to) return std::nullopt;
    return Span(last, {from, to, base::StrCat(PrintTime(from), " until ", PrintTime(to))});
  }

  // on Monday, last Friday, on 20 May, May 20 2026, 2026-05-20
  std::optional<TimeSpan> Named() {
    const size_t at = SkipArticle(SkipIn(at_));
    const bool last_named = Is(at, "last");
    if (last_named && !WeekdayOf(Text(at + 1)).has_value()) return std::nullopt;
    const std::optional<Point> point = ReadDay(last_named ? at + 1 : at);
    if (!point.has_value() || point->from > now_) return std::nullopt;
    return Span(point->next - 1, DayWindow(absl::ToCivilDay(point->from, kUtc), now_));
  }

  std::optional<TimeSpan> NightOrWeekend() {
    size_t at = SkipArticle(SkipIn(at_));
    if (Is(at, "last") && Is(at + 1, "night")) {
      const absl::Time from = Day(Today(now_) - 1) + absl::Hours(18);
      const absl::Time to = std::min(Day(Today(now_)) + absl::Hours(6), now_);
      return Span(at + 1, {from, to, "yesterday 18:00 UTC until today 06:00 UTC"});
    }
    if (IsAny(at, "last", "this", "past")) ++at;
    if (!Is(at, "weekend")) return std::nullopt;
    // The latest Saturday and Sunday that are over.
    const absl::Time sunday_end = StartOf(Unit::kWeek, now_);
    const absl::Time from = sunday_end - absl::Hours(48);
    return Span(at, {from, sunday_end, base::StrCat("Saturday and Sunday, ", PrintTime(from), " until ", PrintTime(sunday_end))});
  }

  // week to date, mtd
  std::optional<TimeSpan> ToDate() {
    const std::optional<Unit> unit = ReadUnit(Text(at_));
    if (unit.has_value() && Is(at_ + 1, "to") && Is(at_ + 2, "date")) {
      return Span(at_ + 2, UnitWindow(*unit, StartOf(*unit, now_), now_));
    }
    if (Is(at_, "ytd")) return Span(at_, UnitWindow(Unit::kYear, StartOf(Unit::kYear, now_), now_));
    if (Is(at_, "mtd")) return Span(at_, UnitWindow(Unit::kMonth, StartOf(Unit::kMonth, now_), now_));
    if (Is(at_, "wtd")) return Span(at_, UnitWindow(Unit::kWeek, StartOf(Unit::kWeek, now_), now_));
    return std::nullopt;
  }

  // in April, April 2025, in 2025, Q1 2026
  std::optional<TimeSpan> MonthOrYear() {
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
  std::optional<TimeSpan> PartOfMonth() {
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
  std::optional<TimeSpan> WeekOf() {
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
  std::optional<TimeSpan> YearFirst() {
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

  // this morning, yesterday evening, Monday afternoon
  std::optional<TimeSpan> PartOfDay() {
    size_t at = SkipArticle(SkipIn(at_));
    absl::CivilDay day = Today(now_);
    if (Is(at, "this")) {
      ++at;
    } else if (Is(at, "yesterday")) {
      day -= 1;
      ++at;
    } else if (Is(at, "today")) {
      ++at;
    } else if (const std::optional<Point> point = ReadDay(Is(at, "last") ? at + 1 : at); point.has_value()) {
      day = absl::ToCivilDay(point->from, kUtc);
      at = point->next;
    } else {
      return std::nullopt;
    }
    if (IsAny(at, "in", "during")) ++at;
    at = SkipArticle(at);
    int from = 0;
    int to = 0;
    if (IsAny(at, "morning", "mornings")) {
      from = 6;
      to = 12;
    } else if (Is(at, "afternoon")) {
      from = 12;
      to = 18;
    } else if (Is(at, "evening")) {
      from = 18;
      to = 24;
    } else if (Is(at, "night")) {
      from = 18;
      to = 30;
    } else {
      return std::nullopt;
    }
    const absl::Time begin = Day(day) + absl::Hours(from);
    const absl::Time end = std::min(Day(day) + absl::Hours(to), now_);
    if (begin >= end) return std::nullopt;
    return Span(at, {begin, end, base::StrCat(PrintTime(begin), " until ", PrintTime(end))});
  }

  // the last three full days, the previous two complete weeks
  std::optional<TimeSpan> FullUnits() {
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

  std::optional<double> YearAt(size_t at) const {
    const std::optional<double> number = NumberAt(at);
    if (!number.has_value() || *number < 1970 || *number > 2100 || std::floor(*number) != *number) return std::nullopt;
    return number;
  }

  // --- points

  // A day or a moment: yesterday, Monday, May 3, 7 this morning, 9am, the beginning of the month
  std::optional<Point> ReadPoint(size_t at, bool past_weekday) const {
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
  Point AtClock(Point day) const {
    size_t at = day.next;
    if (IsAny(at, "at", "from")) ++at;
    const std::optional<std::pair<size_t, absl::Duration>> clock = ReadClock(at);
    if (!clock.has_value()) return day;
    return Point{clock->first, day.from + clock->second, day.from + clock->second};
  }

  // 9am, 8 pm, noon, 7:30, "7" only before "this morning"
  std::optional<std::pair<size_t, absl::Duration>> ReadClock(size_t at) const {
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

  // Monday, May 3, 3 May, the 3rd of May 2026, 2026-05-03
  std::optional<Point> ReadDay(size_t at) const {
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
  std::optional<double> DayNumber(size_t at, size_t* next) const {
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

  static bool Exists(int64_t year, int month, int day) {
    const absl::CivilDay civil(year, month, day);
    return civil.year() == year && civil.month() == month && civil.day() == day;
  }

  const std::vector<Word>& words_;
  const size_t at_;
  const absl::Time now_;
};

}  // namespace

std::optional<TimeSpan> ReadTime(const std::vector<Word>& words, size_t at, absl::Time now) {
  std::optional<TimeSpan> span = Reader(words, at, now).Read();
  if (span.has_value() && span->last >= words.size()) return std::nullopt;
  return span;
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
