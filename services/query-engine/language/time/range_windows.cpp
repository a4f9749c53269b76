#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

std::optional<TimeSpan> TimeReader::Since() {
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

std::optional<TimeSpan> TimeReader::Until() {
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
std::optional<TimeSpan> TimeReader::Range() {
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

// between 8pm and 11pm yesterday
std::optional<TimeSpan> TimeReader::ClockRange() {
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

}  // namespace aurora::query::language
