#include <algorithm>

#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// A range of plain years may end a little after now: "2014 to 2018", asked in 2016.
constexpr int64_t kYearsAhead = 2;

}  // namespace

std::optional<TimeSpan> TimeReader::Since() const {
  // "4 May onwards", "Monday onwards"
  if (const std::optional<Point> point = ReadPoint(SkipIn(0)); point.has_value() && IsAny(point->next, "onwards", "onward") && point->from <= now_) {
    return Span(point->next + 1, SinceThen(*point, point->from));
  }
  if (!IsAny(0, "since", "after", "starting", "beginning", "from")) return std::nullopt;
  size_t at = 1;
  if (IsAny(0, "starting", "beginning") && IsAny(1, "from", "on", "in", "at", "with")) ++at;
  const std::optional<Point> point = ReadPoint(at);
  if (!point.has_value()) return std::nullopt;
  if (Is(0, "from")) {  // "from Monday on", "from May onwards"
    if (IsAny(point->next, "on", "onwards", "onward", "forward")) return Span(point->next + 1, SinceThen(*point, point->from));
    // "from 8 this morning", "from 14:00": nothing happens within a moment.
    if (const std::optional<Clock> clock = ReadClock(at); clock.has_value() && point->from == point->to && point->from < now_ && StandsAlone(point->next) && !Dash(point->next - 1) && !Is(point->next, "between")) {
      return Span(point->next, SinceThen(*point, point->from));
    }
    // "from the start of April": it goes on until now where no end is said.
    const size_t start = SkipArticle(at);
    const bool said_start = IsAny(start, "start", "beginning") || (Is(start, "very") && IsAny(start + 1, "start", "beginning"));
    if (!said_start || Joined(point->next, false).has_value() || point->from > now_) return std::nullopt;
    return Span(point->next, Stretch(point->from, now_, now_));
  }
  const absl::Time from = Is(0, "after") ? point->to : point->from;
  // What is not yet over has nothing after it.
  if (from > now_) return std::nullopt;
  // "after 8pm on Tuesday": the rest of that day.
  const absl::Time midnight = StartOf(Unit::kDay, from);
  const bool clock = point->from == point->to && !point->clock && from != midnight;
  TimeWindow window = Stretch(from, Is(0, "after") && clock ? std::min(midnight + absl::Hours(24), now_) : now_, now_);
  window.unsure = point->unsure;
  return Span(Is(0, "after") ? point->next : SkipInclusive(point->next), std::move(window));
}

TimeWindow TimeReader::SinceThen(const Point& point, absl::Time from) const {
  TimeWindow window = Stretch(from, now_, now_);
  window.unsure = point.unsure;
  return window;
}

std::optional<TimeSpan> TimeReader::Until() const {
  bool excluded = Is(0, "before");
  size_t at = 1;
  if (Is(0, "no") && Is(1, "later") && Is(2, "than")) {
    at = 3;
  } else if (Is(0, "up") && IsAny(1, "to", "until", "till")) {
    at = 2;
  } else if (IsAny(0, "earlier", "older") && Is(1, "than")) {
    at = 2;
    excluded = true;
  } else if (const std::optional<Clock> clock = Is(0, "by") ? ReadClock(1) : std::nullopt; !IsAny(0, "before", "until", "till") && (!clock.has_value() || !clock->certain)) {
    return std::nullopt;
  }
  const std::optional<Point> point = ReadPoint(at);
  if (!point.has_value() || (point->bare && at > 1)) return std::nullopt;
  const absl::Time to = excluded ? point->from : point->to;
  // "up to now" says where no end is, and nothing of the beginning.
  if (point->from == now_ && point->to == now_ && !ReadClock(at).has_value()) return Span(point->next, {absl::InfinitePast(), now_, "until now"});
  // "before 9 this morning" is of that day; "before the end of March" is not.
  const bool clock = point->from == point->to && point->from != StartOf(Unit::kDay, point->from);
  TimeWindow window = Stretch(clock ? StartOf(Unit::kDay, to) : absl::InfinitePast(), std::min(to, now_), now_);
  window.unsure = point->unsure;
  return Span(excluded ? point->next : SkipInclusive(point->next), std::move(window));
}

// 2012 or later, May 4 and after, Monday or earlier, later than 2018
std::optional<TimeSpan> TimeReader::Beyond() const {
  const size_t year = Is(0, "year") ? 1 : 0;  // "the year later than 2012"
  if (IsAny(year, "later", "greater") && Is(year + 1, "than") && (year == 1 || Is(0, "later"))) {
    const std::optional<Point> point = ReadPoint(year + 2);
    if (!point.has_value() || (point->bare && year == 0) || point->to > now_) return std::nullopt;
    return Span(point->next, Stretch(point->to, now_, now_));
  }
  const std::optional<Point> point = ReadPoint(SkipIn(0));
  if (!point.has_value() || !IsAny(point->next, "or", "and") || point->from > now_) return std::nullopt;
  // "3 pm or later on Monday"
  if (point->clock && IsAny(point->next + 1, "later", "after") && Is(point->next + 2, "on")) {
    const std::optional<Point> day = DayPoint(point->next + 3);
    if (!day.has_value()) return std::nullopt;
    const absl::Time from = day->from + (point->from - StartOf(Unit::kDay, point->from));
    if (from >= now_) return std::nullopt;
    return Span(day->next, Stretch(from, day->to, now_));
  }
  if (IsAny(point->next + 1, "later", "after", "greater", "onwards", "onward")) return Span(point->next + 2, SinceThen(*point, point->from));
  if (IsAny(point->next + 1, "earlier", "before")) return Span(point->next + 2, Stretch(absl::InfinitePast(), point->to, now_));
  return std::nullopt;
}

// "11 to 15 May inclusive", "(both included)": what is meant anyhow.
size_t TimeReader::SkipInclusive(size_t at) const {
  if (IsAny(at, "inclusive", "included", "incl")) return at + 1;
  if (Is(at, "first") && Is(at + 1, "and") && Is(at + 2, "last") && IsAny(at + 3, "day", "days") && IsAny(at + 4, "included", "inclusive")) return at + 5;
  if (Is(at, "both") && IsAny(at + 1, "included", "inclusive")) return at + 2;
  return Is(at, "both") && IsAny(at + 1, "days", "ends", "dates") && IsAny(at + 2, "included", "inclusive") ? at + 3 : at;
}

std::optional<size_t> TimeReader::Joined(size_t at, bool between) const {
  if (Is(at, "up") && IsAny(at + 1, "to", "until", "till")) return at + 2;
  if (IsAny(at, "to", "until", "till", "through", "thru") || (between && Is(at, "and"))) return at + 1;
  if (at > 0 && Dash(at - 1)) return at;
  return std::nullopt;
}

// The end of a range, where less may be said than of its beginning: "April 9th through 17th", "from 26 to 28 June".
std::optional<TimeReader::Point> TimeReader::SecondPoint(const Point& first, size_t first_at, size_t at) const {
  at = SkipArticle(at);
  std::optional<Point> second = ReadPoint(at);
  // A day's number alone: of the month that the range began in, or the next one.
  size_t next = at;
  const std::optional<double> day = DayNumber(at, &next);
  const bool first_is_day = first.to - first.from == absl::Hours(24) && first.from == StartOf(Unit::kDay, first.from);
  const bool month_said = MonthOf(Text(first_at)).has_value() || MonthOf(Text(first_at + 1)).has_value() || MonthOf(Text(first_at + 2)).has_value();
  const bool alone = !second.has_value() || (second->next <= next && !WeekdayOf(Text(at)).has_value() && !second->dated);
  if (first_is_day && month_said && alone && day.has_value() && *day >= 1 && *day <= 31 && !MonthOf(Text(next)).has_value() && !Is(next, "of") &&
      !ReadUnit(Text(next)).has_value()) {
    absl::CivilMonth month(absl::ToCivilDay(first.from, kUtc));
    if (*day < absl::ToCivilDay(first.from, kUtc).day()) month += 1;
    const int number = static_cast<int>(*day);
    if (!Exists(month.year(), month.month(), number)) return std::nullopt;
    Point point;
    point.dated = first.dated;
    point.next = next;
    size_t year_next = next;
    int64_t year = month.year();
    if (const std::optional<int64_t> said = ReadYear(next, &year_next); said.has_value()) {
      year = *said;
      point.next = year_next;
      point.dated = true;
    }
    point.from = Day(absl::CivilDay(year, month.month(), number));
    point.to = point.from + absl::Hours(24);
    return point;
  }
  return second;
}

// from 9 to 11 May, between Monday and Wednesday, June-August, May 3 until May 5
std::optional<TimeSpan> TimeReader::Range() const {
  const bool between = Is(0, "between");
  const bool led = between || IsAny(0, "from", "in", "on", "during", "for");
  size_t first_at = SkipArticle(led ? 1 : 0);
  // "the week of 11 to 17 May", "in the week from 11 to 17 May": as the days say.
  if (Is(first_at, "week") && !Is(first_at + 1, "and")) first_at = SkipArticle(IsAny(first_at + 1, "of", "from", "between") ? first_at + 2 : first_at + 1);
  std::optional<Point> first = ReadPoint(first_at);
  // "9 to 11 May": the day's number alone
  size_t after_day = first_at;
  const size_t day_at = WeekdayOf(Text(first_at)).has_value() ? SkipArticle(first_at + 1) : first_at;
  const std::optional<double> day = DayNumber(day_at, &after_day);
  // "May 1st and 2nd", "Saturday 16 and Sunday 17 May": both days, where the second follows the first
  const auto next_day = [&](size_t at) {
    const size_t number_at = SkipArticle(at + 1);
    const bool named = number_at < words_.size() && (words_[number_at].ordinal || WeekdayOf(Text(number_at)).has_value() || MonthOf(Text(number_at + 1)).has_value() || (NumberAt(number_at).has_value() && StandsAlone(number_at + 1)));
    return Is(at, "and") && named ? std::optional<size_t>(at + 1) : std::nullopt;
  };
  const auto joined = [&](size_t at) {
    const std::optional<size_t> plain = Joined(at, between);
    return plain.has_value() ? plain : next_day(at);
  };
  // "4, 5 and 6 May": each day that follows the one before.
  for (size_t at = after_day, last = day.has_value() && *day > 0 ? static_cast<size_t>(*day) : 0; last > 0 && day_at == first_at && at < words_.size() && words_[at - 1].break_after; ++at) {
    size_t next = at;
    const std::optional<double> listed = DayNumber(at, &next);
    if (!listed.has_value() || next != at + 1 || *listed != static_cast<double>(++last)) break;
    const std::optional<Point> end = Is(next, "and") ? ReadPoint(next + 1) : std::nullopt;
    if (!end.has_value() || end->bare || end->to - end->from != absl::Hours(24) || absl::ToCivilDay(end->from, kUtc).day() != static_cast<int>(last) + 1) continue;
    const absl::Time begin = end->from - absl::Hours(24) * (static_cast<int>(last) + 1 - static_cast<int>(*day));
    return Span(SkipInclusive(end->next), Stretch(begin, end->to, now_));
  }
  bool number_alone = day.has_value() && *day >= 1 && *day <= 31 && joined(after_day).has_value() && (!first.has_value() || first->next <= after_day);
  // "between the 10th and now": a day of its own
  if (number_alone && first.has_value() && !first->bare && !first->clock) {
    const std::optional<Point> last = ReadPoint(*joined(after_day));
    if (last.has_value() && last->from == now_ && last->to == now_) number_alone = false;
  }
  if (!first.has_value() && !number_alone) return std::nullopt;
  // "May 3, 4 and 5"
  if (first.has_value() && !number_alone && first->to - first->from == absl::Hours(24) && words_[first->next - 1].break_after && MonthOf(Text(first_at)).has_value()) {
    size_t at = first->next;
    int last = absl::ToCivilDay(first->from, kUtc).day();
    int days = 1;
    while (at < words_.size() && NumberAt(at).has_value() && *NumberAt(at) == last + 1 && (words_[at].break_after || Is(at + 1, "and"))) ++at, ++last, ++days;
    if (days > 1 && Is(at, "and") && NumberAt(at + 1).has_value() && *NumberAt(at + 1) == last + 1 && !ReadUnit(Text(at + 2)).has_value()) {
      return Span(SkipInclusive(at + 2), Stretch(first->from, first->from + absl::Hours(24) * (days + 1), now_));
    }
  }
  const size_t join_at = number_alone ? after_day : first->next;
  const bool both_days = !Joined(join_at, between).has_value();
  const std::optional<size_t> second_at = joined(join_at);
  if (!second_at.has_value()) return std::nullopt;
  if (number_alone) {
    const std::optional<Point> last = ReadPoint(*second_at);
    if (!last.has_value() || last->bare || last->to - last->from != absl::Hours(24)) return std::nullopt;
    absl::CivilMonth month(absl::ToCivilDay(last->from, kUtc));
    if (*day > absl::ToCivilDay(last->from, kUtc).day()) month -= 1;
    if (!Exists(month.year(), month.month(), static_cast<int>(*day))) return std::nullopt;
    const absl::Time begin = Day(absl::CivilDay(month.year(), month.month(), static_cast<int>(*day)));
    if (begin >= last->to || begin >= now_ || (both_days && begin + absl::Hours(24) != last->from)) return std::nullopt;
    TimeWindow window = Stretch(begin, last->to, now_);
    window.reading += ", both days included";
    return Span(SkipInclusive(last->next), std::move(window));
  }
  std::optional<Point> second = SecondPoint(*first, first_at, *second_at);
  if (!second.has_value() || (both_days && (first->to != second->from || second->to - second->from != absl::Hours(24)))) return std::nullopt;
  // Two plain numbers are years only where both have begun, and where no unit follows.
  if (first->bare && second->bare) {
    const bool past = first->from < now_ && second->from < AddUnits(Unit::kYear, now_, kYearsAhead) && first->from >= Day(absl::CivilDay(1970, 1, 1));
    if (!past || knowledge::FindUnit(Text(second->next)).has_value()) return std::nullopt;
  } else if (first->bare && !led) {
    return std::nullopt;
  }
  // Clock times of no day of their own belong to the day that is named beside them.
  if ((first->clock && second->from != now_) || second->clock || (first->from == first->to && second->bare)) return std::nullopt;
  // "June to August 1992": the year is said of the end.
  if (second->dated && !first->dated) {
    int64_t years = absl::ToCivilYear(second->from, kUtc) - absl::ToCivilYear(first->from, kUtc);
    if (AddUnits(Unit::kYear, first->from, years) > second->from) --years;
    first->from = AddUnits(Unit::kYear, first->from, years);
  } else if (!second->dated && second->from < first->from) {
    if (WeekdayOf(Text(first_at)).has_value()) {
      first->from -= absl::Hours(24 * 7);  // "Monday to Wednesday", asked on a Tuesday
    } else {
      second->from = AddUnits(Unit::kYear, second->from, 1);
      second->to = AddUnits(Unit::kYear, second->to, 1);
    }
  }
  if (first->from >= second->to || first->from >= now_) return std::nullopt;
  TimeWindow window = Stretch(first->from, second->to, now_);
  window.unsure = first->unsure || second->unsure;
  // "on Thursday up to now", on a Thursday
  const absl::CivilDay day_first = absl::ToCivilDay(first->from, kUtc);
  if (second->from == now_ && WeekdayOf(Text(first_at)).has_value() && first->next == first_at + 1 && day_first + 7 == Today(now_)) window.unsure = true;
  window.reading += second->from == second->to ? "" : ", both ends included";
  return Span(SkipInclusive(second->next), std::move(window));
}

}  // namespace aurora::query::language
