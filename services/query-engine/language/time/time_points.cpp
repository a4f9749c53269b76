#include <initializer_list>

#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// A day, a month or a moment, whatever it is called by; the longest reading.
std::optional<TimeReader::Point> TimeReader::ReadPoint(size_t at) const {
  at = SkipArticle(at);
  std::optional<Point> best;
  for (const std::optional<Point>& point : {RelativePoint(at), ClockPoint(at), OffsetPoint(at), EdgePoint(at), MonthPoint(at), QuarterPoint(at), YearPoint(at), WeekPoint(at),
                                            NthPoint(at), ThirdPoint(at), HolidayWeekend(at), PartOfYear(at), NthWeekday(at), DaysAgo(at), SeasonPoint(at), ReadDay(at)}) {
    if (point.has_value() && (!best.has_value() || point->next > best->next)) best = point;
  }
  if (best.has_value() && !best->clock && best->to - best->from == absl::Hours(24)) return AtClock(*best);
  return best;
}

std::optional<TimeReader::Point> TimeReader::DayPoint(size_t at) const {
  at = SkipArticle(at);
  const auto day = [&](size_t next, absl::CivilDay civil) { return Point{next, Day(civil), Day(civil + 1), true, false, false}; };
  if (IsAny(at, "today", "otd")) return day(at + 1, Today(now_));
  if (Is(at, "yesterday")) return day(at + 1, Today(now_) - 1);
  if (Is(at, "day") && Is(at + 1, "before") && Is(at + 2, "yesterday")) return day(at + 3, Today(now_) - 2);
  return ReadDay(at);
}

// today, now, the day before yesterday, this month, last week, the previous quarter
std::optional<TimeReader::Point> TimeReader::RelativePoint(size_t at) const {
  at = SkipArticle(at);
  if (IsAny(at, "today", "otd", "day") || (Is(at, "yesterday") && !PartHours(at + 1).has_value())) return DayPoint(at);
  if (Is(at, "now")) return Point{at + 1, now_, now_, true, false, false};
  if (Is(at, "this") && IsAny(at + 1, "moment", "minute", "instant", "very")) {
    const size_t next = Is(at + 1, "very") ? at + 3 : at + 2;
    if (IsAny(next - 1, "moment", "minute", "instant") && at > 0 && IsAny(at - 1, "to", "until", "till", "and", "from", "through")) return Point{next, now_, now_, true, false, false};
  }
  if (Is(at, "right") && Is(at + 1, "now")) return Point{at + 2, now_, now_, true, false, false};
  if (IsAny(at, "current", "present") && IsAny(at + 1, "date", "time", "moment")) return Point{at + 2, now_, now_, true, false, false};
  if (IsAny(at, "date")) return at > 0 && IsAny(at - 1, "to", "till", "until") ? std::optional<Point>(Point{at + 1, now_, now_, true, false, false}) : std::nullopt;
  // "this time yesterday"
  if (Is(at, "this") && Is(at + 1, "time") && Is(at + 2, "yesterday")) return Point{at + 3, now_ - absl::Hours(24), now_ - absl::Hours(24), true, false, false};
  // this morning, yesterday evening, last night
  if (const bool last_night = Is(at, "last") && Is(at + 1, "night"); last_night || (IsAny(at, "this", "yesterday") && PartHours(at + 1).has_value())) {
    const std::pair<int, int> hours = *PartHours(at + 1);
    const absl::Time midnight = Day(Today(now_) - (Is(at, "this") ? 0 : 1));
    return Point{at + 2, midnight + absl::Hours(hours.first), midnight + absl::Hours(hours.second), true, false, false};
  }
  // the week before last, the weekend before last
  if (Is(at + 1, "before") && Is(at + 2, "last") && !ReadPoint(at + 2).has_value()) {
    if (Is(at, "weekend")) {
      const absl::Time monday = StartOf(Unit::kWeek, now_) - absl::Hours(24 * 7);
      return Point{at + 3, monday - absl::Hours(48), monday, true, false, false};
    }
    if (const std::optional<Unit> unit = ReadUnit(Text(at)); unit.has_value() && Singular(at) && *unit >= Unit::kWeek) {
      const absl::Time start = AddUnits(*unit, StartOf(*unit, now_), -2);
      return Point{at + 3, start, AddUnits(*unit, start, 1), true, false, false};
    }
  }
  // "the month before this one"
  if (const size_t unit_at = Is(at, "calendar") ? at + 1 : at; Is(unit_at + 1, "before") && Is(unit_at + 2, "this") && Is(unit_at + 3, "one")) {
    if (const std::optional<Unit> unit = ReadUnit(Text(unit_at)); unit.has_value() && Singular(unit_at) && *unit >= Unit::kDay) {
      const absl::Time start = AddUnits(*unit, StartOf(*unit, now_), -1);
      return Point{unit_at + 4, start, AddUnits(*unit, start, 1), true, false, false};
    }
  }
  if (IsAny(at, "last", "previous", "this", "current", "past")) {
    const bool current = IsAny(at, "this", "current");
    size_t unit_at = at + 1;
    if (Is(unit_at, "calendar")) ++unit_at;
    if (const std::optional<Unit> unit = ReadUnit(Text(unit_at)); unit.has_value() && Singular(unit_at) && *unit >= Unit::kDay) {
      const absl::Time start = AddUnits(*unit, StartOf(*unit, now_), current ? 0 : -1);
      return Point{unit_at + 1, start, AddUnits(*unit, start, 1), true, false, false};
    }
    if (IsAny(unit_at, "workweek") || (IsAny(unit_at, "working", "work", "business") && Is(unit_at + 1, "week"))) {
      const absl::Time start = AddUnits(Unit::kWeek, StartOf(Unit::kWeek, now_), current ? 0 : -1);
      return Point{Is(unit_at, "workweek") ? unit_at + 1 : unit_at + 2, start, start + absl::Hours(24 * 5), true, false, false};
    }
    if (Is(at, "last") && Is(at + 1, "weekend")) return Point{at + 2, StartOf(Unit::kWeek, now_) - absl::Hours(48), StartOf(Unit::kWeek, now_), true, false, false};
  }
  if (IsAny(at, "month", "week", "year", "quarter") && at > 0 && IsAny(at - 1, "the", "this")) {
    const Unit unit = *ReadUnit(Text(at));
    const absl::Time start = StartOf(unit, now_);
    // Only as the part of something: "the start of the month".
    if (at > 1 && IsAny(at - 2, "of", "in")) return Point{at + 1, start, AddUnits(unit, start, 1), true, false, false};
  }
  return std::nullopt;
}

// 7 this morning, 9am, noon, 8pm yesterday, half past eight is none
std::optional<TimeReader::Point> TimeReader::ClockPoint(size_t at) const {
  const std::optional<Clock> clock = ReadClock(at);
  if (!clock.has_value()) return std::nullopt;
  size_t next = clock->next;
  absl::Duration since = clock->since_midnight;
  absl::CivilDay day = Today(now_);
  const size_t day_at = IsAny(next, "on", "of") ? next + 1 : next;
  bool certain = clock->certain;
  bool named = true;
  if (Is(next, "this") && Is(next + 1, "morning")) {
    next += 2;
    certain = true;
  } else if (Is(next, "this") && IsAny(next + 1, "afternoon", "evening")) {
    if (since < absl::Hours(12)) since += absl::Hours(12);
    next += 2;
    certain = true;
  } else if (Is(next, "today")) {
    ++next;
  } else if (Is(next, "yesterday")) {
    day -= 1;
    ++next;
    if (PartHours(next).has_value()) {
      if (!Is(next, "morning") && since < absl::Hours(12)) since += absl::Hours(12);
      certain = true;
      ++next;
    }
  } else if (const std::optional<Point> point = clock->certain ? ReadDay(day_at) : std::nullopt; point.has_value()) {
    day = absl::ToCivilDay(point->from, kUtc);
    next = point->next;
  } else {
    named = false;
    if (Day(day) + since > now_) day -= 1;
  }
  if (!certain) return std::nullopt;
  return Point{next, Day(day) + since, Day(day) + since, named, false, !named};
}

// 3 days ago, two weeks before May 13, 3 days after January 12th, 2 weeks and 2 days ago
std::optional<TimeReader::Point> TimeReader::OffsetPoint(size_t at) const {
  struct Step {
    Unit unit;
    int64_t count;
  };
  std::vector<Step> steps;
  size_t next = at;
  while (steps.size() < 3) {
    size_t unit_at = next;
    const std::optional<double> count = ReadCount(next, &unit_at);
    const std::optional<Unit> unit = count.has_value() ? ReadUnit(Text(unit_at)) : std::nullopt;
    if (!unit.has_value() || *count < 1 || *count > 10'000 || *count != static_cast<double>(static_cast<int64_t>(*count))) return std::nullopt;
    steps.push_back({*unit, static_cast<int64_t>(*count)});
    next = unit_at + 1;
    if (!Is(next, "and")) break;
    ++next;
  }
  const auto moved = [&](absl::Time time, int sign) {
    for (const Step& step : steps) time = AddUnits(step.unit, time, sign * step.count);
    return time;
  };
  if (IsAny(next, "ago", "back", "earlier") && (Is(next, "ago") || steps.size() > 1)) {
    const Unit unit = steps.back().unit;
    const absl::Time moment = moved(now_, -1);
    // "a week ago today": the day, not the week
    if (unit >= Unit::kDay && IsAny(next + 1, "today", "yesterday")) {
      const absl::CivilDay day = absl::ToCivilDay(moment, kUtc) - (Is(next + 1, "yesterday") ? 1 : 0);
      return Point{next + 2, Day(day), Day(day + 1), true, false, false};
    }
    if (unit < Unit::kDay) return Point{next + 1, moment, moment, true, false, true};
    const absl::Time start = StartOf(unit, moment);
    return Point{next + 1, start, AddUnits(unit, start, 1), true, false, false};
  }
  const bool prior = Is(next, "prior") && Is(next + 1, "to");
  if ((!prior && !IsAny(next, "before", "after")) || steps.back().unit < Unit::kDay) return std::nullopt;
  const int sign = Is(next, "after") ? 1 : -1;
  if (prior) ++next;
  std::optional<Point> anchor = ReadDay(SkipArticle(next + 1));
  if (const std::optional<Point> relative = RelativePoint(next + 1); relative.has_value() && relative->to - relative->from == absl::Hours(24)) anchor = relative;
  if (!anchor.has_value() || anchor->bare) return std::nullopt;
  const absl::Time day = moved(anchor->from, sign);
  return Point{anchor->next, day, day + absl::Hours(24), anchor->dated, false, false};
}

// the beginning of the month, the end of 2008, the middle of March: the moment
std::optional<TimeReader::Point> TimeReader::EdgePoint(size_t at) const {
  at = SkipArticle(at);
  const bool start = IsAny(at, "beginning", "start");
  const bool end = Is(at, "end");
  if ((!start && !end && !Is(at, "middle")) || !Is(at + 1, "of")) return std::nullopt;
  std::optional<Point> of = ReadPoint(at + 2);
  if (!of.has_value() || of->from == of->to) return std::nullopt;
  const absl::Time middle = StartOf(Unit::kDay, of->from + (of->to - of->from) / 2);
  const absl::Time moment = start ? of->from : (end ? of->to : middle);
  return Point{of->next, moment, moment, of->dated, false, false};
}

// "yesterday noon", "Monday at 9am": that moment of the day.
TimeReader::Point TimeReader::AtClock(Point day) const {
  const size_t at = IsAny(day.next, "at", "from") ? day.next + 1 : day.next;
  const std::optional<Clock> clock = ReadClock(at);
  if (!clock.has_value() || !clock->certain) return day;
  return Point{clock->next, day.from + clock->since_midnight, day.from + clock->since_midnight, day.dated, false, false};
}

}  // namespace aurora::query::language
