#include <algorithm>

#include "absl/time/civil_time.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

// Stretches as they are said at work: "no earlier than 15 May", "up to and including yesterday", "Sat + Sun just gone", "the weekend of
// 9/10 May", "11, 12 or 13 May", "going back 7 days from now".

namespace aurora::query::language {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

bool OneDay(absl::Time from, absl::Time to) { return to - from == kDay && from == StartOf(Unit::kDay, from); }

}  // namespace

// Past "just gone", "just ended", "that is over", behind what is over anyhow.
size_t TimeReader::SkipGone(size_t at) const {
  if (Is(at, "just") && IsAny(at + 1, "gone", "past", "passed", "ended", "finished", "over")) return at + 2;
  if (Is(at, "that") && IsAny(at + 1, "is", "was", "has", "just") && IsAny(at + 2, "over", "gone", "passed", "ended", "finished")) return at + 3;
  if (Is(at, "that") && Is(at + 1, "has") && Is(at + 2, "just") && IsAny(at + 3, "gone", "passed", "ended", "finished")) return at + 4;
  return at;
}

// What is read from the word at `at` on, as `last` of these words.
std::optional<TimeSpan> TimeReader::Behind(size_t at) const {
  if (at >= words_.size()) return std::nullopt;
  TimePieces rest;
  rest.words.assign(words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end());
  const TimeReader reader(rest, now_);
  std::optional<TimeSpan> best;
  for (std::optional<TimeSpan> span : {reader.Range(), reader.Named(), reader.SeveralDays()}) {
    if (span.has_value() && (!best.has_value() || span->last > best->last)) best = std::move(span);
  }
  if (best.has_value()) best->last += at;
  return best;
}

// 16/17 May, 16 or 17 May, 11, 12 or 13 May, Sat + Sun just gone: days that follow each other
std::optional<TimeSpan> TimeReader::SeveralDays() const {
  const size_t begin = SkipArticle(SkipIn(0));
  if (const std::optional<Point> two = TwoDays(begin); two.has_value() && two->from < now_) return Span(SkipInclusive(two->next), Stretch(two->from, two->to, now_));
  // "Sat + Sun", "Saturday/Sunday", with the days' numbers or without
  if (WeekdayOf(Text(begin)) == 5) {
    size_t next = Is(begin + 1, "and") ? begin + 2 : begin + 1;
    if (!words_[begin].break_after && WeekdayOf(Text(next)) == 6) {
      ++next;
      std::optional<TimeSpan> dates = Behind(next);
      if (dates.has_value() && dates->window.to - dates->window.from == 2 * kDay && absl::GetWeekday(absl::ToCivilDay(dates->window.from, kUtc)) == absl::Weekday::saturday) return Span(dates->last + 1, std::move(dates->window));
      // Each of them, and no weekend.
      if (Text(begin).size() > 4 && Text(begin).back() == 's') return std::nullopt;
      const size_t week = SkipGone(next);
      const absl::Time monday = StartOf(Unit::kWeek, now_);
      const bool named = NumberAt(next).has_value() || MonthOf(Text(next)).has_value() || IsAny(next, "before", "of", "the");
      if (!named) return Span(week, Stretch(monday - 2 * kDay, monday, now_));
    }
  }
  // "11, 12 or 13 May"
  size_t next = begin;
  const std::optional<double> first = DayNumber(begin, &next);
  if (!first.has_value() || *first < 1 || *first > 30 || next != begin + 1 || MonthOf(Text(next)).has_value()) return std::nullopt;
  int last = static_cast<int>(*first);
  size_t at = next;
  bool either = false;
  while (at < words_.size()) {
    const bool joined = IsAny(at, "or", "and");
    if (!joined && !words_[at - 1].break_after) return std::nullopt;
    either = either || Is(at, "or");
    const size_t number_at = SkipArticle(joined ? at + 1 : at);
    const std::optional<double> number = DayNumber(number_at, &next);
    if (!number.has_value() || *number != last + 1 || next != number_at + 1) return std::nullopt;
    ++last;
    at = next;
    if (joined) break;
    if (MonthOf(Text(at)).has_value() && last > *first + 1) break;  // "11, 12, 13 May"
  }
  const size_t month_at = Is(at, "of") ? at + 1 : at;
  const std::optional<int> month = MonthOf(Text(month_at));
  const bool of_month = Is(at, "of") && IsAny(at + 1, "this", "last") && Is(at + 2, "month");
  if ((!month.has_value() && !of_month) || last == static_cast<int>(*first)) return std::nullopt;
  const std::optional<Point> end = ReadDay(at - 1);
  if (!end.has_value() || end->next <= at || absl::ToCivilDay(end->from, kUtc).day() != last) return std::nullopt;
  const absl::Time from = end->from - kDay * (last - static_cast<int>(*first));
  return Span(SkipInclusive(end->next), Stretch(from, end->to, now_));
}

// no earlier than 15 May, not before Monday, on or after 1 May, up to and including yesterday, prior to May, by 15 May, as from 1 May
std::optional<TimeSpan> TimeReader::Bounded() const {
  enum class Side { kFrom, kAfter, kBefore, kThrough };
  Side side = Side::kFrom;
  size_t at = 0;
  bool days_only = false;
  if ((Is(0, "no") && IsAny(1, "earlier", "sooner") && Is(2, "than")) || (Is(0, "not") && Is(1, "earlier") && Is(2, "than"))) {
    at = 3;
  } else if (Is(0, "not") && Is(1, "before")) {
    at = 2;
  } else if (Is(0, "not") && IsAny(1, "after", "later")) {
    side = Side::kThrough;
    at = Is(1, "after") ? 2 : (Is(2, "than") ? 3 : 0);
  } else if (IsAny(0, "on", "from") && Is(1, "or") && IsAny(2, "after", "since")) {
    at = 3;
  } else if (IsAny(0, "on", "by", "until") && Is(1, "or") && Is(2, "before")) {
    side = Side::kThrough;
    at = 3;
  } else if (Is(0, "after") && Is(1, "or") && Is(2, "on")) {
    at = 3;
  } else if (Is(0, "before") && Is(1, "or") && Is(2, "on")) {
    side = Side::kThrough;
    at = 3;
  } else if (size_t upto = Is(0, "up") ? 1 : 0; IsAny(upto, "to", "until", "till") && Is(upto + 1, "and") && IsAny(upto + 2, "including", "incl")) {
    side = Side::kThrough;
    at = upto + 3;
  } else if (Is(0, "up") && IsAny(1, "through", "thru")) {
    side = Side::kThrough;
    at = 2;
  } else if (IsAny(0, "through", "thru", "by")) {
    // "by Monday" may be each of them.
    side = Side::kThrough;
    at = !Is(0, "by") && Is(1, "to") ? 2 : 1;
    days_only = true;
  } else if (Is(0, "prior") && Is(1, "to")) {
    side = Side::kBefore;
    at = 2;
  } else if (Is(0, "as") && Is(1, "from")) {
    at = 2;
  } else if (Is(0, "newer") && Is(1, "than")) {
    side = Side::kAfter;
    at = 2;
  } else if (Is(0, "as") && Is(1, "of")) {
    // Since then in one country, as things stood then in another: only where it is said to go on.
    const std::optional<Point> point = ReadPoint(2);
    if (!point.has_value() || point->from > now_ || !IsAny(point->next, "on", "onwards", "onward", "forward")) return std::nullopt;
    return Span(point->next + 1, Stretch(point->from, now_, now_));
  }
  if (at == 0) return std::nullopt;
  const std::optional<Point> point = ReadPoint(at);
  if (!point.has_value() || point->bare || point->from > now_) return std::nullopt;
  const bool edge = days_only && !Is(0, "by") && point->from == point->to && !point->clock && IsAny(SkipArticle(at), "end", "middle");
  if (days_only && !edge && (point->clock || point->from == point->to || !OneDay(point->from, point->to) || (WeekdayOf(Text(at)).has_value() && !point->dated && point->next == at + 1))) return std::nullopt;
  // "by today, yesterday and Monday" is no end.
  if (Is(0, "by") && IsAny(at, "today", "yesterday", "day") && !Is(at, "today")) return std::nullopt;
  if (Is(0, "by") && Is(at, "today")) return std::nullopt;
  TimeWindow window;
  switch (side) {
    case Side::kFrom:
      window = Stretch(point->from, now_, now_);
      break;
    case Side::kAfter:
      if (point->to > now_) return std::nullopt;
      window = Stretch(point->to, now_, now_);
      break;
    case Side::kBefore:
      window = Stretch(absl::InfinitePast(), std::min(point->from, now_), now_);
      break;
    case Side::kThrough:
      window = Stretch(absl::InfinitePast(), std::min(point->to, now_), now_);
      break;
  }
  window.unsure = point->unsure;
  return Span(point->next, std::move(window));
}

// going back 7 days from now, the 3 days back from now, 48 hours back from this moment
std::optional<TimeSpan> TimeReader::GoingBack() const {
  size_t at = SkipArticle(SkipIn(0));
  const bool going = IsAny(at, "going", "looking", "counting", "counted", "reaching") && Is(at + 1, "back");
  if (going) at = SkipArticle(IsAny(at + 2, "by", "over") ? at + 3 : at + 2);
  if (going && IsAny(at, "last", "past")) ++at;
  size_t next = at;
  const std::optional<double> count = ReadCount(at, &next);
  const std::optional<Unit> unit = count.has_value() ? ReadUnit(Text(next)) : std::nullopt;
  if (!unit.has_value() || *count <= 0 || *count > 10'000) return std::nullopt;
  ++next;
  if (!going) {
    if (!IsAny(next, "back", "backwards", "backward")) return std::nullopt;
    ++next;
  }
  if (!IsAny(next, "from", "to", "until")) return going ? std::optional<TimeSpan>(Span(next, RollingWindow(*unit, *count, now_))) : std::nullopt;
  const std::optional<Point> anchor = ReadPoint(next + 1);
  if (!anchor.has_value() || anchor->from != now_ || anchor->to != now_) return std::nullopt;
  return Span(anchor->next, RollingWindow(*unit, *count, now_));
}

// the week just gone, the month that is over, the running month, the ongoing week
std::optional<TimeSpan> TimeReader::JustGone() const {
  const size_t begin = SkipArticle(SkipIn(0));
  const bool running = IsAny(begin, "running", "ongoing");
  const size_t at = running || IsAny(begin, "last", "past", "previous") ? begin + 1 : begin;
  const std::optional<Unit> unit = ReadUnit(Text(at));
  if (!unit.has_value() || !Singular(at) || *unit < Unit::kDay) return std::nullopt;
  const absl::Time start = StartOf(*unit, now_);
  if (running) return Span(at + 1, UnitWindow(*unit, start, now_));
  const size_t next = SkipGone(at + 1);
  if (next == at + 1) return std::nullopt;
  return Span(next, UnitWindow(*unit, AddUnits(*unit, start, -1), now_));
}

// the current and the previous month, last and this week: one stretch, or two to compare
std::optional<TimeSpan> TimeReader::ThisAndLast() const {
  const size_t at = SkipArticle(SkipIn(0));
  const bool current = IsAny(at, "this", "current");
  const bool previous = IsAny(at, "last", "previous", "preceding", "past");
  if ((!current && !previous) || !Is(at + 1, "and")) return std::nullopt;
  const size_t second = SkipArticle(at + 2);
  if (!(current ? IsAny(second, "last", "previous", "preceding", "past") : IsAny(second, "this", "current"))) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(Text(second + 1));
  if (!unit.has_value() || !(Singular(second + 1) || words_[second + 1].text.size() > 4) || *unit < Unit::kWeek) return std::nullopt;
  TimeWindow window = Stretch(AddUnits(*unit, StartOf(*unit, now_), -1), now_, now_);
  window.unsure = true;
  return Span(second + 2, std::move(window));
}

// the weekend of 9/10 May, the weekend of 16 May, weekend 9-10 May
std::optional<TimeSpan> TimeReader::WeekendOf() const {
  const size_t at = SkipArticle(SkipIn(0));
  if (!Is(at, "weekend")) return std::nullopt;
  const bool of = IsAny(at + 1, "of", "from");
  std::optional<TimeSpan> days = Behind(of ? at + 2 : at + 1);
  if (!days.has_value() || days->window.from == absl::InfinitePast()) return std::nullopt;
  const absl::Weekday weekday = absl::GetWeekday(absl::ToCivilDay(days->window.from, kUtc));
  const absl::Duration length = days->window.to - days->window.from;
  if (length == 2 * kDay && weekday == absl::Weekday::saturday) return Span(days->last + 1, std::move(days->window));
  if (!of || length != kDay || (weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday)) return std::nullopt;
  const absl::Time saturday = weekday == absl::Weekday::saturday ? days->window.from : days->window.from - kDay;
  return Span(days->last + 1, Stretch(saturday, saturday + 2 * kDay, now_));
}

// this day last week, a week ago Monday, Monday two weeks ago
std::optional<TimeSpan> TimeReader::DayOfWeekBack() const {
  size_t at = SkipIn(0);
  if (IsAny(at, "this", "the", "same")) {
    while (IsAny(at, "this", "the", "same")) ++at;
    if (!IsAny(at, "day", "weekday") || !Is(at + 1, "last") || !Is(at + 2, "week") || !Is(at - 1, "this")) return std::nullopt;
    return Span(at + 3, DayWindow(Today(now_) - 7, now_));
  }
  const auto weeks_ago = [&](size_t i, size_t* next) -> std::optional<int> {
    const std::optional<double> count = ReadCount(i, next);
    if (!count.has_value() || *count < 1 || *count > 52 || *count != static_cast<double>(static_cast<int>(*count)) || !IsAny(*next, "week", "weeks") || !Is(*next + 1, "ago")) return std::nullopt;
    *next += 2;
    return static_cast<int>(*count);
  };
  const absl::CivilDay monday = absl::ToCivilDay(StartOf(Unit::kWeek, now_), kUtc);
  size_t next = at;
  if (const std::optional<int> weeks = weeks_ago(at, &next); weeks.has_value()) {
    const std::optional<int> weekday = WeekdayOf(Text(Is(next, "on") ? next + 1 : next));
    if (!weekday.has_value()) return std::nullopt;
    return Span(Is(next, "on") ? next + 2 : next + 1, DayWindow(monday - 7 * *weeks + *weekday, now_));
  }
  const std::optional<int> weekday = WeekdayOf(Text(at));
  if (!weekday.has_value()) return std::nullopt;
  const std::optional<int> weeks = weeks_ago(at + 1, &next);
  if (!weeks.has_value()) return std::nullopt;
  return Span(next, DayWindow(monday - 7 * *weeks + *weekday, now_));
}

}  // namespace aurora::query::language
