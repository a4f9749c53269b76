#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// on Monday, last Friday, on 20 May, May 20 2026, 2026-05-20
std::optional<TimeSpan> TimeReader::Named() {
  const size_t at = SkipArticle(SkipIn(at_));
  const bool last_named = Is(at, "last");
  if (last_named && !WeekdayOf(Text(at + 1)).has_value()) return std::nullopt;
  const std::optional<Point> point = ReadDay(last_named ? at + 1 : at);
  if (!point.has_value() || point->from > now_) return std::nullopt;
  return Span(point->next - 1, DayWindow(absl::ToCivilDay(point->from, kUtc), now_));
}

std::optional<TimeSpan> TimeReader::NightOrWeekend() {
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

// this morning, yesterday evening, Monday afternoon
std::optional<TimeSpan> TimeReader::PartOfDay() {
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

}  // namespace aurora::query::language
