#include <algorithm>

#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

// Stretches that lean on a day or a moment: before it, after it, up to it, or a part of it.

namespace aurora::query::language {
namespace {

constexpr double kUnitsMax = 10'000;

bool Whole(double count) { return count == static_cast<double>(static_cast<int64_t>(count)); }

}  // namespace

// the 2 hours before noon, the five days after May 10, the week leading up to Easter, the 7 days ending yesterday
std::optional<TimeSpan> TimeReader::Anchored() const {
  const size_t begin = SkipIn(0);
  const bool article = Is(begin, "the");
  const size_t at = SkipArticle(begin);
  size_t unit_at = at;
  const std::optional<double> count = ReadCount(at, &unit_at);
  if (!count.has_value()) unit_at = at;
  const std::optional<Unit> unit = ReadUnit(Text(unit_at));
  // "5 days before May 10" is a day, and "from 5 days before" begins with it.
  const bool stretch = article || (begin > 0 && !IsAny(0, "from", "of", "at"));
  if (!unit.has_value() || !stretch || (!count.has_value() && (!article || !Singular(unit_at))) || count.value_or(1) <= 0 || count.value_or(1) > kUnitsMax) return std::nullopt;
  enum class Side { kBefore, kUpTo, kAfter };
  Side side = Side::kBefore;
  size_t anchor_at = unit_at + 2;
  if (Is(unit_at + 1, "leading") && Is(unit_at + 2, "up") && Is(unit_at + 3, "to")) {
    anchor_at = unit_at + 4;
  } else if (size_t ended = Is(unit_at + 1, "that") ? unit_at + 2 : unit_at + 1; IsAny(ended, "ended", "ends") && (ended > unit_at + 1 || IsAny(ended + 1, "on", "with", "at", "yesterday"))) {
    // "the seven days that ended on Sunday the 17th"
    side = Side::kUpTo;
    anchor_at = IsAny(ended + 1, "on", "with", "at") ? ended + 2 : ended + 1;
  } else if (Is(unit_at + 1, "to") && count.has_value() && *unit >= Unit::kDay && !IsAny(unit_at + 2, "date", "now")) {
    // "the 7 days to 17 May"
    side = Side::kUpTo;
  } else if (IsAny(unit_at + 1, "ending", "until", "till") || (Is(unit_at + 1, "up") && IsAny(unit_at + 2, "to", "until", "till"))) {
    side = Side::kUpTo;
    if (Is(unit_at + 1, "up") || IsAny(unit_at + 2, "on", "with", "at")) ++anchor_at;
    if (IsAny(anchor_at, "and", "including")) return std::nullopt;
  } else if (IsAny(unit_at + 1, "after", "following")) {
    side = Side::kAfter;
  } else if (Is(unit_at + 1, "prior") && Is(unit_at + 2, "to")) {
    anchor_at = unit_at + 3;
  } else if (!IsAny(unit_at + 1, "before", "preceding")) {
    return std::nullopt;
  }
  // A day by its own name.
  if (!count.has_value() && *unit == Unit::kDay && Is(anchor_at, "yesterday")) return std::nullopt;
  const std::optional<Point> anchor = ReadPoint(anchor_at);
  if (!anchor.has_value() || anchor->bare || anchor->from == absl::InfinitePast()) return std::nullopt;
  // The midnight that a day begins with, or that it ends with?
  if (Is(anchor_at, "midnight") && anchor->next > anchor_at + 1) return std::nullopt;
  TimeWindow window;
  if (side == Side::kAfter) {
    if (!Whole(count.value_or(1)) || anchor->to >= now_) return std::nullopt;
    window = Stretch(anchor->to, AddUnits(*unit, anchor->to, static_cast<int64_t>(count.value_or(1))), now_);
  } else {
    const absl::Time to = side == Side::kUpTo ? anchor->to : anchor->from;
    window = RollingWindow(*unit, count.value_or(1), to);
    if (window.from >= now_) return std::nullopt;
  }
  window.unsure = anchor->unsure;
  return Span(anchor->next, std::move(window));
}

// the morning of May 19, in the early hours of Tuesday, the night of May 12, the night from Tuesday to Wednesday
std::optional<TimeSpan> TimeReader::PartOfNamedDay() const {
  const size_t at = SkipArticle(SkipIn(0));
  std::optional<std::pair<int, int>> hours;
  size_t next = at + 1;
  if (IsAny(at, "early", "small") && Is(at + 1, "hours")) {
    hours = {0, 6};
    next = at + 2;
  } else if (!IsAny(at, "am", "pm")) {
    hours = PartHours(at);
  }
  const bool night = Is(at, "night");
  if (!hours.has_value() || !(IsAny(next, "of", "on") || (night && Is(next, "from")))) return std::nullopt;
  const std::optional<Point> day = DayPoint(next + 1);
  if (!day.has_value() || day->to - day->from != absl::Hours(24)) return std::nullopt;
  next = day->next;
  if (night && (IsAny(next, "to", "until", "till") || Dash(next - 1))) {
    const size_t second_at = IsAny(next, "to", "until", "till") ? next + 1 : next;
    const std::optional<Point> second = DayPoint(second_at);
    const std::optional<int> weekday = WeekdayOf(Text(SkipArticle(second_at)));
    const bool follows = second.has_value() && (second->from == day->to || (weekday.has_value() && *weekday == static_cast<int>(absl::GetWeekday(absl::ToCivilDay(day->to, kUtc)))));
    if (!follows) return std::nullopt;
    next = second->next;
  }
  const absl::Time from = day->from + absl::Hours(hours->first);
  if (from >= now_) return std::nullopt;
  return Span(next, Stretch(from, day->from + absl::Hours(hours->second), now_));
}

// this morning between 6 and 8, last night from 10 to 1
std::optional<TimeSpan> TimeReader::PartAndClocks() const {
  const size_t at = SkipIn(0);
  const bool last_night = Is(at, "last") && Is(at + 1, "night");
  if (!last_night && !(Is(at, "this") && PartHours(at + 1).has_value())) return std::nullopt;
  const std::optional<ClockSpan> clocks = IsAny(at + 2, "between", "from") ? ReadClockSpan(at + 3) : std::nullopt;
  if (!clocks.has_value()) return std::nullopt;
  absl::Duration from = clocks->from;
  absl::Duration to = clocks->to;
  const bool later = last_night || !Is(at + 1, "morning");
  if (later && from < absl::Hours(12) && (!last_night || from >= absl::Hours(5))) from += absl::Hours(12);
  if (last_night && from < absl::Hours(5)) from += absl::Hours(24);
  while (later && to <= from) to += absl::Hours(12);
  if (later && to - from > absl::Hours(12)) to -= absl::Hours(12);
  const absl::Time day = Day(Today(now_) - (last_night ? 1 : 0));
  if (day + from >= now_ || to <= from) return std::nullopt;
  return Span(clocks->next, Stretch(day + from, day + to, now_));
}

// last year's Q3, this year's April
std::optional<TimeReader::Point> TimeReader::PartOfYear(size_t at) const {
  if (!IsAny(at, "last", "this") || !Is(at + 1, "year")) return std::nullopt;
  std::optional<Point> part = MonthOf(Text(at + 2)).has_value() ? MonthPoint(at + 2) : QuarterPoint(at + 2);
  if (!part.has_value() || part->dated) return std::nullopt;
  const int64_t wanted = Today(now_).year() - (Is(at, "last") ? 1 : 0);
  const int64_t years = wanted - absl::ToCivilYear(part->from, kUtc).year();
  part->from = AddUnits(Unit::kYear, part->from, years);
  part->to = AddUnits(Unit::kYear, part->to, years);
  part->dated = true;
  return part;
}

// the first Monday of May, the last Friday in April
std::optional<TimeReader::Point> TimeReader::NthWeekday(size_t at) const {
  at = SkipArticle(at);
  size_t next = at;
  const std::optional<int> index = ReadIndex(at, &next);
  const std::optional<int> weekday = index.has_value() ? WeekdayOf(Text(next)) : std::nullopt;
  if (!weekday.has_value() || *index == 0 || *index > 5 || !IsAny(next + 1, "of", "in")) return std::nullopt;
  const std::optional<Point> of = ReadPoint(next + 2);
  if (!of.has_value() || of->bare || of->to - of->from < absl::Hours(24 * 28) || of->to - of->from > absl::Hours(24 * 92)) return std::nullopt;
  const absl::CivilDay first = absl::ToCivilDay(of->from, kUtc);
  const absl::CivilDay end = absl::ToCivilDay(of->to, kUtc);
  absl::CivilDay day = first + (*weekday - static_cast<int>(absl::GetWeekday(first)) + 7) % 7;
  if (*index > 0) {
    day += 7 * (*index - 1);
  } else {
    while (day + 7 < end) day += 7;
  }
  if (day >= end) return std::nullopt;
  return Point{of->next, Day(day), Day(day + 1), of->dated, false, false};
}

// two Tuesdays ago, two weekends ago
std::optional<TimeReader::Point> TimeReader::DaysAgo(size_t at) const {
  size_t next = at;
  const std::optional<double> count = ReadCount(at, &next);
  if (!count.has_value() || *count < 1 || *count > 500 || !Whole(*count) || !Is(next + 1, "ago")) return std::nullopt;
  const int back = static_cast<int>(*count) - 1;
  if (IsAny(next, "weekend", "weekends")) {
    const absl::Time monday = AddUnits(Unit::kWeek, StartOf(Unit::kWeek, now_), -back);
    return Point{next + 2, monday - absl::Hours(48), monday, true, false, false};
  }
  const std::optional<int> weekday = WeekdayOf(Text(next));
  if (!weekday.has_value()) return std::nullopt;
  const absl::CivilDay today = Today(now_);
  int since = (static_cast<int>(absl::GetWeekday(today)) - *weekday + 7) % 7;
  if (since == 0) since = 7;
  const absl::CivilDay day = today - since - 7 * back;
  return Point{next + 2, Day(day), Day(day + 1), true, false, false};
}

// this spring, last winter: months of the northern half; others count from the equinox, or live in the southern one
std::optional<TimeReader::Point> TimeReader::SeasonPoint(size_t at) const {
  if (!IsAny(at, "last", "this")) return std::nullopt;
  int month = 0;
  if (Is(at + 1, "spring")) month = 3;
  if (Is(at + 1, "summer")) month = 6;
  if (IsAny(at + 1, "autumn", "fall")) month = 9;
  if (Is(at + 1, "winter")) month = 12;
  if (month == 0) return std::nullopt;
  absl::Time from = Day(absl::CivilDay(Today(now_).year(), month, 1));
  // Of "last", the latest that is over.
  while (from > now_ || (Is(at, "last") && AddUnits(Unit::kMonth, from, 3) > now_)) from = AddUnits(Unit::kYear, from, -1);
  Point point{at + 2, from, AddUnits(Unit::kMonth, from, 3), true, false, false};
  if (Is(at, "this") && point.to <= now_ && now_ - point.to > absl::Hours(24 * 180)) return std::nullopt;
  point.unsure = true;
  return point;
}

}  // namespace aurora::query::language
