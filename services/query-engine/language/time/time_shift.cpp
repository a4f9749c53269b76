#include <algorithm>
#include <array>
#include <cmath>

#include "libs/base/text.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

bool Any(const std::vector<Word>& words, size_t at, std::initializer_list<std::string_view> texts) {
  return at < words.size() && std::find(texts.begin(), texts.end(), std::string_view(words[at].text)) != texts.end();
}

TimeWindow Named(absl::Time from, absl::Time to) { return {from, to, base::StrCat(PrintTime(from), " until ", PrintTime(to))}; }

// "three quarters of an hour", "half an hour", "a quarter of an hour": its minutes and its last word; 0 where there is none.
std::pair<int, size_t> PartOfHour(const std::vector<Word>& words, size_t at) {
  if (Any(words, at, {"a", "the"})) ++at;
  if (Any(words, at, {"half"})) {
    const size_t hour = Any(words, at + 1, {"an"}) ? at + 2 : at + 1;
    return Any(words, hour, {"hour"}) ? std::pair<int, size_t>{30, hour} : std::pair<int, size_t>{0, at};
  }
  const bool three = Any(words, at, {"three", "3"});
  const size_t quarter = three ? at + 1 : at;
  if (!Any(words, quarter, {"quarter", "quarters"}) || !Any(words, quarter + 1, {"of"}) || !Any(words, quarter + 2, {"an"}) || !Any(words, quarter + 3, {"hour"})) return {0, at};
  return {three ? 45 : 15, quarter + 3};
}

// Longer ones are questions of their own.
constexpr size_t kFollowUpWords = 7;

// What follows "the same hours": "yesterday", "the day before", "last week", "a week earlier". As many hours back, so that a day that
// still runs is not set against a whole one.
std::optional<TimeShift> SameHours(const std::vector<Word>& words, size_t at, size_t* last) {
  const auto back = [&](int hours, size_t end) {
    *last = end;
    return TimeShift{TimeShift::Kind::kBack, Unit::kHour, hours};
  };
  while (Any(words, at, {"of", "on", "the"})) ++at;
  if (Any(words, at, {"yesterday"})) return back(24, at);
  if (Any(words, at, {"day"}) && Any(words, at + 1, {"before", "earlier"}) && !Any(words, at + 2, {"yesterday"})) return back(24, at + 1);
  if (Any(words, at, {"previous", "preceding", "last"}) && Any(words, at + 1, {"day", "week"})) return back(words[at + 1].text == "day" ? 24 : 24 * 7, at + 1);
  if (Any(words, at, {"a", "one"}) && Any(words, at + 1, {"day", "week"}) && Any(words, at + 2, {"ago", "earlier", "before", "prior"})) return back(words[at + 1].text == "day" ? 24 : 24 * 7, at + 2);
  return std::nullopt;
}

}  // namespace

std::optional<TimeShift> ReadShift(const std::vector<Word>& words, size_t begin, size_t* last) {
  size_t at = begin;
  // "than yesterday at the same time", "vs last week until this point"
  if (size_t end = begin; begin > 0) {
    const std::optional<TimeShift> shift = SameHours(words, begin, &end);
    size_t next = end + 1;
    if (Any(words, next, {"up"})) ++next;
    const bool until = Any(words, next, {"by", "at", "to", "until", "till"});
    size_t same = next + 1;
    while (Any(words, same, {"the", "this", "that", "same"})) ++same;
    if (shift.has_value() && until && same > next + 1 && Any(words, same, {"time", "point", "hour", "moment"})) {
      *last = same;
      return shift;
    }
  }
  // "by this time yesterday", "at this point last week"
  if (Any(words, at, {"by", "at", "up", "until", "till"})) {
    size_t next = Any(words, at, {"up"}) ? at + 2 : at + 1;
    // "rung up per hour yesterday"
    if (Any(words, at, {"up"}) && !Any(words, at + 1, {"to", "until", "till"})) return std::nullopt;
    if (Any(words, next, {"this", "the", "that"})) ++next;
    if (Any(words, next, {"same"})) ++next;
    if (next > at + 1 && Any(words, next, {"time", "point", "hour", "moment", "stage"})) {
      if (const std::optional<TimeShift> shift = SameHours(words, next + 1, last); shift.has_value()) return shift;
    }
  }
  while (Any(words, at, {"the", "that", "of", "in", "on", "for", "from", "with"}) && at < begin + 3) ++at;
  // the same weekday a week earlier, the same period last month
  if (Any(words, at, {"same"})) {
    // "the same two hours"
    const size_t what = at + 1 < words.size() && words[at + 1].number.has_value() ? at + 2 : at + 1;
    if (!Any(words, what, {"day", "weekday", "time", "period", "hours", "hour", "stretch", "window", "span", "week", "month", "days", "dates", "date", "timeframe", "interval"})) {
      return std::nullopt;
    }
    size_t next = what + 1;
    while (Any(words, next, {"of", "the", "in", "from", "on"})) ++next;
    if (!Any(words, what, {"day", "weekday", "week", "month", "days", "dates", "date"})) {
      if (const std::optional<TimeShift> shift = SameHours(words, next, last); shift.has_value()) return shift;
    }
    if (Any(words, next, {"last", "previous", "prior", "preceding"})) {
      const auto unit = next + 1 < words.size() ? ReadUnit(words[next + 1].text) : std::nullopt;
      if (!unit.has_value()) return std::nullopt;
      *last = next + 1;
      return TimeShift{TimeShift::Kind::kBack, *unit, 1};
    }
    if (Any(words, next, {"yesterday"}) ) {
      *last = next;
      return TimeShift{TimeShift::Kind::kBack, Unit::kDay, 1};
    }
    if (Any(words, next, {"before", "earlier"}) && at + 1 < words.size()) {
      *last = next;
      return TimeShift{TimeShift::Kind::kBefore, Unit::kDay, 1};
    }
    int count = 1;
    if (Any(words, next, {"a", "an", "one"})) {
      ++next;
    } else if (next < words.size() && words[next].number.has_value() && *words[next].number >= 1 && *words[next].number < 1000) {
      count = static_cast<int>(*words[next].number);
      ++next;
    }
    const auto unit = next < words.size() ? ReadUnit(words[next].text) : std::nullopt;
    if (!unit.has_value() || !Any(words, next + 1, {"earlier", "before", "ago", "prior", "previously", "back"})) return std::nullopt;
    *last = next + 1;
    return TimeShift{TimeShift::Kind::kBack, *unit, count};
  }
  // a week earlier, two days before
  {
    size_t next = at;
    int count = 0;
    if (Any(words, next, {"a", "an", "one"})) {
      count = 1;
    } else if (next < words.size() && words[next].number.has_value() && *words[next].number >= 1 && *words[next].number < 100'000) {
      count = static_cast<int>(*words[next].number);
    }
    // "three quarters of an hour preceding it", "half an hour earlier"
    if (const auto [minutes, end] = PartOfHour(words, next); minutes > 0) {
      const size_t word = end + 1;
      const bool that = Any(words, word + 1, {"that", "those", "it", "this", "then"});
      if (Any(words, word, {"earlier", "prior", "previously"}) && !that) {
        *last = word;
        return TimeShift{TimeShift::Kind::kBack, Unit::kMinute, minutes};
      }
      if (Any(words, word, {"before", "preceding", "leading"}) && (that || word + 1 >= words.size())) {
        *last = that ? word + 1 : word;
        return TimeShift{TimeShift::Kind::kBefore, Unit::kMinute, minutes};
      }
    }
    // "one night earlier": the same hours of the day before
    if (count == 1 && Any(words, next + 1, {"night", "evening", "morning", "afternoon", "weekend"}) && Any(words, next + 2, {"earlier", "prior", "previously", "back"})) {
      *last = next + 2;
      return TimeShift{TimeShift::Kind::kBack, words[next + 1].text == "weekend" ? Unit::kWeek : Unit::kDay, 1};
    }
    const auto unit = count > 0 && next + 1 < words.size() ? ReadUnit(words[next + 1].text) : std::nullopt;
    if (unit.has_value()) {
      // "the 3 days just prior", "the 40 min preceding those"
      if (Any(words, next + 2, {"just", "right", "directly"}) && Any(words, next + 3, {"prior", "before", "preceding"}) && next + 4 >= words.size()) {
        *last = next + 3;
        return TimeShift{TimeShift::Kind::kBefore, *unit, count};
      }
      if (Any(words, next + 2, {"earlier", "prior", "previously"})) {
        *last = next + 2;
        return TimeShift{TimeShift::Kind::kBack, *unit, count};
      }
      if (Any(words, next + 2, {"before", "preceding"})) {
        *last = Any(words, next + 3, {"that", "those", "it", "this"}) ? next + 3 : next + 2;
        if (*last == next + 2 && next + 3 < words.size() && !words[next + 2].break_after) return std::nullopt;
        return TimeShift{TimeShift::Kind::kBefore, *unit, count};
      }
    }
  }
  // "on Tuesday, and how many on the Tuesday before": of a day that was named
  if (at < words.size() && Any(words, at, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) && Any(words, at + 1, {"before", "prior"})) {
    const bool named = std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(begin), [&](const Word& word) { return word.text == words[at].text; });
    const bool that = Any(words, at + 2, {"that", "it"});
    if (named && (that || at + 2 == words.size() || words[at + 1].break_after || Any(words, at + 2, {"in", "by", "per", "for", "and"}))) {
      *last = that ? at + 2 : at + 1;
      return TimeShift{TimeShift::Kind::kBack, Unit::kWeek, 1};
    }
  }
  // "and the weekend before that?", "the night before"
  if (Any(words, at, {"weekend", "night", "evening", "morning", "afternoon"}) && Any(words, at + 1, {"before", "prior"})) {
    const bool that = Any(words, at + 2, {"that", "it", "this"});
    // Of one that was named: in this question, or in the one before.
    const bool named = words.size() <= kFollowUpWords || std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [&](const Word& word) { return word.text == words[at].text; });
    if (!named) return std::nullopt;
    if (that || at + 2 == words.size() || words[at + 1].break_after) {
      *last = that ? at + 2 : at + 1;
      return TimeShift{TimeShift::Kind::kBack, words[at].text == "weekend" ? Unit::kWeek : Unit::kDay, 1};
    }
  }
  if (words.size() <= kFollowUpWords && Any(words, at, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) && Any(words, at + 1, {"before"}) && Any(words, at + 2, {"that"})) {
    *last = at + 2;
    return TimeShift{TimeShift::Kind::kBack, Unit::kWeek, 1};
  }
  // the week before (that), the 90 minutes before that
  {
    size_t next = at;
    double count = 1;
    if (next < words.size() && words[next].number.has_value()) {
      count = *words[next].number;
      ++next;
    }
    const auto unit = next < words.size() ? ReadUnit(words[next].text) : std::nullopt;
    if (unit.has_value() && Any(words, next + 1, {"before", "prior"})) {
      const bool that = Any(words, next + 2, {"that", "this", "those", "it"}) || (Any(words, next + 2, {"to"}) && Any(words, next + 3, {"that"}));
      if (!that && next + 2 < words.size() && !words[next + 1].break_after) {
        // "the day before yesterday", "the week before May 4" are not of this kind.
        static constexpr std::array<std::string_view, 7> kGoOn = {"in", "by", "per", "for", "and", "on", "at"};
        if (std::find(kGoOn.begin(), kGoOn.end(), std::string_view(words[next + 2].text)) == kGoOn.end()) return std::nullopt;
      }
      *last = !that ? next + 1 : (Any(words, next + 2, {"to"}) ? next + 3 : next + 2);
      return TimeShift{next > at ? TimeShift::Kind::kBefore : TimeShift::Kind::kUnit, *unit, static_cast<int>(count)};
    }
  }
  // "this week than last"
  if (begin > 0 && at == begin && Any(words, at, {"last"}) && Any(words, begin - 1, {"than", "vs", "versus", "against", "to", "with"})) {
    const bool ends = at + 1 == words.size() || words[at].break_after || Any(words, at + 1, {"by", "per", "in", "for", "at", "on"});
    if (ends) {
      *last = at;
      return TimeShift{TimeShift::Kind::kBefore, Unit::kDay, 1};
    }
  }
  // the previous one, the one before, the period before, the preceding period
  if (Any(words, at, {"previous", "preceding", "prior", "last"}) && Any(words, at + 1, {"one", "period", "stretch", "window", "timeframe", "interval", "span"})) {
    *last = at + 1;
    return TimeShift{TimeShift::Kind::kBefore, Unit::kDay, 1};
  }
  if (Any(words, at, {"one", "period", "stretch", "window"}) && Any(words, at + 1, {"before", "prior"})) {
    *last = Any(words, at + 2, {"that", "it"}) ? at + 2 : at + 1;
    return TimeShift{TimeShift::Kind::kBefore, Unit::kDay, 1};
  }
  // in a follow-up: the previous week
  if (Any(words, at, {"previous", "preceding", "prior"}) && at + 1 < words.size()) {
    const auto unit = ReadUnit(words[at + 1].text);
    if (unit.has_value() && !words[at + 1].text.empty() && words[at + 1].text.back() != 's') {
      *last = at + 1;
      return TimeShift{TimeShift::Kind::kUnit, *unit, 1};
    }
  }
  return std::nullopt;
}

TimeWindow Shifted(const TimeShift& shift, const std::optional<TimeWindow>& base, absl::Time now) {
  if (!base.has_value() || base->from == absl::InfinitePast()) {
    const Unit unit = shift.unit;
    const absl::Time start = StartOf(unit, now);
    return Named(AddUnits(unit, start, -shift.count), AddUnits(unit, start, 1 - shift.count));
  }
  const absl::Time to = std::min(base->to, now);
  switch (shift.kind) {
    case TimeShift::Kind::kBack: {
      absl::Time from = AddUnits(shift.unit, base->from, -shift.count);
      // A whole unit stays whole: "today" against the same day a week earlier is that whole day.
      absl::Time end = AddUnits(shift.unit, to, -shift.count);
      if (shift.unit != Unit::kHour && base->from == StartOf(Unit::kDay, base->from) && base->to - base->from <= absl::Hours(24)) end = AddUnits(Unit::kDay, from, 1);
      return Named(from, end);
    }
    case TimeShift::Kind::kUnit: {
      // "the day before that" of the night from 0 to 5: the same hours.
      const absl::Time day = StartOf(Unit::kDay, base->from);
      const bool hours = base->to <= AddUnits(Unit::kDay, day, 1) && base->to - base->from < absl::Hours(24) && base->to != now && shift.unit == Unit::kDay;
      if (hours) return Named(AddUnits(Unit::kDay, base->from, -shift.count), AddUnits(Unit::kDay, base->to, -shift.count));
      const absl::Time start = StartOf(shift.unit, base->from);
      return Named(AddUnits(shift.unit, start, -shift.count), AddUnits(shift.unit, start, 1 - shift.count));
    }
    case TimeShift::Kind::kBefore:
      break;
  }
  // A calendar unit goes back to the whole one before it, anything else to what is as long.
  for (Unit unit : {Unit::kYear, Unit::kQuarter, Unit::kMonth, Unit::kWeek, Unit::kDay}) {
    const bool whole = base->from == StartOf(unit, base->from) && (base->to == AddUnits(unit, base->from, 1) || (base->to == now && StartOf(unit, now) == base->from));
    if (whole) return Named(AddUnits(unit, base->from, -1), base->from);
  }
  return Named(base->from - (to - base->from), base->from);
}

absl::Time StartOf(const Grain& grain, absl::Time time) {
  const absl::Time start = StartOf(grain.unit, time);
  if (grain.count == 1) return start;
  absl::Duration step;
  switch (grain.unit) {
    case Unit::kSecond:
      step = absl::Seconds(grain.count);
      break;
    case Unit::kMinute:
      step = absl::Minutes(grain.count);
      break;
    case Unit::kHour:
      step = absl::Hours(grain.count);
      break;
    case Unit::kDay:
      step = absl::Hours(24 * grain.count);
      break;
    case Unit::kWeek: {
      const absl::Time monday = absl::FromUnixSeconds(4 * 86400);
      step = absl::Hours(24 * 7 * grain.count);
      return monday + absl::Floor(start - monday, step);
    }
    default:
      return start;
  }
  return absl::UnixEpoch() + absl::Floor(time - absl::UnixEpoch(), step);
}

}  // namespace aurora::query::language
