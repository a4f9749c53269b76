#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// "7:30", "17:49:19", "8.30"
std::optional<absl::Duration> FromDigits(const std::string& text, char separator) {
  const std::vector<std::string> parts = absl::StrSplit(text, separator);
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (parts.size() < 2 || parts.size() > 3 || parts[1].size() != 2 || !absl::SimpleAtoi(parts[0], &hour) || !absl::SimpleAtoi(parts[1], &minute)) return std::nullopt;
  if (parts.size() == 3 && (parts[2].size() != 2 || !absl::SimpleAtoi(parts[2], &second))) return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return absl::Hours(hour) + absl::Minutes(minute) + absl::Seconds(second);
}

}  // namespace

// 9am, 8 p.m., noon, 7:30, 8.30pm, six o'clock; "7" is one, but no certain one
std::optional<TimeReader::Clock> TimeReader::ReadClock(size_t at) const {
  if (IsAny(at, "noon", "midday")) return Clock{at + 1, absl::Hours(12), true, true};
  if (Is(at, "midnight")) return Clock{at + 1, absl::Hours(0), true, true};
  // "half past ten", "a quarter to five"
  const size_t part = IsAny(at, "a", "an") ? at + 1 : at;
  if (IsAny(part, "half", "quarter") && IsAny(part + 1, "past", "after", "to") && !(Is(part, "half") && !Is(part + 1, "past"))) {
    std::optional<Clock> hour = ReadClock(part + 2);
    if (!hour.has_value() || hour->since_midnight % absl::Hours(1) != absl::ZeroDuration()) return std::nullopt;
    const absl::Duration minutes = absl::Minutes(Is(part, "half") ? 30 : 15);
    hour->since_midnight += Is(part + 1, "to") ? -minutes : minutes;
    hour->certain = true;
    if (hour->since_midnight < absl::ZeroDuration()) return std::nullopt;
    return hour;
  }
  const std::string text = Text(at);
  Clock clock{at + 1, absl::ZeroDuration(), false, false};
  if (text.find(':') != std::string::npos) {
    const std::optional<absl::Duration> read = FromDigits(text, ':');
    if (!read.has_value()) return std::nullopt;
    clock.since_midnight = *read;
    clock.certain = true;
  } else if (const std::optional<double> number = NumberAt(at); number.has_value() && *number >= 0 && *number < 25) {
    if (text.find('.') != std::string::npos) {
      const std::optional<absl::Duration> read = FromDigits(text, '.');
      if (!read.has_value()) return std::nullopt;
      clock.since_midnight = *read;
    } else {
      if (words_[at].ordinal || *number != std::floor(*number)) return std::nullopt;
      clock.since_midnight = absl::Hours(static_cast<int>(*number));
    }
  } else {
    return std::nullopt;
  }
  size_t next = at + 1;
  bool pm = Is(next, "pm");
  bool am = Is(next, "am");
  if (pm || am) {
    ++next;
  } else if (IsAny(next, "p", "a") && Is(next + 1, "m")) {
    pm = Is(next, "p");
    am = !pm;
    next += 2;
  } else if (Is(next, "oclock")) {
    clock.certain = true;
    ++next;
  } else if (Is(next, "o")) {  // "o'clock", without what follows the apostrophe
    clock.certain = true;
    ++next;
  } else if (Is(next, "in") && Is(next + 1, "the") && IsAny(next + 2, "morning", "afternoon", "evening")) {
    pm = !Is(next + 2, "morning");
    am = !pm;
    next += 3;
  } else if (text.find('.') != std::string::npos && !Dash(at)) {
    return std::nullopt;  // "2.30" is a number
  }
  if (pm && clock.since_midnight < absl::Hours(12)) clock.since_midnight += absl::Hours(12);
  if (am && clock.since_midnight >= absl::Hours(12)) clock.since_midnight -= absl::Hours(12);
  clock.half_said = pm || am;
  clock.certain = clock.certain || clock.half_said;
  clock.next = next;
  return clock;
}

// 8pm and 11pm, 5-6 pm, 10:30 to 3
std::optional<TimeReader::ClockSpan> TimeReader::ReadClockSpan(size_t at) const {
  std::optional<Clock> first = ReadClock(at);
  if (!first.has_value()) return std::nullopt;
  size_t second_at = first->next;
  if (Is(second_at, "up") && IsAny(second_at + 1, "to", "until", "till")) {
    second_at += 2;
  } else if (IsAny(second_at, "and", "to", "until", "till", "through")) {
    ++second_at;
  } else if (!Dash(second_at - 1)) {
    return std::nullopt;
  }
  std::optional<Clock> second = ReadClock(second_at);
  if (!second.has_value()) return std::nullopt;
  absl::Duration from = first->since_midnight;
  absl::Duration to = second->since_midnight;
  // "2 to 4pm" begins at 2pm; "9 to 4pm" in the morning.
  if (!first->half_said && second->half_said && to >= absl::Hours(12) && from < absl::Hours(12) && from + absl::Hours(12) < to) from += absl::Hours(12);
  if (to <= from && !second->half_said && to + absl::Hours(12) > from && to < absl::Hours(12)) to += absl::Hours(12);
  if (to <= from && to == absl::ZeroDuration()) to = absl::Hours(24);
  if (to <= from && second->half_said) to += absl::Hours(24);  // "from 10pm to 6am"
  // "00:00 to 23:59": the whole day
  if (to == absl::Hours(24) - absl::Minutes(1) || to == absl::Hours(24) - absl::Seconds(1)) to = absl::Hours(24);
  if (to <= from) return std::nullopt;
  return ClockSpan{second->next, from, to, first->certain || second->certain};
}

// from 9:30am for 7 hours, for 2 hours from 2pm
std::optional<TimeReader::ClockSpan> TimeReader::ReadClockLength(size_t at) const {
  const auto length = [&](size_t i, size_t* next) -> std::optional<absl::Duration> {
    const std::optional<double> count = Is(i, "for") ? ReadCount(i + 1, next) : std::nullopt;
    if (!count.has_value() || *count <= 0 || *count > 48) return std::nullopt;
    const std::optional<Unit> unit = ReadUnit(Text(*next));
    ++*next;
    if (unit == Unit::kHour) return absl::Hours(1) * *count;
    if (unit == Unit::kMinute) return absl::Minutes(1) * *count;
    return std::nullopt;
  };
  size_t next = at;
  if (const std::optional<absl::Duration> hours = length(at, &next); hours.has_value() && Is(next, "from")) {
    const std::optional<Clock> clock = ReadClock(next + 1);
    if (!clock.has_value() || !clock->certain) return std::nullopt;
    return ClockSpan{clock->next, clock->since_midnight, clock->since_midnight + *hours, true};
  }
  const std::optional<Clock> clock = Is(at, "from") ? ReadClock(at + 1) : std::nullopt;
  if (!clock.has_value() || !clock->certain) return std::nullopt;
  const std::optional<absl::Duration> hours = length(clock->next, &next);
  if (!hours.has_value()) return std::nullopt;
  return ClockSpan{next, clock->since_midnight, clock->since_midnight + *hours, true};
}

}  // namespace aurora::query::language
