#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "built before 1985" of built_year: a number, and no time of the row.
bool ReadYears(Draft& d, size_t at) {
  const size_t noun = d.Previous(at);
  if (!d.Lexical(noun) || d.BreakBetween(noun, at)) return false;
  const Meaning& meaning = d.Chosen(noun);
  if (meaning.kind != MeaningKind::kColumn || d.FactsOf(meaning).words.empty() || d.FactsOf(meaning).words.back() != "year") return false;
  if (d.scope.Profile(d.Ref(meaning)).column_class != catalog::ColumnClass::kNumber) return false;
  const TimeWindow& window = d.tags[at].window;
  const auto place = [&](Comparison comparison, absl::Time time) {
    Condition condition;
    condition.operand = {d.Ref(meaning), {}, 1};
    condition.comparison = comparison;
    condition.values = {base::StrCat(absl::ToCivilYear(time, absl::UTCTimeZone()).year())};
    condition.words = d.Words(noun, at);
    d.Place(condition, noun);
  };
  const auto whole = [](absl::Time time) { return StartOf(Unit::kYear, time) == time; };
  const bool from = window.from != absl::InfinitePast();
  const bool to = window.to < d.now;
  if ((!from && !to) || (from && !whole(window.from)) || (to && !whole(window.to))) return false;
  if (from) place(Comparison::kGreaterOrEqual, window.from);
  if (to) place(Comparison::kLess, window.to);
  d.Use(noun);
  return true;
}

// "between 1am and 5am" of each day of a longer stretch
bool ReadDailyHours(Draft& d, size_t narrow, const TimeWindow& wide) {
  if (d.time.empty() || wide.to == absl::InfiniteFuture()) return false;
  // A day of its own is one window.
  for (size_t w = d.tags[narrow].first; w <= d.tags[narrow].last; ++w) {
    const std::string& text = d.words[w].text;
    if (!d.words[w].number.has_value() && !IsOneOf(text, {"between", "and", "from", "to", "until", "till", "before", "after", "am", "pm", "a", "p", "m", "noon", "midday", "in", "the", "oclock", "o", "clock"}) &&
        text.find(':') == std::string::npos) {
      return false;
    }
  }
  const TimeWindow& window = d.tags[narrow].window;
  const absl::Time midnight = StartOf(Unit::kDay, window.from);
  const bool after = d.words[d.tags[narrow].first].text == "after";
  const absl::Duration first = window.from - midnight;
  const absl::Duration last = after ? absl::Hours(24) : window.to - midnight;
  if (first % absl::Hours(1) != absl::ZeroDuration() || last % absl::Hours(1) != absl::ZeroDuration() || last > absl::Hours(36)) return false;
  Condition condition;
  condition.operand = {d.time, {}, 1};
  condition.part = TimePart::kHour;
  for (int64_t hour = absl::ToInt64Hours(first); hour < absl::ToInt64Hours(last); ++hour) condition.values.push_back(base::StrCat(hour % 24));
  if (condition.values.empty()) return false;
  condition.words = d.Words(narrow);
  d.NoteThat("daily_hours", condition.words, "these hours of each day");
  d.composed.certainty *= 0.92;
  d.Place(condition, narrow);
  return true;
}

// "change", "go up", "got better": of one time to the other.
bool SaysChange(const Draft& d) {
  if (d.Has(TagKind::kChange)) return true;
  for (size_t w = 0; w + 1 < d.words.size(); ++w) {
    if (IsOneOf(d.words[w].text, {"go", "goes", "going", "went", "gone", "move", "moved", "get", "got", "gotten"}) && IsOneOf(d.words[w + 1].text, {"up", "down", "better", "worse", "higher", "lower"})) return true;
    if (IsOneOf(d.words[w].text, {"improve", "improved", "worsen", "worsened", "shrink", "shrank", "climb", "climbed"})) return true;
  }
  return false;
}

// Whether the words of the tag are clock times alone, of no day of their own.
bool NamesNoDay(const Draft& d, size_t tag) {
  for (size_t w = d.tags[tag].first; w <= d.tags[tag].last; ++w) {
    const std::string& text = d.words[w].text;
    if (!d.words[w].number.has_value() && !IsOneOf(text, {"between", "and", "from", "to", "until", "till", "before", "after", "since", "by", "up", "on", "onwards", "through", "am", "pm", "a", "p", "m", "noon", "midday", "in", "the", "oclock", "o", "clock"}) &&
        text.find(':') == std::string::npos) {
      return false;
    }
  }
  return true;
}

// "on 19 May, arrivals from 11:00 to 14:00": the day, and apart from it the hours. nullopt where either is no such thing.
std::optional<TimeWindow> HoursOfDay(const Draft& d, const TimeWindow& day, size_t hours) {
  const absl::Time midnight = StartOf(Unit::kDay, day.from);
  const bool one_day = day.from == midnight && (day.to == midnight + absl::Hours(24) || (day.to == d.now && d.now - midnight < absl::Hours(24)));
  if (!one_day || !NamesNoDay(d, hours)) return std::nullopt;
  const TimeWindow& window = d.tags[hours].window;
  if (window.from == absl::InfinitePast()) return std::nullopt;
  const absl::Time clock_day = StartOf(Unit::kDay, window.from);
  const std::string& first = d.words[d.tags[hours].first].text;
  // "since 14:00", "from 14:00 on": to the end of that day.
  const bool open = (window.to == d.now || window.to - clock_day > absl::Hours(24) - absl::Minutes(1)) && IsOneOf(first, {"since", "after", "from"}) && d.words[d.tags[hours].last].text != "now";
  const absl::Time from = midnight + (window.from - clock_day);
  const absl::Time to = open ? midnight + absl::Hours(24) : midnight + (window.to - clock_day);
  if (from >= to || from >= d.now || to > midnight + absl::Hours(36)) return std::nullopt;
  TimeWindow both{from, std::min(to, d.now), ""};
  both.reading = base::StrCat(PrintTime(both.from), " until ", to >= d.now ? std::string("now") : PrintTime(both.to));
  both.unsure = day.unsure || window.unsure;
  return both;
}

// The column's time is in the window.
void PlaceWithin(Draft& d, const ColumnRef& column, const TimeWindow& window, const std::string& words, size_t tag) {
  const bool date = d.scope.Profile(column).column_class == catalog::ColumnClass::kDate;
  const auto print = [date](absl::Time time) { return absl::FormatTime(date ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%E3S", time, absl::UTCTimeZone()); };
  const auto place = [&](Comparison comparison, absl::Time bound) {
    Condition condition;
    condition.operand = {column, {}, 1};
    condition.comparison = comparison;
    condition.values = {print(bound)};
    condition.words = words;
    d.Place(condition, tag);
  };
  if (window.from != absl::InfinitePast()) place(Comparison::kGreaterOrEqual, window.from);
  if (window.to < d.now) place(Comparison::kLess, window.to);
}

// "faults this month on lamps installed before 2015": beside the window of the rows, that of a joined date's own verb.
bool ReadJoinedWindow(Draft& d, size_t at) {
  const size_t verb = d.Previous(at);
  if (verb >= d.tags.size() || d.used[verb] || d.BreakBetween(verb, at) || !d.Means(verb, MeaningKind::kMoment) || d.Chosen(verb).source == 0 || !d.Chosen(verb).values.empty() || !Participle(d.words[d.tags[verb].last].text) ||
      d.tags[at].window.Unbounded()) {
    return false;
  }
  PlaceWithin(d, d.Ref(d.Chosen(verb)), d.tags[at].window, d.Words(verb, at), verb);
  d.Use(verb);
  return true;
}

// "ran a meeting", "webinars that ran for an hour" of rows that may be running: the past of the verb says no state.
bool SaysPastOfState(const Draft& d, size_t tag, const ColumnRef& column) {
  const Word& word = d.words[d.tags[tag].last];
  if (word.text.compare(0, 2, word.stem, 0, 2) != 0) return true;  // ran: run
  if (!Participle(word.text)) return false;
  const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
  return std::any_of(comment.begin(), comment.end(), [&](const Word& said) { return said.stem == word.stem && said.text.size() > 4 && said.text.compare(said.text.size() - 3, 3, "ing") == 0; });
}

}  // namespace

void ReadWindows(Draft& d) {
  std::vector<size_t> times;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kTime) && !d.used[i]) times.push_back(i);
  }
  const bool versus = d.Has(TagKind::kVersus) || d.Has(TagKind::kChange);
  // One window of two pieces: a day, and hours of it.
  if (times.size() == 2 && !versus) {
    for (const auto& [day, hours] : {std::pair<size_t, size_t>{times[0], times[1]}, std::pair<size_t, size_t>{times[1], times[0]}}) {
      const std::optional<TimeWindow> both = HoursOfDay(d, d.tags[day].window, hours);
      if (!both.has_value()) continue;
      d.form.window = both;
      d.form.window_words = base::StrCat(d.Words(times[0]), " ", d.Words(times[1]));
      for (size_t at : times) d.Use(at);
      if (both->unsure) d.composed.certainty *= 0.9;
      times.clear();
      break;
    }
  }
  for (size_t at : times) {
    d.Use(at);
    // "Thursday's takings up to now": where the end of a window is, when there is one.
    if (times.size() > 1 && d.tags[at].window.from == absl::InfinitePast() && d.tags[at].window.to == d.now) continue;
    if (ReadYears(d, at) || (times.size() > 1 && !versus && ReadJoinedWindow(d, at))) continue;
    // "fairs that close next month": of a column that holds plans, named by its verb. Anything else would be a prediction.
    if (d.tags[at].window.from >= d.now) {
      const auto planned = [&](size_t tag) { return d.Means(tag, MeaningKind::kMoment) && d.Chosen(tag).source == 0 && d.Chosen(tag).values.empty() && knowledge::IsPlanned(d.FactsOf(d.Chosen(tag)).words[0]); };
      size_t verb = 0;
      while (verb < d.tags.size() && !planned(verb)) ++verb;
      if (verb == d.tags.size() || times.size() > 1) {
        d.Fail(Problem::kUnanswerable, at);
        continue;
      }
    }
    // "change from March to April", "go up between April and May": two windows, not one.
    if (SaysChange(d) && times.size() == 1 && !d.Has(TagKind::kGrain) && IsOneOf(d.words[d.tags[at].first].text, {"from", "between"})) {
      const bool between = d.words[d.tags[at].first].text == "between";
      for (size_t w = d.tags[at].first + 2; w + 1 <= d.tags[at].last; ++w) {
        if (between ? d.words[w].text != "and" : d.words[w].text != "to" && d.words[w].text != "until") continue;
        // Without what follows, which would make it a range again.
        const std::vector<Word> before(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(w));
        const std::optional<TimeSpan> left = ReadTime(before, d.tags[at].first + 1, d.now);
        std::optional<TimeSpan> right = ReadTime(d.words, w + 1, d.now);
        // "to May": a verb where nothing stands before it.
        if (!right.has_value() && d.words[w + 1].text == "may") {
          std::vector<Word> led(d.words.begin() + static_cast<std::ptrdiff_t>(w), d.words.end());
          led[0] = Normalise("in")[0];
          right = ReadTime(led, 0, d.now);
          if (right.has_value()) right->last += w;
        }
        if (!left.has_value() || !right.has_value() || left->last + 1 != w || right->last != d.tags[at].last) continue;
        d.form.window = right->window;
        d.form.window_words = Join(d.words, w + 1, right->last);
        d.form.compared = left->window;
        d.form.compared_words = Join(d.words, left->first, left->last);
      }
      if (d.form.compared.has_value()) continue;
    }
    // A verb before or after the window says which time: "delivered last week", "who joined this year".
    TimeWindow window = d.tags[at].window;
    // Hours of a clock are read as whole ones, also where today has not had all of them yet.
    if (window.from < d.now && window.to > d.now && NamesNoDay(d, at)) window.to = d.now;
    if (window.unsure) d.composed.certainty *= 0.9;
    if (!d.form.window.has_value()) {
      d.form.window = window;
      d.form.window_words = d.Words(at);
      continue;
    }
    const absl::Time from = std::max(d.form.window->from, window.from);
    const absl::Time to = std::min(d.form.window->to, window.to);
    const bool nested = from < to && !versus;
    // "between 1am and 5am this week": a clock on each of several days is no single window.
    const auto clock = [&](const std::string& words) { return words.find("am") != std::string::npos || words.find("pm") != std::string::npos || words.find(':') != std::string::npos || words.find("o'clock") != std::string::npos; };
    const TimeWindow& wide = d.form.window->to - d.form.window->from > window.to - window.from ? *d.form.window : window;
    const bool within_day = std::min(d.form.window->to - d.form.window->from, window.to - window.from) < absl::Hours(24);
    if (!versus && within_day && wide.to - wide.from > absl::Hours(24) && (clock(d.Words(at)) || clock(d.form.window_words))) {
      const TimeWindow whole = wide;
      const std::string whole_words = &wide == &window ? d.Words(at) : d.form.window_words;
      const size_t narrow = &wide == &window ? times.front() : at;
      if (times.size() == 2 && ReadDailyHours(d, narrow, whole)) {
        d.form.window = whole;
        d.form.window_words = whole_words;
        continue;
      }
      if (nested) {
        d.Fail(Problem::kNotUnderstood, at);
        continue;
      }
    }
    if (nested && (window.from >= d.form.window->from && window.to <= d.form.window->to)) {
      d.form.window = window;
      d.form.window_words = d.Words(at);
    } else if (nested && d.form.window->from >= window.from && d.form.window->to <= window.to) {
      continue;
    } else if (const size_t joint = d.Previous(at); !versus && !d.form.compared.has_value() && (d.form.window->to == window.from || window.to == d.form.window->from) && joint > 0 &&
               d.Is(d.Previous(joint), TagKind::kTime) && (d.Is(joint, TagKind::kOr) || (d.Is(joint, TagKind::kAnd) && (d.Has(TagKind::kGrain) || d.Has(TagKind::kTrend) || d.Has(TagKind::kList) ||
                                                                                                          std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"together", "combined", "altogether"}); }))))) {
      // "in April and May per week": one stretch, where it is not the two that are asked for.
      d.form.window->from = std::min(d.form.window->from, window.from);
      d.form.window->to = std::max(d.form.window->to, window.to);
      d.form.window->reading = base::StrCat(PrintTime(d.form.window->from), " until ", d.form.window->to == d.now ? std::string("now") : PrintTime(d.form.window->to));
      base::StrAppend(&d.form.window_words, " ", d.Words(joint, at));
    } else if (!d.form.compared.has_value()) {
      d.form.compared = window;
      d.form.compared_words = d.Words(at);
      d.composed.said_compared = true;
    } else {
      d.Fail(Problem::kNotUnderstood, at);
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kShift) || d.used[i]) continue;
    d.Use(i);
    if (d.form.window.has_value() && !d.form.compared.has_value()) {
      d.form.compared = Shifted(d.tags[i].shift, d.form.window, d.now);
      d.form.compared_words = d.Words(i);
      d.composed.said_compared = true;
    } else if (!d.form.window.has_value()) {
      d.composed.shift = d.tags[i].shift;
      d.form.window = Shifted(d.tags[i].shift, std::nullopt, d.now);
      d.form.window_words = d.Words(i);
      // "compared with the day before", after a question about a day.
      const size_t before = d.Previous(i);
      d.composed.said_compared = d.Is(before, TagKind::kVersus);
    }
  }
  if (d.form.compared.has_value() && d.form.window.has_value() && d.form.compared->from == d.form.window->from && d.form.compared->to == d.form.window->to) {
    d.form.compared = Shifted({TimeShift::Kind::kBefore, Unit::kDay, 1}, d.form.window, d.now);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kVersus) && d.form.compared.has_value()) d.Use(i);
    if (d.Is(i, TagKind::kVersus) && d.composed.shift.has_value()) d.Use(i);
    if (d.Is(i, TagKind::kChange) && d.form.compared.has_value()) d.Use(i);
    // "were more parcels damaged this month than last month"
    if ((d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kMost)) && d.form.compared.has_value() && !d.Is(d.Next(i), TagKind::kNumber) &&
        IsOneOf(d.Text(i), {"more", "fewer", "less", "higher", "lower", "over", "better", "worse", "bigger", "smaller"})) {
      d.Use(i);
      d.counted = d.counted || IsOneOf(d.Text(i), {"more", "fewer"});
    }
  }
  // "is revenue up compared to last month": the running month against it.
  if (!d.fragment && d.form.window.has_value() && !d.form.compared.has_value() && times.size() == 1) {
    for (size_t i = 0; i < d.tags.size(); ++i) {
      if (!d.Is(i, TagKind::kVersus) || d.used[i] || d.Next(i) != times[0]) continue;
      for (Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth, Unit::kQuarter, Unit::kYear}) {
        const absl::Time start = StartOf(unit, d.now);
        if (d.form.window->to != start || d.form.window->from != AddUnits(unit, start, -1)) continue;
        d.form.compared = d.form.window;
        d.form.compared_words = d.form.window_words;
        d.form.window = TimeWindow{start, d.now, base::StrCat(PrintTime(start), " until now")};
        d.form.window_words = "";
        d.Use(i);
        break;
      }
    }
  }
  // "compare with yesterday", after a question.
  for (size_t i = 0; i < d.tags.size() && d.fragment; ++i) {
    if (!d.Is(i, TagKind::kVersus) || d.used[i] || !d.form.window.has_value() || d.form.compared.has_value()) continue;
    d.Use(i);
    d.composed.said_compared = true;
  }
  if (d.form.compared.has_value()) d.composed.said_compared = true;
}

// Days are shown whole: "daily over the last three weeks" is 21 calendar days with today.
void AlignWindow(Draft& d) {
  if (!d.form.window.has_value() || d.form.compared.has_value() || d.form.window->to != d.now || d.form.window->from == absl::InfinitePast()) return;
  const absl::Duration length = d.now - d.form.window->from;
  const int64_t days = absl::ToInt64Hours(length) / 24;
  if (days < 1 || length != absl::Hours(24 * days)) return;
  for (const Group& group : d.form.groups) {
    if (group.kind != GroupKind::kBucket) continue;
    if (group.grain.unit == Unit::kDay) {
      d.form.window->from = StartOf(Unit::kDay, d.now) - absl::Hours(24 * (days - 1));
    } else if (group.grain.unit == Unit::kWeek && days % 7 == 0) {
      d.form.window->from = StartOf(Unit::kWeek, d.now) - absl::Hours(24 * 7 * (days / 7 - 1));
    } else {
      continue;
    }
    d.form.window->reading = base::StrCat(PrintTime(d.form.window->from), " until now");
  }
}

// Of moments the first in a row's life is meant. Dates without a moment are of things that last (a fair opens and closes), and
// the first of them is no better than the others, unless the table is sorted by it.
bool TimeIsOpen(const Draft& d) {
  if (d.time.empty() || d.time.source != 0 || !d.form.window.has_value() || d.form.window->Unbounded() || (!d.chosen.empty() && d.scope.Facts(d.chosen).time)) return false;
  const catalog::ColumnProfile& own = d.scope.Profile(d.time);
  if (own.column_class != catalog::ColumnClass::kDate || own.in_sorting_key || own.in_partition_key || own.Hidden()) return false;
  return std::none_of(d.used_columns.begin(), d.used_columns.end(), [&](const ColumnRef& ref) { return ref == d.time; });
}

bool MayDate(const Draft& d, size_t column) {
  const catalog::ColumnProfile& profile = d.scope.main().profile().columns[column];
  const std::vector<std::string>& verb = d.scope.main().column(column).words;
  if (!d.scope.main().column(column).time || profile.Hidden() || verb.empty()) return false;
  if (profile.name == d.time.name) return true;
  // What comes later, or says nothing of the row's own life.
  return !profile.nullable && !IsOneOf(verb[0], {"birth", "born", "updated", "modified", "changed", "loaded", "synced", "ingested", "inserted"});
}

void ReadMoment(Draft& d, size_t tag, const Meaning& meaning) {
  const ColumnRef ref = d.Ref(meaning);
  // "unmarked exams"
  if (!meaning.values.empty()) {
    // Within a time, who is active did something in it.
    // "opened in May and still open" says how they are now.
    const bool still = d.tags[tag].first > 0 && IsOneOf(d.words[d.tags[tag].first - 1].text, {"still", "remain", "remains", "yet"});
    if (!still && IsOneOf(d.Text(tag), {"active", "current", "open"}) && (d.form.window.has_value() || d.form.HasBucket())) return;
    if (SaysPastOfState(d, tag, ref)) {
      d.Use(tag);
      return;
    }
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(d, tag) ? Comparison::kIsNotNull : Comparison::kIsNull;
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    d.Use(tag);
    return;
  }
  // A date of a joined table takes the window for itself: "drivers who joined this year".
  if (meaning.source > 0) {
    if (!d.form.window.has_value() || d.form.window->Unbounded()) return;
    // "files", "how many tries did we make", "orders made today": of the rows, and not of what they belong to.
    const std::string& verb = d.words[d.tags[tag].first].text;
    const bool acts = std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[tag].first), [](const Word& word) { return IsOneOf(word.text, {"did", "do", "does"}); });
    const size_t noun = d.Previous(tag);
    const bool of_rows = (d.Means(noun, MeaningKind::kTable) || (d.Means(noun, MeaningKind::kEntity) && d.Chosen(noun).source == 0 && d.FactsOf(d.Chosen(noun)).row_id)) && (IsOneOf(verb, {"made", "created", "done"}) || (!d.time.empty() && IsOneOf(verb, {"started", "begun", "opened", "launched", "logged", "recorded", "placed"})));
    // "gate opening time": a length, where something else of the row has one.
    const size_t length = d.tags[tag].last + 1;
    const bool of_length = length < d.words.size() && !d.words[length - 1].break_after && verb.size() > 5 && verb.compare(verb.size() - 3, 3, "ing") == 0 && IsOneOf(d.words[length].text, {"time", "times", "duration", "durations", "speed", "delay", "delays", "hours"});
    if (of_length || (of_rows && !IsOneOf(verb, {"made", "created", "done"}))) {
      d.Use(tag);
      return;
    }
    if (meaning.weight < 0.9 && d.tags[tag].first == d.tags[tag].last && (Plural(verb) || (acts && !Participle(verb)) || of_rows)) {
      d.Use(tag);
      return;
    }
    PlaceWithin(d, ref, *d.form.window, d.form.window_words, tag);
    d.form.window.reset();
    d.Use(tag);
    return;
  }
  if (d.scope.Facts(ref).time) d.used_columns.push_back(ref);
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  if (ref == d.time) {
    // "the most requests": rows, by their own verb.
    if (context == Context::kMost || context == Context::kTop) {
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.counted = true;
      d.Use(at);
    } else if (context == Context::kCount) {
      d.counted = true;
      d.Use(at);
    }
    if (context == Context::kAggregate && d.tags[at].aggregate == MeasureKind::kSum) d.counted = true;
    // "published episodes", where drafts have no time yet: those that were.
    const size_t row = d.Next(tag);
    const bool described = !d.BreakBetween(tag, row) && (d.Is(row, TagKind::kRows) || d.Means(row, MeaningKind::kTable) || IsOneOf(d.tags[tag].last + 1 < d.words.size() ? d.words[d.tags[tag].last + 1].text : "", {"ones", "only"}));
    if (described && d.scope.Profile(ref).nullable && !d.form.window.has_value() && !d.form.HasBucket() && Participle(d.words[d.tags[tag].last].text)) {
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = Negated(d, tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = d.Words(tag);
      d.Place(condition, tag);
    }
    d.composed.said_table = true;
    d.Use(tag);
    return;
  }
  const catalog::ColumnProfile& profile = d.scope.Profile(ref);
  // "a delivered order this month" of delivered_at and ordered_at: which of the orders.
  const size_t order = tag + 1;
  const bool of_order = profile.nullable && Participle(d.words[d.tags[tag].last].text) && d.Means(order, MeaningKind::kMoment) && d.Chosen(order).source == 0 && d.Chosen(order).values.empty() && d.Ref(d.Chosen(order)) == d.time && !Participle(d.words[d.tags[order].last].text) && d.tags[order].first == d.tags[tag].last + 1 && !d.BreakBetween(tag, order);
  if (of_order) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(d, tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    d.Use(tag);
    return;
  }
  // "on what day of the week do most cars come in"
  const bool by_clock = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kHourOfDay || group.kind == GroupKind::kDayOfWeek; });
  const bool needs_time = d.form.window.has_value() || d.form.HasBucket() || by_clock;
  // "what percentage of last week's bookings got cancelled": of those of that week.
  size_t share = 0;
  while (share < tag && !d.Is(share, TagKind::kRatio)) ++share;
  const bool of_share = share < tag && !d.ratio_done && !d.time.empty() && profile.nullable && !d.Is(d.Previous(tag), TagKind::kTime) && !d.Is(d.Next(tag), TagKind::kTime) && !d.Is(d.Next(tag), TagKind::kRatio) &&
                        Participle(d.words[d.tags[tag].last].text) && std::any_of(d.tags.begin() + static_cast<std::ptrdiff_t>(share), d.tags.begin() + static_cast<std::ptrdiff_t>(tag), [](const Tag& one) { return one.IsLexicon(MeaningKind::kTable) || one.kind == TagKind::kRows; });
  if (needs_time && of_share) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(d, tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = d.Words(tag);
    d.Place(condition, tag);
  } else if (needs_time) {
    d.time = ref;
    d.NoteThat("time_column", d.Words(tag), base::StrCat("by ", ref.name));
    // What has not come to it has no hour of the day.
    if (by_clock && profile.nullable) {
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = Comparison::kIsNotNull;
      condition.words = d.Words(tag);
      d.form.filters.push_back(condition);
    }
  } else if (profile.nullable) {
    // "the delivered ones": only a verb says that it happened.
    const std::string& verb = d.words[d.tags[tag].last].text;
    const auto ends = [&](const char* ending) { return verb.size() > 2 && verb.compare(verb.size() - 2, 2, ending) == 0; };
    if (!ends("ed") && !ends("en") && verb != "up" && verb != "off" && verb != "sent" && verb != "paid") return;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(d, tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = d.Words(tag);
    d.Place(condition, tag);
  }
  if (context == Context::kCount) {
    d.counted = true;
    d.Use(at);
  }
  d.Use(tag);
}

}  // namespace aurora::query::language
