#include <algorithm>
#include <map>

#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

// on Monday, last Friday, on 20 May, in April 2025, in 2025, Q1 2026, the week of May 4
std::optional<TimeSpan> TimeReader::Named() const {
  size_t begin = SkipIn(0);
  // "all of April", "during the whole of last week"
  if (const size_t whole = SkipArticle(begin); (IsAny(whole, "all", "whole") && Is(whole + 1, "of")) || (IsAny(whole, "whole", "entire") && Is(whole + 1, "month") && Is(whole + 2, "of"))) {
    begin = Is(whole + 1, "of") ? whole + 2 : whole + 3;
  }
  std::optional<Point> point = ReadPoint(begin);
  // The end of April: a moment for a range, some days when it stands alone.
  if (point.has_value() && point->from == point->to) point = ThirdPoint(begin);
  if (!point.has_value() || point->clock || point->from == point->to || point->from > now_) return std::nullopt;
  const bool preposition = begin > 0 && !IsAny(0, "from", "at");
  // "2014" alone is a number, "may" a verb.
  if (point->bare && (!preposition || point->from < Day(absl::CivilDay(1800, 1, 1)))) return std::nullopt;
  const bool so_far = Is(point->next, "so") && Is(point->next + 1, "far");
  if (begin == 0 && point->next == 1 && Is(0, "may") && !so_far) return std::nullopt;
  TimeWindow window;
  if (point->to - point->from == absl::Hours(24)) {
    window = DayWindow(absl::ToCivilDay(point->from, kUtc), now_);
  } else {
    window = Stretch(point->from, point->to, now_);
  }
  // "visits from 1 May": of that day to some, since then to others.
  const bool named_date = MonthOf(Text(begin)).has_value() || MonthOf(Text(begin + 1)).has_value() || MonthOf(Text(begin + 2)).has_value();
  window.unsure = point->unsure || (Is(0, "from") && named_date && point->to - point->from == absl::Hours(24));
  size_t next = point->next;
  if (so_far && point->to > now_) next += 2;
  // "today (Thu)", "14 May (Thursday)": what day that is anyhow
  if (!so_far && point->to - point->from == absl::Hours(24) && next > 0 && words_[next - 1].bracket_after && WeekdayOf(Text(next)) == static_cast<int>(absl::GetWeekday(absl::ToCivilDay(point->from, kUtc)))) ++next;
  return Span(next, std::move(window));
}

std::optional<TimeSpan> TimeReader::NightOrWeekend() const {
  size_t at = SkipArticle(SkipIn(0));
  if (Is(at, "last") && Is(at + 1, "night")) {
    const absl::Time from = Day(Today(now_) - 1) + absl::Hours(18);
    const absl::Time to = std::min(Day(Today(now_)) + absl::Hours(6), now_);
    return Span(at + 2, {from, to, "yesterday 18:00 UTC until today 06:00 UTC"});
  }
  if (Is(at, "this") && Is(at + 1, "past")) ++at;
  if (IsAny(at, "last", "this", "past", "previous")) ++at;
  if (!Is(at, "weekend")) return std::nullopt;
  // "the weekend of 9 May" is another one.
  if (IsAny(at + 1, "of", "from")) return std::nullopt;
  // The latest Saturday and Sunday that are over.
  const absl::Time sunday_end = StartOf(Unit::kWeek, now_);
  const absl::Time from = sunday_end - absl::Hours(48);
  return Span(SkipGone(at + 1), {from, sunday_end, base::StrCat("Saturday and Sunday, ", PrintTime(from), " until ", PrintTime(sunday_end))});
}

std::optional<std::pair<int, int>> TimeReader::PartHours(size_t at) const {
  static const auto& parts = *new std::map<std::string, std::pair<int, int>>{{"morning", {6, 12}},   {"mornings", {6, 12}}, {"am", {0, 12}},     {"afternoon", {12, 18}}, {"pm", {12, 24}},
                                                                             {"evening", {18, 24}}, {"night", {18, 30}},   {"lunchtime", {11, 13}}, {"daytime", {8, 18}}};
  const auto found = parts.find(Text(at));
  if (found == parts.end()) return std::nullopt;
  return found->second;
}

// this morning, yesterday evening, Monday afternoon, early this morning
std::optional<TimeSpan> TimeReader::PartOfDay() const {
  size_t at = SkipArticle(SkipIn(0));
  int third = 0;  // 1 early, 2 late
  if (IsAny(at, "early", "earlier", "late", "later")) {
    third = IsAny(at, "early", "earlier") ? 1 : 2;
    ++at;
  }
  absl::CivilDay day = Today(now_);
  if (Is(at, "this")) {
    ++at;
  } else if (const std::optional<Point> point = DayPoint(at); point.has_value()) {
    day = absl::ToCivilDay(point->from, kUtc);
    at = point->next;
  } else {
    return std::nullopt;
  }
  if (IsAny(at, "in", "during")) ++at;
  at = SkipArticle(at);
  if (IsAny(at, "early", "late") && third == 0) {
    third = Is(at, "early") ? 1 : 2;
    ++at;
  }
  const std::optional<std::pair<int, int>> hours = PartHours(at);
  if (!hours.has_value()) return std::nullopt;
  absl::Time begin = Day(day) + absl::Hours(hours->first);
  absl::Time end = Day(day) + absl::Hours(hours->second);
  const absl::Time middle = begin + (end - begin) / 2;
  if (third == 1) end = middle;
  if (third == 2) begin = middle;
  if (begin >= now_) return std::nullopt;
  return Span(at + 1, Stretch(begin, end, now_));
}

// between 8pm and 11pm yesterday, 9am to 5pm on Monday, from 3-8pm yesterday afternoon
std::optional<TimeSpan> TimeReader::ClockRange() const {
  const bool led = IsAny(0, "between", "from");
  const std::optional<ClockSpan> clocks = ReadClockSpan(led ? 1 : 0);
  if (!clocks.has_value()) return std::nullopt;
  absl::CivilDay day = Today(now_);
  size_t next = clocks->next;
  const size_t at = Is(next, "on") || Is(next, "of") || Is(next, "in") ? next + 1 : next;
  absl::Duration from = clocks->from;
  absl::Duration to = clocks->to;
  bool certain = clocks->certain;
  bool dated = false;
  const auto later_half = [&] {
    if (to <= absl::Hours(12) && from < absl::Hours(12)) {
      from += absl::Hours(12);
      to += absl::Hours(12);
    }
    certain = true;
  };
  if (Is(at, "last") && Is(at + 1, "night")) {
    day -= 1;
    later_half();
    next = at + 2;
    dated = true;
  } else if (Is(at, "this") && PartHours(at + 1).has_value()) {
    if (!Is(at + 1, "morning")) later_half();
    certain = true;
    next = at + 2;
    dated = true;
  } else if (const std::optional<Point> point = DayPoint(at); point.has_value()) {
    day = absl::ToCivilDay(point->from, kUtc);
    next = point->next;
    dated = true;
    if (PartHours(next).has_value()) {
      if (IsAny(next, "afternoon", "evening", "night") && !clocks->certain) later_half();
      certain = true;
      ++next;
    }
  }
  // "between 3 and 8 yesterday" may be amounts.
  if (!certain || (!led && !dated)) return std::nullopt;
  if (Day(day) + from >= now_) return std::nullopt;
  return Span(next, Stretch(Day(day) + from, Day(day) + to, now_));
}

// Monday 8-9am, yesterday from 10 to 4, today before 4pm, Tuesday after 1pm, 3pm or later on Monday
std::optional<TimeSpan> TimeReader::DayAndClocks() const {
  size_t at = SkipArticle(SkipIn(0));
  const std::optional<Point> point = DayPoint(at);
  if (!point.has_value()) return std::nullopt;
  size_t next = point->next;
  const bool later = IsAny(next, "afternoon", "evening", "night");
  if (PartHours(next).has_value() && !IsAny(next, "am", "pm")) ++next;
  // after, before, since, until, by, no later than, later than
  bool after = IsAny(next, "after", "since");
  bool before = IsAny(next, "before", "until", "till", "by");
  size_t clock_at = next + 1;
  if (Is(next, "later") && Is(next + 1, "than")) {
    after = true;
    clock_at = next + 2;
  } else if (Is(next, "no") && Is(next + 1, "later") && Is(next + 2, "than")) {
    before = true;
    clock_at = next + 3;
  }
  if (after || before) {
    const std::optional<Clock> clock = ReadClock(clock_at);
    if (!clock.has_value() || !clock->certain) return std::nullopt;
    const absl::Time moment = point->from + clock->since_midnight;
    if (after ? moment >= now_ : point->from > now_) return std::nullopt;
    return Span(clock->next, after ? Stretch(moment, point->to, now_) : Stretch(point->from, moment, now_));
  }
  if (const std::optional<ClockSpan> lasting = ReadClockLength(next); lasting.has_value() && point->from + lasting->from < now_) {
    return Span(lasting->next, Stretch(point->from + lasting->from, point->from + lasting->to, now_));
  }
  // "today from 12:00"
  if (const std::optional<Clock> clock = Is(next, "from") ? ReadClock(next + 1) : std::nullopt; clock.has_value() && clock->certain && StandsAlone(clock->next) && !Dash(clock->next - 1)) {
    const absl::Time moment = point->from + clock->since_midnight;
    if (moment >= now_) return std::nullopt;
    return Span(clock->next, Stretch(moment, point->to, now_));
  }
  const bool led = IsAny(next, "from", "between", "at");
  const std::optional<ClockSpan> clocks = ReadClockSpan(led ? next + 1 : next);
  // "yesterday 3-8" may be anything; with "from" it is a time.
  if (!clocks.has_value()) return std::nullopt;
  // "yesterday between 3 and 8" where nothing follows that they could be a number of; which half of the day is not said.
  const bool between = Is(next, "between") && StandsAlone(clocks->next);
  if (!clocks->certain && !Is(next, "from") && !between && !WeekdayOf(Text(next - 1)).has_value()) return std::nullopt;
  absl::Duration from = clocks->from;
  absl::Duration to = clocks->to;
  if (later && to <= absl::Hours(12) && from < absl::Hours(12) && !clocks->certain) {
    from += absl::Hours(12);
    to += absl::Hours(12);
  }
  if (point->from + from >= now_) return std::nullopt;
  TimeWindow window = Stretch(point->from + from, point->from + to, now_);
  window.unsure = !clocks->certain && !later && to <= absl::Hours(12);
  return Span(clocks->next, std::move(window));
}

}  // namespace aurora::query::language
