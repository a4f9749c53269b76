#include "services/query-engine/language/tag/times_here.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "services/query-engine/language/tag/pattern.h"
#include "services/query-engine/language/time/calendar.h"

namespace aurora::query::language {
namespace {

bool WordIs(const std::vector<Word>& words, size_t at, std::initializer_list<std::string_view> texts) { return at < words.size() && IsOneOf(words[at].text, texts); }

bool Says(const std::vector<Word>& words, std::initializer_list<std::string_view> texts) {
  return std::any_of(words.begin(), words.end(), [&](const Word& word) { return IsOneOf(word.text, texts); });
}

// Whether the question asks which of two times had more: they are two then, and no stretch.
bool WeighsTimes(const std::vector<Word>& words) {
  return Says(words, {"more", "fewer", "less", "higher", "lower", "better", "worse", "busier", "quieter", "compare", "compared", "versus", "vs", "difference", "both", "each", "respectively", "separately"});
}

// Whether a clock time or a stretch between two stands in the words.
bool SaysClock(const std::vector<Word>& words, size_t first, size_t last) {
  for (size_t i = first; i <= last; ++i) {
    if (words[i].text.find(':') != std::string::npos || WordIs(words, i, {"am", "pm", "noon", "midday"})) return true;
  }
  return false;
}

// Another time of the question, outside of the words first..last.
bool HasOtherTime(QuestionWords& question, size_t first, size_t last) {
  for (size_t i = 0; i < question.words().size(); ++i) {
    if (i >= first && i <= last) continue;
    const std::optional<TimeSpan>& other = question.Time(i);
    if (other.has_value() && (other->last < first || other->first > last) && other->window.from != absl::InfinitePast() && !SaysClock(question.words(), other->first, other->last)) return true;
    if (other.has_value() && other->last < first) i = other->last;
  }
  return false;
}

// "From 1 May, cumulative number by date", "From Monday, number of calls": since then, where the sentence begins with it and no end follows.
std::optional<TimeSpan> FromThenOn(QuestionWords& question, size_t at, const TimeSpan& read) {
  const std::vector<Word>& words = question.words();
  const bool begins = at == 0 || words[at - 1].break_after || words[at - 1].sentence_after;
  const bool series = Says(words, {"cumulative", "cumulated", "running", "daily", "weekly", "trend"});
  if (words[at].text != "from" || !begins || (!words[read.last].break_after && !series) || words[read.last].dash_after) return std::nullopt;
  if (WordIs(words, at + 1, {"today", "yesterday", "last", "this", "now"})) return std::nullopt;
  std::vector<Word> since(words.begin() + static_cast<std::ptrdiff_t>(at), words.begin() + static_cast<std::ptrdiff_t>(read.last) + 1);
  since[0] = Normalise("since")[0];
  std::optional<TimeSpan> span = ReadTime(since, 0, question.now());
  // "from April to May": an end was said.
  const bool end = std::any_of(since.begin() + 1, since.end(), [](const Word& word) { return IsOneOf(word.text, {"to", "until", "till", "through", "and"}) || word.dash_after; });
  if (!span.has_value() || end || span->last + 1 != since.size()) return std::nullopt;
  span->window.unsure = true;
  return TimeSpan{at, read.last, std::move(span->window)};
}

// "from 18:00 to 22:00" asked at noon about a day before: the hours of that day, which today has not had yet.
std::optional<TimeSpan> HoursAhead(QuestionWords& question, size_t at) {
  const std::vector<Word>& words = question.words();
  if (!WordIs(words, at, {"from", "between", "since", "after", "before"})) return std::nullopt;
  const absl::Time midnight = StartOf(Unit::kDay, question.now());
  std::optional<TimeSpan> span = ReadTime(words, at, midnight + absl::Hours(24) - absl::Seconds(1));
  if (!span.has_value() || span->window.from < midnight || span->window.from < question.now() || !SaysClock(words, at, span->last) || !HasOtherTime(question, at, span->last)) return std::nullopt;
  span->first = at;
  return span;
}

// "on the last two Mondays", "the past three weekends": from the first of them to the last; which days of that the next word says.
std::optional<TimeSpan> LastSuchDays(QuestionWords& question, size_t at) {
  const std::vector<Word>& words = question.words();
  size_t next = at;
  while (WordIs(words, next, {"on", "in", "over", "for", "the", "of", "these"}) && next < at + 2) ++next;
  if (!WordIs(words, next, {"last", "past", "previous"}) || next + 2 >= words.size() || !words[next + 1].number.has_value() || words[next + 1].ordinal || words[next + 1].money) return std::nullopt;
  const double count = *words[next + 1].number;
  const std::string& day = words[next + 2].text;
  if (count < 2 || count > 104 || count != static_cast<double>(static_cast<int>(count)) || day.size() < 4 || day.back() != 's') return std::nullopt;
  const absl::CivilDay today = Today(question.now());
  const int back = 7 * (static_cast<int>(count) - 1);
  if (day == "weekends") {
    const absl::CivilDay monday = absl::ToCivilDay(StartOf(Unit::kWeek, question.now()), kUtc);
    return TimeSpan{at, next + 1, Stretch(Day(monday - 2 - back), Day(monday), question.now())};
  }
  const std::optional<int> weekday = WeekdayOf(day);
  if (!weekday.has_value()) return std::nullopt;
  int since = (static_cast<int>(absl::GetWeekday(today)) - *weekday + 7) % 7;
  if (since == 0) since = 7;
  return TimeSpan{at, next + 1, Stretch(Day(today - since - back), Day(today - since + 1), question.now())};
}

// "Thursday's takings up to now", asked on a Thursday: of this day.
std::optional<TimeSpan> RunningDay(QuestionWords& question, size_t at, const TimeSpan& read) {
  const std::vector<Word>& words = question.words();
  const size_t day_at = WordIs(words, at, {"on"}) ? at + 1 : at;
  if (read.last != day_at || day_at >= words.size()) return std::nullopt;
  const absl::Time today = StartOf(Unit::kDay, question.now());
  if (WeekdayOf(words[day_at].text) != static_cast<int>(absl::GetWeekday(Today(question.now()))) || read.window.from != today - absl::Hours(24 * 7) || read.window.to != today - absl::Hours(24 * 6)) return std::nullopt;
  if (at > 0 && WordIs(words, at - 1, {"since", "from", "after", "until", "till", "before", "between", "to", "and", "last", "past"})) return std::nullopt;
  if (WordIs(words, at, {"on"}) && at > 1 && words[at - 1].text == "far" && words[at - 2].text == "so") return TimeSpan{at, day_at, DayWindow(Today(question.now()), question.now())};
  for (size_t i = day_at + 1; i + 1 < words.size(); ++i) {
    const bool so_far = (words[i].text == "so" && words[i + 1].text == "far") || (WordIs(words, i, {"up"}) && WordIs(words, i + 1, {"to", "until", "till"}) && WordIs(words, i + 2, {"now"})) || (WordIs(words, i, {"until", "till"}) && words[i + 1].text == "now" && i > day_at + 1);
    if (so_far) return TimeSpan{at, day_at, DayWindow(Today(question.now()), question.now())};
    // Another day, and what is said of that one.
    if (const std::optional<TimeSpan>& other = question.Time(i); other.has_value() && other->window.from != absl::InfinitePast()) return std::nullopt;
  }
  return std::nullopt;
}

// Whether "through" belongs to what stands before it: "went through", "got through", "all through".
bool GoesThrough(const std::vector<Word>& words, size_t through) {
  if (through == 0 || words[through - 1].break_after) return false;
  const Word& before = words[through - 1];
  if (Participle(before.text)) return true;
  return IsOneOf(before.text, {"go",    "goes",  "going", "went",  "gone",   "come",   "comes", "came",  "coming",  "get",    "gets",  "got",   "gotten", "getting", "pass", "passes", "passing", "put",     "puts",   "push",
                               "run",   "runs",  "ran",   "running", "walk", "walks",  "drive", "drives", "drove",  "driven", "ride",  "rode",  "make",   "makes",   "made", "break",  "broke",   "broken",  "fall",   "fell",
                               "fallen", "follow", "it",   "them",  "this",   "that",   "not",   "all",   "right",   "halfway", "midway", "sell", "sold",   "flow",    "flows", "sail",  "sails",   "travel",  "look",   "flew", "fly"});
}

}  // namespace

std::optional<TimeSpan> ReadOtherwise(QuestionWords& question, size_t at, const std::optional<TimeSpan>& read) {
  if (std::optional<TimeSpan> days = LastSuchDays(question, at); days.has_value()) return days;
  if (!read.has_value()) return HoursAhead(question, at);
  // "on 17 May, arrivals from 11:00 to 14:00", asked at noon: all of these hours.
  if (read->window.to == question.now() && WordIs(question.words(), at, {"from", "between", "since", "after"}) && SaysClock(question.words(), at, read->last) && HasOtherTime(question, at, read->last)) {
    const absl::Time midnight = StartOf(Unit::kDay, question.now());
    std::optional<TimeSpan> whole = ReadTime(question.words(), at, midnight + absl::Hours(24) - absl::Seconds(1));
    if (whole.has_value() && whole->last == read->last && whole->window.from == read->window.from && read->window.from >= midnight) {
      whole->first = at;
      return whole;
    }
  }
  if (std::optional<TimeSpan> since = FromThenOn(question, at, *read); since.has_value()) return since;
  return RunningDay(question, at, *read);
}

bool IsNoTime(QuestionWords& question, size_t at, const TimeSpan& span) {
  const std::vector<Word>& words = question.words();
  // "as of 1 May", but for now and today
  if (at > 0 && words[at - 1].text == "as" && WordIs(words, at, {"of", "at"})) return !(span.window.to == question.now());
  if (at > 1 && WordIs(words, at - 1, {"of", "at"}) && words[at - 2].text == "as") return !(span.window.to == question.now());
  // "payments that went through yesterday": done, and no bound.
  if (WordIs(words, at, {"through", "thru"}) && GoesThrough(words, at)) return true;
  // "through October": all of it to some, until its end to others; "all through October" is clear.
  if (at > 0 && WordIs(words, at - 1, {"through", "thru"}) && !words[at - 1].break_after && MonthOf(words[at].text).has_value() && span.window.to < question.now() && !GoesThrough(words, at - 1)) return true;
  // "not returned by 17 May": they may have been later, which no window of the rows says.
  if (words[at].text == "by" && span.last > at) {
    for (size_t back = 1; back <= 3 && back <= at && !words[at - back].break_after; ++back) {
      if (IsOneOf(words[at - back].text, {"not", "never", "no", "without", "yet"})) return true;
    }
  }
  // "Were there more on 16 or 17 May?"
  const bool either = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.begin() + static_cast<std::ptrdiff_t>(span.last), [](const Word& word) { return word.text == "or"; });
  const bool open = WordIs(words, at, {"on", "from", "by", "until", "after", "before"}) && WordIs(words, at + 1, {"or"});
  const bool bound = WordIs(words, span.last, {"later", "after", "before", "earlier", "greater", "onwards", "onward", "on"});
  return either && !open && !bound && WeighsTimes(words);
}

bool OwnsWhatFollows(QuestionWords& question, size_t day, const std::optional<Tag>& behind) {
  const std::vector<Word>& words = question.words();
  if (words[day].break_after || day + 1 >= words.size() || !behind.has_value() || behind->first != day + 1) return false;
  if (day > 0 && !words[day - 1].sentence_after) return false;
  const Meaning& meaning = behind->meanings[0];
  if (meaning.kind == MeaningKind::kValue || meaning.weight < 0.7) return false;
  // "Mondays arrivals since April, by week": of all of them.
  if (Says(words, {"each", "every", "all", "average", "mean", "typical", "per", "weekly", "usually", "normally"})) return false;
  for (size_t i = day + 1; i < words.size(); ++i) {
    if (const std::optional<TimeSpan>& other = question.Time(i); other.has_value() && other->window.to - other->window.from > absl::Hours(24)) return false;
  }
  return true;
}

std::optional<Tag> FindTimeAside(QuestionWords& question, size_t at) {
  const std::vector<Word>& words = question.words();
  const auto filler = [&](size_t last) {
    Tag tag;
    tag.kind = TagKind::kFiller;
    tag.first = at;
    tag.last = last;
    return tag;
  };
  // "some time between Monday and now", "at some point since Monday"
  size_t next = WordIs(words, at, {"at"}) ? at + 1 : at;
  if (WordIs(words, next, {"some", "any"}) && WordIs(words, next + 1, {"time", "point", "stage", "moment"})) {
    const size_t behind = next + 2;
    if (behind < words.size() && question.Time(behind).has_value()) return filler(behind - 1);
  }
  // "sold on a day in April": on any day of it; "for a day in April" is what was planned for one.
  if (WordIs(words, at, {"on"}) && WordIs(words, at + 1, {"a", "any", "some"}) && WordIs(words, at + 2, {"day", "date"}) && WordIs(words, at + 3, {"in", "within", "during"}) && question.Time(at + 3).has_value() && question.Time(at + 3)->window.to - question.Time(at + 3)->window.from > absl::Hours(24)) return filler(at + 2);
  if (WordIs(words, at, {"sometime"}) && at + 1 < words.size() && question.Time(at + 1).has_value()) return filler(at);
  // "on the 20th, identical time slot": a follow-up keeps the hours anyhow.
  next = WordIs(words, at, {"the", "in", "at", "during", "for"}) ? at + 1 : at;
  if (WordIs(words, next, {"the"})) ++next;
  if (WordIs(words, next, {"same", "identical"}) && WordIs(words, next + 1, {"time", "hourly"}) && WordIs(words, next + 2, {"slot", "window", "frame", "span", "range", "of"})) {
    if (!WordIs(words, next + 2, {"of"})) return filler(next + 2);
    if (WordIs(words, next + 3, {"day"})) return filler(next + 3);
  }
  if (WordIs(words, next, {"same", "identical"}) && WordIs(words, next + 1, {"slot", "timeslot", "clock"})) return filler(next + 1);
  // "for Mondays, Tuesdays and so on", "all Mondays together, all Tuesdays together and so on": each weekday
  {
    const auto weekday = [&](size_t i, size_t* end) {
      while (WordIs(words, i, {"for", "all", "the", "on"})) ++i;
      if (i >= words.size() || words[i].text.size() < 7 || words[i].text.back() != 's' || !WeekdayOf(words[i].text).has_value()) return false;
      *end = WordIs(words, i + 1, {"together"}) ? i + 1 : i;
      return true;
    };
    size_t end = at;
    size_t second = at;
    if (weekday(at, &end) && weekday(end + 1, &second)) {
      for (size_t more = second; weekday(second + 1, &more);) second = more;
      const size_t and_at = second + 1;
      size_t last = 0;
      if (WordIs(words, and_at, {"and"}) && WordIs(words, and_at + 1, {"so"}) && WordIs(words, and_at + 2, {"on", "forth"})) last = and_at + 2;
      if (WordIs(words, and_at, {"etc"})) last = and_at;
      if (last > 0) {
        std::optional<Tag> by = FindKeyword(Normalise("by weekday"), 0);
        if (by.has_value()) {
          by->first = at;
          by->last = last;
          return by;
        }
      }
    }
  }
  // "0h to 23h", "00:00-24:00" of a day: all of it
  const auto hour = [&](size_t i, std::initializer_list<std::string_view> texts, std::initializer_list<double> numbers, size_t* end) {
    if (i >= words.size()) return false;
    *end = i;
    if (IsOneOf(words[i].text, texts)) return true;
    if (!words[i].number.has_value() || std::find(numbers.begin(), numbers.end(), *words[i].number) == numbers.end() || words[i].money || words[i].percent) return false;
    if (WordIs(words, i + 1, {"hours", "h"})) *end = i + 1;
    return true;
  };
  size_t end = at;
  if (hour(at, {"0:00", "00:00"}, {0}, &end)) {
    const bool plain = words[at].number.has_value();
    const bool said = end > at;
    const size_t join = WordIs(words, end + 1, {"to", "until", "till", "through"}) ? end + 2 : (words[end].dash_after ? end + 1 : words.size());
    size_t last = join;
    if (join < words.size() && hour(join, {"23:59", "24:00", "23:59:59"}, {23, 24}, &last) && (plain == words[join].number.has_value()) && (!plain || said || last > join) && HasOtherTime(question, at, last)) return filler(last);
  }
  return std::nullopt;
}

}  // namespace aurora::query::language
