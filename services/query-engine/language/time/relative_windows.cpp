#include <cmath>
#include <map>

#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// Longer stretches than this are no question about data.
constexpr double kUnitsBackMax = 100'000;

// 22 November minus three working days; whole days, Saturdays and Sundays not counted.
absl::CivilDay WorkingDaysBefore(absl::CivilDay day, int count) {
  while (count > 0) {
    day -= 1;
    const absl::Weekday weekday = absl::GetWeekday(day);
    if (weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday) --count;
  }
  return day;
}

// "since we have data", "from the start of our records until now", "for as long as we have data": past the words that mean all
// there is; nullopt when `words` do not begin with them.
std::optional<size_t> PastBeginning(const std::vector<Word>& words) {
  const auto is = [&](size_t at, std::initializer_list<std::string_view> texts) { return at < words.size() && IsOneOf(words[at].text, texts); };
  const auto data = [&](size_t at) { return is(at, {"data", "records", "record", "recordings", "measurements", "history", "numbers", "figures", "logs", "time"}); };
  const auto now = [&](size_t at) {
    if (is(at, {"until", "till", "to", "up"}) && is(at + 1, {"now", "today", "date"})) return at + 2;
    if (is(at, {"up"}) && is(at + 1, {"to", "until"}) && is(at + 2, {"now", "today"})) return at + 3;
    return is(at, {"on", "onwards", "onward"}) ? at + 1 : at;
  };
  size_t at = 0;
  if (is(0, {"for"}) && is(1, {"as"}) && is(2, {"long", "far"}) && is(3, {"as"})) {
    at = 4;
  } else if (is(0, {"as"}) && is(1, {"far"}) && is(2, {"back"}) && is(3, {"as"})) {
    at = 4;
  } else if (is(0, {"ever"}) && is(1, {"since"})) {
    at = 2;
  } else if (is(0, {"since", "from"})) {
    at = 1;
  } else if (is(0, {"over", "for", "across"}) && is(1, {"everything"})) {
    return is(2, {"we"}) && is(3, {"have", "hold", "know"}) ? 4 : 2;
  } else if (is(0, {"over", "across", "in", "of"}) && (is(1, {"all"}) || (is(1, {"the", "our"}) && is(2, {"whole", "entire", "complete", "full"})))) {
    size_t noun = is(1, {"all"}) ? 2 : 3;
    while (is(noun, {"the", "our", "of"})) ++noun;
    if (!data(noun) && !is(noun, {"period", "timespan", "timeframe"})) return std::nullopt;
    if (is(noun + 1, {"we"}) && is(noun + 2, {"have", "hold", "keep"})) noun += 2;
    return noun + 1;
  } else if (const size_t whole = is(0, {"the", "our"}) ? 1 : 0; is(whole, {"whole", "entire", "complete", "full", "all"})) {
    // "whole history", "our full history", without a small word before it; "all records" are rows.
    size_t noun = whole + 1;
    while (is(noun, {"the", "our", "available"})) ++noun;
    if (!is(noun, {"history", "timespan", "timeframe"}) && !(is(noun, {"period"}) && !is(whole, {"all"}))) return std::nullopt;
    return noun + 1;
  } else {
    return std::nullopt;
  }
  // "since we have data", "since records began"
  if (is(at, {"we", "there"}) && is(at + 1, {"have", "had", "has", "started", "began", "are", "is", "keep", "hold"})) {
    size_t noun = at + 2;
    while (is(noun, {"any", "been", "the", "our", "keeping", "collecting", "recording", "measuring", "logging", "tracking", "counting"})) ++noun;
    if (data(noun)) return now(noun + 1);
    if (noun > at + 2 && is(noun - 1, {"recording", "measuring", "logging", "tracking", "counting", "collecting"})) return now(noun);
    return std::nullopt;
  }
  if (is(at, {"our", "the"}) && data(at + 1) && is(at + 2, {"began", "begin", "started", "start", "starts", "begins"})) ++at;
  if (data(at) && is(at + 1, {"began", "begin", "started", "start", "starts", "begins"})) return now(at + 2);
  if (is(at, {"day", "square"}) && is(at + 1, {"one", "1"})) return now(at + 2);
  // "from the very beginning", "since the start of our data"
  while (is(at, {"the", "very"})) ++at;
  if (!is(at, {"beginning", "start", "outset"})) return std::nullopt;
  ++at;
  const bool ends = at >= words.size() || words[at - 1].break_after || words[at - 1].sentence_after;
  if (is(at, {"of", "in"})) {
    ++at;
    while (is(at, {"the", "our", "all", "this", "these"})) ++at;
    return data(at) ? std::optional<size_t>(now(at + 1)) : std::nullopt;
  }
  if (now(at) > at) return now(at);
  return ends ? std::optional<size_t>(at) : std::nullopt;
}

}  // namespace

std::optional<TimeSpan> TimeReader::Always() const {
  if (Is(0, "ever") || Is(0, "alltime")) return Span(1, {});
  if (Is(0, "of") && Is(1, "all") && Is(2, "time")) return Span(3, {});
  if (Is(0, "all") && Is(1, "time")) return Span(2, {});
  if (Is(0, "on") && Is(1, "record")) return Span(2, {});
  if (const std::optional<size_t> next = PastBeginning(words_); next.has_value()) return Span(*next, {});
  if (Is(0, "whenever")) return Span(1, {});
  if (Is(0, "no") && Is(1, "matter") && Is(2, "when")) return Span(3, {});
  if (const size_t all = IsAny(0, "over", "across", "of", "for", "on") ? 1 : 0; IsAny(all, "all", "any") && IsAny(all + 1, "dates", "date", "days", "times") && all + 2 >= words_.size()) return Span(all + 2, {});
  if (IsAny(0, "to", "till") && Is(1, "date")) return Span(2, {absl::InfinitePast(), now_, "until now"});
  return std::nullopt;
}

// this week, last month, the previous quarter, the past day
std::optional<TimeSpan> TimeReader::Relative() const {
  const size_t at = SkipArticle(SkipIn(0));
  if (Is(at, "tonight")) {
    const absl::Time from = Day(Today(now_)) + absl::Hours(18);
    return Span(at + 1, {from, std::max(from, now_), "18:00 UTC today until now"});
  }
  const bool current = IsAny(at, "this", "current");
  const bool previous = IsAny(at, "last", "previous", "past", "preceding", "prior");
  if (!current && !previous) return std::nullopt;
  size_t unit_at = at + 1;
  if (current && Is(unit_at, "past")) ++unit_at;  // "this past week"
  const std::optional<Unit> unit = ReadUnit(Text(unit_at));
  if (!unit.has_value() || !Singular(unit_at)) return std::nullopt;
  size_t next = unit_at + 1;
  if (Is(next, "so") && Is(next + 1, "far")) next += 2;
  if (current && unit_at == at + 1) return Span(next, UnitWindow(*unit, StartOf(*unit, now_), now_));
  // "The last hour" and "the past day" roll; a calendar week, month or year does not, unless it is "past". Quarters are of the calendar.
  const bool rolling = *unit == Unit::kSecond || *unit == Unit::kMinute || *unit == Unit::kHour || *unit == Unit::kDay ||
                       (Is(unit_at - 1, "past") && *unit != Unit::kQuarter);
  // "the last hour and a half"
  if (previous && Is(next, "and") && Is(next + 1, "a") && Is(next + 2, "half")) return Span(next + 3, RollingWindow(*unit, 1.5, now_));
  if (rolling && !IsAny(at, "previous", "preceding", "prior")) return Span(next, RollingWindow(*unit, 1, now_));
  return Span(next, UnitWindow(*unit, AddUnits(*unit, StartOf(*unit, now_), -1), now_));
}

TimeWindow TimeReader::RollingWindow(Unit unit, double count, absl::Time until) const {
  absl::Time from;
  if (unit == Unit::kMonth || unit == Unit::kQuarter || unit == Unit::kYear) {
    // "half a year" is six months, "half a month" fifteen days.
    const double months = count * (unit == Unit::kYear ? 12 : unit == Unit::kQuarter ? 3 : 1);
    from = AddUnits(Unit::kMonth, until, -static_cast<int64_t>(months));
    if (months != std::floor(months)) from -= absl::Hours(24 * 30) * (months - std::floor(months));
  } else {
    static const std::map<Unit, absl::Duration> lengths = {{Unit::kSecond, absl::Seconds(1)},
                                                           {Unit::kMinute, absl::Minutes(1)},
                                                           {Unit::kHour, absl::Hours(1)},
                                                           {Unit::kDay, absl::Hours(24)},
                                                           {Unit::kWeek, absl::Hours(24 * 7)}};
    from = until - lengths.at(unit) * count;
  }
  return Stretch(from, until, now_);
}

// the last 24 hours, past 7 days, last half hour, 13 last minutes, the last 3 months and 2 weeks
std::optional<TimeSpan> TimeReader::Rolling() const {
  size_t at = SkipArticle(SkipIn(0));
  size_t next = at;
  std::optional<double> count;
  if (NumberAt(at).has_value() && IsAny(at + 1, "last", "past", "previous", "preceding")) {
    count = NumberAt(at);
    at += 2;
  } else {
    if (IsAny(at, "this", "these")) ++at;
    if (Is(at, "most") && Is(at + 1, "recent")) ++at;
    if (!IsAny(at, "last", "past", "previous", "preceding", "trailing", "rolling", "latest", "recent", "prior")) return std::nullopt;
    ++at;
    if (IsAny(at, "quarter", "half") && Is(at + 1, "hour")) return Span(at + 2, RollingWindow(Unit::kMinute, Is(at, "half") ? 30 : 15, now_));
    if (Is(at, "quarter") && Is(at + 1, "of") && Is(at + 2, "an") && Is(at + 3, "hour")) return Span(at + 4, RollingWindow(Unit::kMinute, 15, now_));
    if (IsAny(at, "three", "3") && Is(at + 1, "quarters") && Is(at + 2, "of") && Is(at + 3, "an") && Is(at + 4, "hour")) return Span(at + 5, RollingWindow(Unit::kMinute, 45, now_));
    if (Is(at, "fortnight")) return Span(at + 1, RollingWindow(Unit::kWeek, 2, now_));
    if (IsAny(at, "a", "an")) return std::nullopt;
    count = ReadCount(at, &next);
    // "in the past days": some of them.
    const std::optional<Unit> some = count.has_value() || Singular(at) ? std::nullopt : ReadUnit(Text(at));
    if (some.has_value() && (*some == Unit::kDay || *some == Unit::kWeek)) {
      TimeWindow window = RollingWindow(*some, *some == Unit::kDay ? 7 : 4, now_);
      window.unsure = true;
      return Span(at + 1, std::move(window));
    }
    at = next;
  }
  if (!count.has_value() || *count <= 0 || *count > kUnitsBackMax) return std::nullopt;
  if (IsAny(at, "business", "working", "work") && ReadUnit(Text(at + 1)) == Unit::kDay && *count >= 1 && *count <= 1000) {
    const absl::CivilDay today = Today(now_);
    return Span(at + 2, Stretch(Day(WorkingDaysBefore(today, static_cast<int>(*count))), Day(today), now_));
  }
  const std::optional<Unit> unit = ReadUnit(Text(at));
  if (!unit.has_value()) return std::nullopt;
  // "oven 2 last week" is no two weeks.
  if (IsAny(at - 1, "last", "past", "previous", "preceding") && Singular(at)) return std::nullopt;
  if (*unit == Unit::kQuarter && *count >= 1) {
    const absl::Time end = StartOf(Unit::kQuarter, now_);
    return Span(at + 1, Stretch(AddUnits(Unit::kQuarter, end, -static_cast<int64_t>(*count)), end, now_));
  }
  // "the last 7 days excluding today": whole ones; "including today": with it
  if (const bool without = IsAny(at + 1, "excluding", "without") || (Is(at + 1, "not") && IsAny(at + 2, "including", "counting")), with = IsAny(at + 1, "including", "incl");
      (without || with) && *unit >= Unit::kDay && *unit <= Unit::kWeek && *count >= 1 && *count == std::floor(*count)) {
    const size_t today_at = Is(at + 1, "not") ? at + 3 : at + 2;
    const absl::Duration length = absl::Hours(*unit == Unit::kDay ? 24 : 24 * 7) * *count;
    const absl::Time end = Day(Today(now_) + (with ? 1 : 0));
    if (Is(today_at, "today")) return Span(today_at + 1, Stretch(end - length, end, now_));
  }
  TimeWindow window = *unit == Unit::kDay && *count == 0.5 ? RollingWindow(Unit::kHour, 12, now_) : RollingWindow(*unit, *count, now_);
  ++at;
  // "3 months and 2 weeks and 2 days", "an hour and a half"
  while (Is(at, "and")) {
    if (Is(at + 1, "a") && Is(at + 2, "half")) {
      window = RollingWindow(*unit, *count + 0.5, now_);
      at += 3;
      break;
    }
    const std::optional<double> more = ReadCount(at + 1, &next);
    const std::optional<Unit> smaller = more.has_value() ? ReadUnit(Text(next)) : std::nullopt;
    if (!smaller.has_value() || *smaller >= *unit || *more <= 0 || *more > kUnitsBackMax) break;
    window = RollingWindow(*smaller, *more, window.from);
    window.to = now_;
    window.reading = base::StrCat(PrintTime(window.from), " until now");
    at = next + 1;
  }
  return Span(at, std::move(window));
}

// week to date, mtd
std::optional<TimeSpan> TimeReader::ToDate() const {
  const std::optional<Unit> unit = ReadUnit(Text(0));
  if (unit.has_value() && Is(1, "to") && IsAny(2, "date", "now")) return Span(3, UnitWindow(*unit, StartOf(*unit, now_), now_));
  if (Is(0, "qtd")) return Span(1, UnitWindow(Unit::kQuarter, StartOf(Unit::kQuarter, now_), now_));
  if (Is(0, "mtd")) return Span(1, UnitWindow(Unit::kMonth, StartOf(Unit::kMonth, now_), now_));
  // "2026 YTD", "2026 to date", "2026 so far": of the year that is running
  size_t next = 0;
  if (const std::optional<int64_t> year = ReadYear(0, &next); year.has_value() && *year == Today(now_).year()) {
    const absl::Time start = StartOf(Unit::kYear, now_);
    if (Is(next, "ytd")) return Span(next + 1, UnitWindow(Unit::kYear, start, now_));
    if ((Is(next, "to") && Is(next + 1, "date")) || (Is(next, "so") && Is(next + 1, "far"))) return Span(next + 2, UnitWindow(Unit::kYear, start, now_));
  }
  if (Is(0, "ytd") && ReadYear(1, &next) == Today(now_).year()) return Span(next, UnitWindow(Unit::kYear, StartOf(Unit::kYear, now_), now_));
  if (Is(0, "ytd")) return Span(1, UnitWindow(Unit::kYear, StartOf(Unit::kYear, now_), now_));
  if (Is(0, "wtd")) return Span(1, UnitWindow(Unit::kWeek, StartOf(Unit::kWeek, now_), now_));
  return std::nullopt;
}

// the last three full days, the previous two complete weeks
std::optional<TimeSpan> TimeReader::FullUnits() const {
  size_t at = SkipArticle(SkipIn(0));
  const bool recent = Is(at, "most") && Is(at + 1, "recent");
  if (!recent && !IsAny(at, "last", "past", "previous", "preceding", "latest", "prior")) return std::nullopt;
  at += recent ? 2 : 1;
  double count = 1;
  if (NumberAt(at).has_value()) {
    count = *NumberAt(at);
    ++at;
  }
  if (!IsAny(at, "full", "whole", "complete", "calendar", "completed", "entire")) return std::nullopt;
  if (Is(at + 1, "calendar")) ++at;
  const std::optional<Unit> unit = ReadUnit(Text(at + 1));
  if (!unit.has_value() || count < 1 || count > 10'000) return std::nullopt;
  const absl::Time end = StartOf(*unit, now_);
  return Span(at + 2, Stretch(AddUnits(*unit, end, -static_cast<int64_t>(count)), end, now_));
}

// earlier this month, earlier in the week, so far this year, for the week
std::optional<TimeSpan> TimeReader::Earlier() const {
  const size_t begin = SkipArticle(SkipIn(0));
  size_t at = begin;
  if (Is(at, "earlier")) {
    ++at;
  } else if (Is(at, "so") && Is(at + 1, "far")) {
    at += 2;
  } else if (IsAny(0, "for", "during", "in") && Is(1, "the")) {
    const std::optional<Unit> unit = ReadUnit(Text(2));
    if (!unit.has_value() || *unit < Unit::kWeek || !Singular(2) || IsAny(3, "of", "before", "after", "ending", "starting", "to", "over", "from")) return std::nullopt;
    if (NumberAt(3).has_value()) return std::nullopt;
    return Span(3, UnitWindow(*unit, StartOf(*unit, now_), now_));
  } else {
    return std::nullopt;
  }
  if (Is(at, "in")) ++at;
  if (Is(at, "today")) return Span(at + 1, UnitWindow(Unit::kDay, StartOf(Unit::kDay, now_), now_));
  // "so far in May"
  if (const std::optional<Point> month = MonthPoint(at); month.has_value() && month->from <= now_ && month->to > now_) return Span(month->next, Stretch(month->from, now_, now_));
  if (!IsAny(at, "this", "the")) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(at + 1));
  if (!unit.has_value()) return std::nullopt;
  return Span(at + 2, UnitWindow(*unit, StartOf(*unit, now_), now_));
}

// 2 weeks starting May 20th, for 3 days from Monday
std::optional<TimeSpan> TimeReader::Lasting() const {
  size_t at = SkipArticle(SkipIn(0));
  size_t next = at;
  const std::optional<double> count = ReadCount(at, &next);
  if (!count.has_value() || *count < 1 || *count > 10'000) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(next));
  if (!unit.has_value() || *unit < Unit::kHour || !IsAny(next + 1, "starting", "beginning", "from", "commencing")) return std::nullopt;
  at = IsAny(next + 2, "on", "from", "at") ? next + 3 : next + 2;
  const std::optional<Point> point = ReadPoint(at);
  if (!point.has_value() || point->bare || point->from >= now_) return std::nullopt;
  if (*unit == Unit::kHour && point->clock) return std::nullopt;
  return Span(point->next, Stretch(point->from, AddUnits(*unit, point->from, static_cast<int64_t>(*count)), now_));
}

// more than 10 days ago: all before that; less than an hour ago: since then
std::optional<TimeSpan> TimeReader::FurtherBack() const {
  size_t at = 0;
  bool within = false;
  if (IsAny(0, "over", "beyond") && !Is(1, "the")) {
    at = 1;
  } else if (IsAny(0, "under", "within")) {
    at = 1;
    within = true;
  } else if (IsAny(0, "more", "longer", "further", "less", "fewer") && Is(1, "than")) {
    at = 2;
    within = IsAny(0, "less", "fewer");
  } else if (Is(0, "at") && IsAny(1, "least", "most")) {
    at = 2;
    within = Is(1, "most");
  } else {
    return std::nullopt;
  }
  size_t unit_at = at;
  const std::optional<double> count = ReadCount(at, &unit_at);
  const std::optional<Unit> unit = count.has_value() ? ReadUnit(Text(unit_at)) : std::nullopt;
  if (!unit.has_value() || *count <= 0 || *count > kUnitsBackMax || !Is(unit_at + 1, "ago")) return std::nullopt;
  const absl::Time moment = RollingWindow(*unit, *count, now_).from;
  return Span(unit_at + 2, within ? Stretch(moment, now_, now_) : Stretch(absl::InfinitePast(), moment, now_));
}

}  // namespace aurora::query::language
