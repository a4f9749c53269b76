#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

// "built before 1985" of built_year: a number, and no time of the row.
bool Composer::ReadYears(size_t at) {
  const size_t noun = Previous(at);
  if (!Lexical(noun) || BreakBetween(noun, at)) return false;
  const Meaning& meaning = Chosen(noun);
  if (meaning.kind != MeaningKind::kColumn || FactsOf(meaning).words.empty() || FactsOf(meaning).words.back() != "year") return false;
  if (scope_.Profile(Ref(meaning)).column_class != catalog::ColumnClass::kNumber) return false;
  const TimeWindow& window = tags_[at].window;
  const auto place = [&](Comparison comparison, absl::Time time) {
    Condition condition;
    condition.operand = {Ref(meaning), {}, 1};
    condition.comparison = comparison;
    condition.values = {base::StrCat(absl::ToCivilYear(time, absl::UTCTimeZone()).year())};
    condition.words = Words(noun, at);
    Place(condition, noun);
  };
  const auto whole = [](absl::Time time) { return StartOf(Unit::kYear, time) == time; };
  const bool from = window.from != absl::InfinitePast();
  const bool to = window.to < now_;
  if ((!from && !to) || (from && !whole(window.from)) || (to && !whole(window.to))) return false;
  if (from) place(Comparison::kGreaterOrEqual, window.from);
  if (to) place(Comparison::kLess, window.to);
  Use(noun);
  return true;
}

void Composer::ReadWindows() {
  std::vector<size_t> times;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kTime) && !used_[i]) times.push_back(i);
  }
  const bool versus = Has(TagKind::kVersus) || Has(TagKind::kChange);
  for (size_t at : times) {
    Use(at);
    if (ReadYears(at)) continue;
    // "fairs that close next month": of a column that holds plans, named by its verb. Anything else would be a prediction.
    if (tags_[at].window.from >= now_) {
      const auto planned = [&](size_t tag) { return Means(tag, MeaningKind::kMoment) && Chosen(tag).source == 0 && Chosen(tag).values.empty() && knowledge::IsPlanned(FactsOf(Chosen(tag)).words[0]); };
      size_t verb = 0;
      while (verb < tags_.size() && !planned(verb)) ++verb;
      if (verb == tags_.size() || times.size() > 1) {
        Fail(Problem::kUnanswerable, at);
        continue;
      }
    }
    // "change from March to April": two windows, not one.
    if (Has(TagKind::kChange) && times.size() == 1 && words_[tags_[at].first].text == "from") {
      for (size_t w = tags_[at].first + 2; w + 1 <= tags_[at].last; ++w) {
        if (words_[w].text != "to" && words_[w].text != "until") continue;
        // Without what follows, which would make it a range again.
        const std::vector<Word> before(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(w));
        const std::optional<TimeSpan> left = ReadTime(before, tags_[at].first + 1, now_);
        const std::optional<TimeSpan> right = ReadTime(words_, w + 1, now_);
        if (!left.has_value() || !right.has_value() || left->last + 1 != w || right->last != tags_[at].last) continue;
        form_.window = right->window;
        form_.window_words = Join(words_, w + 1, right->last);
        form_.compared = left->window;
        form_.compared_words = Join(words_, left->first, left->last);
      }
      if (form_.compared.has_value()) continue;
    }
    // A verb before or after the window says which time: "delivered last week", "who joined this year".
    const TimeWindow& window = tags_[at].window;
    if (window.unsure) composed_.certainty *= 0.9;
    if (!form_.window.has_value()) {
      form_.window = window;
      form_.window_words = Words(at);
      continue;
    }
    const absl::Time from = std::max(form_.window->from, window.from);
    const absl::Time to = std::min(form_.window->to, window.to);
    const bool nested = from < to && !versus;
    // "between 1am and 5am this week": a clock on each of several days is no single window.
    const auto clock = [&](const std::string& words) { return words.find("am") != std::string::npos || words.find("pm") != std::string::npos || words.find(':') != std::string::npos || words.find("o'clock") != std::string::npos; };
    const TimeWindow& wide = form_.window->to - form_.window->from > window.to - window.from ? *form_.window : window;
    const bool within_day = std::min(form_.window->to - form_.window->from, window.to - window.from) < absl::Hours(24);
    if (!versus && within_day && wide.to - wide.from > absl::Hours(24) && (clock(Words(at)) || clock(form_.window_words))) {
      const TimeWindow whole = wide;
      const std::string whole_words = &wide == &window ? Words(at) : form_.window_words;
      const size_t narrow = &wide == &window ? times.front() : at;
      if (times.size() == 2 && ReadDailyHours(narrow, whole)) {
        form_.window = whole;
        form_.window_words = whole_words;
        continue;
      }
      if (nested) {
        Fail(Problem::kNotUnderstood, at);
        continue;
      }
    }
    if (nested && (window.from >= form_.window->from && window.to <= form_.window->to)) {
      form_.window = window;
      form_.window_words = Words(at);
    } else if (nested && form_.window->from >= window.from && form_.window->to <= window.to) {
      continue;
    } else if (const size_t joint = Previous(at); !versus && !form_.compared.has_value() && (form_.window->to == window.from || window.to == form_.window->from) && joint > 0 &&
               Is(Previous(joint), TagKind::kTime) && (Is(joint, TagKind::kOr) || (Is(joint, TagKind::kAnd) && (Has(TagKind::kGrain) || Has(TagKind::kTrend) || Has(TagKind::kList))))) {
      // "in April and May per week": one stretch, where it is not the two that are asked for.
      form_.window->from = std::min(form_.window->from, window.from);
      form_.window->to = std::max(form_.window->to, window.to);
      form_.window->reading = base::StrCat(PrintTime(form_.window->from), " until ", form_.window->to == now_ ? std::string("now") : PrintTime(form_.window->to));
      base::StrAppend(&form_.window_words, " ", Words(joint, at));
    } else if (!form_.compared.has_value()) {
      form_.compared = window;
      form_.compared_words = Words(at);
      composed_.said_compared = true;
    } else {
      Fail(Problem::kNotUnderstood, at);
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kShift) || used_[i]) continue;
    Use(i);
    if (form_.window.has_value() && !form_.compared.has_value()) {
      form_.compared = Shifted(tags_[i].shift, form_.window, now_);
      form_.compared_words = Words(i);
      composed_.said_compared = true;
    } else if (!form_.window.has_value()) {
      composed_.shift = tags_[i].shift;
      form_.window = Shifted(tags_[i].shift, std::nullopt, now_);
      form_.window_words = Words(i);
      // "compared with the day before", after a question about a day.
      const size_t before = Previous(i);
      composed_.said_compared = Is(before, TagKind::kVersus);
    }
  }
  if (form_.compared.has_value() && form_.window.has_value() && form_.compared->from == form_.window->from && form_.compared->to == form_.window->to) {
    form_.compared = Shifted({TimeShift::Kind::kBefore, Unit::kDay, 1}, form_.window, now_);
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kVersus) && form_.compared.has_value()) Use(i);
    if (Is(i, TagKind::kVersus) && composed_.shift.has_value()) Use(i);
    if (Is(i, TagKind::kChange) && form_.compared.has_value()) Use(i);
    // "were more parcels damaged this month than last month"
    if ((Is(i, TagKind::kCompare) || Is(i, TagKind::kMost)) && form_.compared.has_value() && !Is(Next(i), TagKind::kNumber) &&
        IsOneOf(Text(i), {"more", "fewer", "less", "higher", "lower", "over", "better", "worse", "bigger", "smaller"})) {
      Use(i);
      counted_ = counted_ || IsOneOf(Text(i), {"more", "fewer"});
    }
  }
  // "is revenue up compared to last month": the running month against it.
  if (!fragment_ && form_.window.has_value() && !form_.compared.has_value() && times.size() == 1) {
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (!Is(i, TagKind::kVersus) || used_[i] || Next(i) != times[0]) continue;
      for (Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth, Unit::kQuarter, Unit::kYear}) {
        const absl::Time start = StartOf(unit, now_);
        if (form_.window->to != start || form_.window->from != AddUnits(unit, start, -1)) continue;
        form_.compared = form_.window;
        form_.compared_words = form_.window_words;
        form_.window = TimeWindow{start, now_, base::StrCat(PrintTime(start), " until now")};
        form_.window_words = "";
        Use(i);
        break;
      }
    }
  }
  // "compare with yesterday", after a question.
  for (size_t i = 0; i < tags_.size() && fragment_; ++i) {
    if (!Is(i, TagKind::kVersus) || used_[i] || !form_.window.has_value() || form_.compared.has_value()) continue;
    Use(i);
    composed_.said_compared = true;
  }
  if (form_.compared.has_value()) composed_.said_compared = true;
}

// Days are shown whole: "daily over the last three weeks" is 21 calendar days with today.
void Composer::AlignWindow() {
  if (!form_.window.has_value() || form_.compared.has_value() || form_.window->to != now_ || form_.window->from == absl::InfinitePast()) return;
  const absl::Duration length = now_ - form_.window->from;
  const int64_t days = absl::ToInt64Hours(length) / 24;
  if (days < 1 || length != absl::Hours(24 * days)) return;
  for (const Group& group : form_.groups) {
    if (group.kind != GroupKind::kBucket) continue;
    if (group.grain.unit == Unit::kDay) {
      form_.window->from = StartOf(Unit::kDay, now_) - absl::Hours(24 * (days - 1));
    } else if (group.grain.unit == Unit::kWeek && days % 7 == 0) {
      form_.window->from = StartOf(Unit::kWeek, now_) - absl::Hours(24 * 7 * (days / 7 - 1));
    } else {
      continue;
    }
    form_.window->reading = base::StrCat(PrintTime(form_.window->from), " until now");
  }
}

bool Composer::ReadDailyHours(size_t narrow, const TimeWindow& wide) {
  if (time_.empty() || wide.to == absl::InfiniteFuture()) return false;
  // A day of its own is one window.
  for (size_t w = tags_[narrow].first; w <= tags_[narrow].last; ++w) {
    const std::string& text = words_[w].text;
    if (!words_[w].number.has_value() && !IsOneOf(text, {"between", "and", "from", "to", "until", "till", "before", "after", "am", "pm", "a", "p", "m", "noon", "midday", "in", "the", "oclock", "o", "clock"}) &&
        text.find(':') == std::string::npos) {
      return false;
    }
  }
  const TimeWindow& window = tags_[narrow].window;
  const absl::Time midnight = StartOf(Unit::kDay, window.from);
  const bool after = words_[tags_[narrow].first].text == "after";
  const absl::Duration first = window.from - midnight;
  const absl::Duration last = after ? absl::Hours(24) : window.to - midnight;
  if (first % absl::Hours(1) != absl::ZeroDuration() || last % absl::Hours(1) != absl::ZeroDuration() || last > absl::Hours(36)) return false;
  Condition condition;
  condition.operand = {time_, {}, 1};
  condition.part = TimePart::kHour;
  for (int64_t hour = absl::ToInt64Hours(first); hour < absl::ToInt64Hours(last); ++hour) condition.values.push_back(base::StrCat(hour % 24));
  if (condition.values.empty()) return false;
  condition.words = Words(narrow);
  NoteThat("daily_hours", condition.words, "these hours of each day");
  composed_.certainty *= 0.92;
  Place(condition, narrow);
  return true;
}

// in the mornings, every evening
void Composer::ReadHours() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kHours) || used_[i] || time_.empty()) continue;
    std::vector<int> hours = tags_[i].hours;
    // "on mornings (7 to 11)": the question says which hours those are.
    const size_t from = Next(i);
    const size_t join = Next(from);
    const size_t to = Next(join);
    const auto hour = [&](size_t tag) { return Is(tag, TagKind::kNumber) && !used_[tag] && !tags_[tag].money && tags_[tag].unit.empty() && tags_[tag].number == static_cast<int>(tags_[tag].number); };
    if (hour(from) && (Is(join, TagKind::kTo) || Is(join, TagKind::kAnd)) && hour(to) && tags_[from].number < tags_[to].number && tags_[to].number <= 24) {
      hours.clear();
      for (int one = static_cast<int>(tags_[from].number); one < static_cast<int>(tags_[to].number); ++one) hours.push_back(one);
      for (size_t used : {from, join, to}) used_[used] = true;
    }
    Condition condition;
    condition.operand = {time_, {}, 1};
    condition.part = TimePart::kHour;
    for (int one : hours) condition.values.push_back(base::StrCat(one));
    condition.words = Words(i);
    NoteThat("daily_hours", condition.words, base::StrCat("from ", condition.values.front(), ":00 until ", hours.back() + 1, ":00 of each day"));
    composed_.certainty *= 0.92;
    Place(condition, i);
    used_[i] = true;
  }
}

// Of moments the first in a row's life is meant. Dates without a moment are of things that last (a fair opens and closes), and
// the first of them is no better than the others, unless the table is sorted by it.
bool Composer::TimeIsOpen() const {
  if (time_.empty() || time_.source != 0 || !form_.window.has_value() || form_.window->Unbounded() || (!chosen_.empty() && scope_.Facts(chosen_).time)) return false;
  const catalog::ColumnProfile& own = scope_.Profile(time_);
  if (own.column_class != catalog::ColumnClass::kDate || own.in_sorting_key || own.in_partition_key || own.Hidden()) return false;
  return std::none_of(used_columns_.begin(), used_columns_.end(), [&](const ColumnRef& ref) { return ref == time_; });
}

bool Composer::MayDate(size_t column) const {
  const catalog::ColumnProfile& profile = scope_.main().profile().columns[column];
  const std::vector<std::string>& verb = scope_.main().column(column).words;
  if (!scope_.main().column(column).time || profile.Hidden() || verb.empty()) return false;
  if (profile.name == time_.name) return true;
  // What comes later, or says nothing of the row's own life.
  return !profile.nullable && !IsOneOf(verb[0], {"birth", "born", "updated", "modified", "changed", "loaded", "synced", "ingested", "inserted"});
}

void Composer::ReadWeekdays() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kWeekdays) || used_[i] || time_.empty()) continue;
    Condition condition;
    condition.operand = {time_, {}, 1};
    condition.part = TimePart::kWeekday;
    for (int day : tags_[i].weekdays) condition.values.push_back(base::StrCat(day));
    condition.words = Words(i);
    Place(condition, i);
    used_[i] = true;
  }
}

void Composer::ReadMoment(size_t tag, const Meaning& meaning) {
  const ColumnRef ref = Ref(meaning);
  // "unmarked exams"
  if (!meaning.values.empty()) {
    // Within a time, who is active did something in it.
    if (IsOneOf(Text(tag), {"active", "current", "open"}) && (form_.window.has_value() || form_.HasBucket())) return;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(tag) ? Comparison::kIsNotNull : Comparison::kIsNull;
    condition.words = Words(tag);
    Place(condition, tag);
    Use(tag);
    return;
  }
  // A date of a joined table takes the window for itself: "drivers who joined this year".
  if (meaning.source > 0) {
    if (!form_.window.has_value() || form_.window->Unbounded()) return;
    const bool date = scope_.Profile(ref).column_class == catalog::ColumnClass::kDate;
    const auto print = [date](absl::Time time) { return absl::FormatTime(date ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%E3S", time, absl::UTCTimeZone()); };
    if (form_.window->from != absl::InfinitePast()) {
      Condition from;
      from.operand = {ref, {}, 1};
      from.comparison = Comparison::kGreaterOrEqual;
      from.values = {print(form_.window->from)};
      from.words = form_.window_words;
      Place(from, tag);
    }
    if (form_.window->to < now_) {
      Condition to;
      to.operand = {ref, {}, 1};
      to.comparison = Comparison::kLess;
      to.values = {print(form_.window->to)};
      to.words = form_.window_words;
      Place(to, tag);
    }
    form_.window.reset();
    Use(tag);
    return;
  }
  if (scope_.Facts(ref).time) used_columns_.push_back(ref);
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  if (ref == time_) {
    // "the most requests": rows, by their own verb.
    if (context == Context::kMost || context == Context::kTop) {
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      counted_ = true;
      Use(at);
    } else if (context == Context::kCount) {
      counted_ = true;
      Use(at);
    }
    if (context == Context::kAggregate && tags_[at].aggregate == MeasureKind::kSum) counted_ = true;
    // "published episodes", where drafts have no time yet: those that were.
    const size_t row = Next(tag);
    const bool described = !BreakBetween(tag, row) && (Is(row, TagKind::kRows) || Means(row, MeaningKind::kTable) || IsOneOf(tags_[tag].last + 1 < words_.size() ? words_[tags_[tag].last + 1].text : "", {"ones", "only"}));
    if (described && scope_.Profile(ref).nullable && !form_.window.has_value() && !form_.HasBucket() && Participle(words_[tags_[tag].last].text)) {
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = Negated(tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = Words(tag);
      Place(condition, tag);
    }
    composed_.said_table = true;
    Use(tag);
    return;
  }
  const catalog::ColumnProfile& profile = scope_.Profile(ref);
  const bool needs_time = form_.window.has_value() || form_.HasBucket();
  // "what percentage of last week's bookings got cancelled": of those of that week.
  size_t share = 0;
  while (share < tag && !Is(share, TagKind::kRatio)) ++share;
  const bool of_share = share < tag && !ratio_done_ && !time_.empty() && profile.nullable && !Is(Previous(tag), TagKind::kTime) && !Is(Next(tag), TagKind::kTime) && !Is(Next(tag), TagKind::kRatio) &&
                        Participle(words_[tags_[tag].last].text) && std::any_of(tags_.begin() + static_cast<std::ptrdiff_t>(share), tags_.begin() + static_cast<std::ptrdiff_t>(tag), [](const Tag& one) { return one.IsLexicon(MeaningKind::kTable) || one.kind == TagKind::kRows; });
  if (needs_time && of_share) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = Words(tag);
    Place(condition, tag);
  } else if (needs_time) {
    time_ = ref;
    NoteThat("time_column", Words(tag), base::StrCat("by ", ref.name));
  } else if (profile.nullable) {
    // "the delivered ones": only a verb says that it happened.
    const std::string& verb = words_[tags_[tag].last].text;
    const auto ends = [&](const char* ending) { return verb.size() > 2 && verb.compare(verb.size() - 2, 2, ending) == 0; };
    if (!ends("ed") && !ends("en") && verb != "up" && verb != "off" && verb != "sent" && verb != "paid") return;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = Words(tag);
    Place(condition, tag);
  }
  if (context == Context::kCount) {
    counted_ = true;
    Use(at);
  }
  Use(tag);
}

}  // namespace aurora::query::language
