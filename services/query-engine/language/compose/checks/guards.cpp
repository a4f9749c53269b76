#include "services/query-engine/language/compose/checks/checks.h"

#include <algorithm>

#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool OfColumn(const Measure& measure) {
  return !measure.operand.empty() && measure.kind != MeasureKind::kRatio && measure.kind != MeasureKind::kShareOfAll && measure.kind != MeasureKind::kDefined && measure.kind != MeasureKind::kCountDistinct;
}

// Whether a word asks for the kind of measure.
bool SaysMeasure(const Draft& d, MeasureKind kind) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kAggregate) && d.tags[i].aggregate == kind) return true;
    if (kind == MeasureKind::kAverage && d.Is(i, TagKind::kHowLong)) return true;
    if ((kind == MeasureKind::kMaximum || kind == MeasureKind::kMinimum) && (d.Is(i, TagKind::kExtreme) || d.Is(i, TagKind::kMost))) return true;
  }
  return false;
}

}  // namespace

// Below it, a word stands in a comment that speaks of something else.
constexpr double kSaidByTheWay = 0.3;
constexpr double kRowsOfAWord = 0.7;

// "bookings per hour" of booked_at and a state "booked": each row is one of them.
bool NamesWhatHappens(const Draft& d, size_t tag, const Meaning& value) {
  if (value.values.size() != 1 || value.source != 0 || d.time.empty() || d.time.source != 0 || d.tags[tag].first != d.tags[tag].last) return false;
  const std::string& spoken = d.words[d.tags[tag].first].text;
  const bool noun = spoken.size() > 4 && (spoken.compare(spoken.size() - 3, 3, "ing") == 0 || spoken.back() == 's');
  if (!noun || !Participle(value.values[0]) || !d.scope.Facts(value.column < d.scope.source(0).size() ? d.scope.Ref(0, value.column) : d.time).status) return false;
  const std::vector<std::string>& stems = d.scope.Facts(d.time).stems;
  return std::find(stems.begin(), stems.end(), Stem(value.values[0])) != stems.end();
}

// "spent by card", "earned last week": a sum of the rows' own money.
bool SumsSpending(const Draft& d) {
  if (d.scope.main().money() == d.scope.main().size()) return false;
  const bool said = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return knowledge::MovesMoney(word.text) || IsOneOf(word.text, {"bring", "brings", "brought"}); });
  const ColumnRef money = d.scope.Ref(0, d.scope.main().money());
  return said && std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return measure.kind == MeasureKind::kSum && measure.operand.column == money; });
}

namespace {

// "average time from order to payment" where neither is a moment here: the length of time of something else is no answer. "From Hamburg to
// Munich" are places.
void RefuseOtherStretch(Draft& d) {
  if (d.names_span) return;
  for (size_t from = 1; from < d.tags.size(); ++from) {
    if (!d.Is(from, TagKind::kFrom)) continue;
    bool length = false;
    for (size_t i = 0; i < from; ++i) length = length || IsSpanWord(d.Text(i)) || d.Is(i, TagKind::kHowLong);
    size_t to = from + 1;
    while (to < d.tags.size() && !d.Is(to, TagKind::kTo) && !d.BreakBetween(from, to)) ++to;
    if (!length || !d.Is(to, TagKind::kTo)) continue;
    bool said = false;
    for (size_t i = from + 1; i < to; ++i) said = said || d.Lexical(i) || d.Is(i, TagKind::kTime) || d.Is(i, TagKind::kNumber);
    if (!said) d.Fail(Problem::kNotUnderstood, from);
  }
}

}  // namespace

// Forms with a part that nobody asked for, or without one that somebody did.
void RefuseGuesses(Draft& d) {
  RefuseOtherStretch(d);
  const auto is_span = [](const Measure& measure) { return measure.operand.IsSpan(); };
  const bool span = d.form.row_order.IsSpan() || std::any_of(d.form.measures.begin(), d.form.measures.end(), is_span) ||
                    std::any_of(d.placed.begin(), d.placed.end(), [](const Placed& placed) { return placed.condition.operand.IsSpan(); });
  // "sales by country" of what was asked for each piece, or stands in the catalogue: not what came in.
  for (const Measure& one : d.form.measures) {
    if (one.kind != MeasureKind::kSum || one.operand.empty() || one.operand.IsSpan()) continue;
    const std::vector<std::string>& name = d.scope.Facts(one.operand.column).words;
    const auto wanted = std::find_if(name.begin(), name.end(), [](const std::string& word) { return IsOneOf(word, {"ask", "asking", "asked", "list", "listed", "catalogue", "catalog", "recommended", "rrp"}); });
    const auto says = [&](std::initializer_list<std::string_view> any) { return std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return IsOneOf(word.text, any); }); };
    if (wanted == name.end() || !says({"sales", "revenue", "turnover", "earn", "earned", "earns", "income", "takings", "proceeds"})) continue;
    if (std::none_of(d.words.begin(), d.words.end(), [&](const Word& word) { return word.stem == Stem(*wanted); })) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "did we earn more than last week" of rows that earn nothing: not how many of them there were.
  const bool earns = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"earn", "earns", "earned", "revenue", "turnover", "takings", "income"}); });
  if (earns && !d.Has(TagKind::kCount) && d.form.compared.has_value() && !d.form.measures.empty() && std::all_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& one) { return one.kind == MeasureKind::kCount; })) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // "number of calls", where only a comment says that somebody called: hardly the number of rows.
  for (size_t i = 0; i < d.tags.size() && !d.fragment; ++i) {
    const size_t noun = d.Next(i);
    const bool weak = d.Is(i, TagKind::kCount) && d.Lexical(noun) && d.Chosen(noun).weight < kSaidByTheWay && d.tags[noun].linked.empty() && Plural(d.words[d.tags[noun].last].text) && !d.BreakBetween(i, noun);
    if (weak && std::none_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.IsLexicon(MeaningKind::kTable); }) && d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCount) d.composed.certainty *= kRowsOfAWord;
  }
  for (const Placed& placed : d.placed) {
    const Word& word = d.words[d.tags[placed.tag].first];
    const size_t first = d.tags[placed.tag].first;
    const std::string before = first > 0 ? d.words[first - 1].text : "";
    const std::string behind = d.tags[placed.tag].last + 1 < d.words.size() && !d.words[d.tags[placed.tag].last].break_after ? d.words[d.tags[placed.tag].last + 1].text : "";
    // "hourly pay of our proctors" of a fee that was paid: what they get, and no state.
    const bool pay = word.text == "pay" && d.tags[placed.tag].last == first && (behind == "of" || IsOneOf(before, {"hourly", "weekly", "monthly", "yearly", "annual", "base", "average", "mean", "the", "their"}));
    // "names of the ships that boxes were loaded on": whose names, no value says.
    const size_t noun = first > 0 && IsOneOf(before, {"the", "our", "all"}) ? first - 1 : first;
    const bool names = noun > 1 && d.words[noun - 1].text == "of" && IsOneOf(d.words[noun - 2].text, {"names", "name"}) && Plural(word.text) && placed.condition.operand.column.source == 0 && !d.scope.Facts(placed.condition.operand.column).flag;
    // "complaints by recipe", where a topic is wrong_recipe: of each recipe, and no piece of a value.
    const size_t by = placed.tag > 0 ? placed.tag - 1 : d.tags.size();
    const bool grouped = placed.tag > 0 && (d.Is(by, TagKind::kBy) || d.Is(by, TagKind::kPer)) && IsOneOf(d.Text(by), {"by", "per"}) && d.tags[by].last + 1 == first && (d.tags[by].first == 0 || !Participle(d.words[d.tags[by].first - 1].text));
    const bool piece = grouped && !d.fragment && placed.condition.values.size() == 1 && !placed.condition.operand.IsSpan() && SplitName(placed.condition.values[0]).size() > d.tags[placed.tag].last - first + 1 && !Plural(word.text) && d.form.groups.empty();
    if (d.Means(placed.tag, MeaningKind::kValue) && (pay || names || piece)) d.Fail(Problem::kNotUnderstood, placed.tag);
  }
  // "p95 of A" beside an average or a largest of B that no word asks for.
  for (const Measure& one : d.form.measures) {
    const bool guessed = one.kind == MeasureKind::kAverage || one.kind == MeasureKind::kMaximum || one.kind == MeasureKind::kMinimum;
    if (!OfColumn(one) || !guessed || (SaysMeasure(d, one.kind) && one.kind != MeasureKind::kAverage)) continue;
    for (const Measure& other : d.form.measures) {
      const bool spread = other.kind == MeasureKind::kQuantile || other.kind == MeasureKind::kMedian;
      const bool said = std::any_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kAggregate && tag.aggregate == MeasureKind::kAverage; });
      if (OfColumn(other) && spread && !said && !(other.operand == one.operand)) d.Fail(Problem::kNotUnderstood, d.tags.size());
    }
  }
  // "passengers that booked by app and also by phone, how many": each of whom did both, which rows do not say.
  if (d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCount && d.form.having.empty() && d.form.groups.empty()) {
    for (size_t a = 0; a + 1 < d.placed.size(); ++a) {
      const Condition& first = d.placed[a].condition;
      const Condition& second = d.placed[a + 1].condition;
      if (first.operand.IsSpan() || !(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values || d.placed[a].tag >= d.placed[a + 1].tag) continue;
      for (size_t w = d.tags[d.placed[a].tag].last + 1; w < d.tags[d.placed[a + 1].tag].first; ++w) {
        if (d.words[w].text == "also" || (d.words[w].text == "well" && d.words[w - 1].text == "as")) d.Fail(Problem::kNotUnderstood, d.placed[a + 1].tag);
      }
    }
  }
  // "how often was a pass read" of read_ms: how often, and not how long.
  if (d.guessed_average.has_value() && d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kAverage && !SaysMeasure(d, MeasureKind::kAverage) &&
      std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) {
        const size_t count = static_cast<size_t>(&tag - d.tags.data());
        if (tag.kind != TagKind::kCount) return false;
        // "highest count of completed work" of work_s
        size_t noun = d.Next(count);
        while (d.Means(noun, MeaningKind::kValue)) noun = d.Next(noun);
        const bool of_it = noun == *d.guessed_average && d.scope.Facts(d.form.measures[0].operand.column).dimension == Dimension::kDuration && d.words[d.tags[count].last].text == "of";
        return of_it || IsOneOf(d.Words(count), {"how often", "how many times", "number of times", "amount of times"});
      })) {
    d.form.measures.clear();
    d.guessed_average.reset();
    d.AddMeasure(MeasureKind::kCount, {});
  }
  // "how many passengers got on": no average, and no two of them.
  if (d.guessed_average.has_value() && !SaysMeasure(d, MeasureKind::kAverage)) {
    const size_t tag = *d.guessed_average;
    const bool several = d.form.measures.size() > 1 && std::none_of(d.tags.begin(), d.tags.end(), [](const Tag& one) { return one.kind == TagKind::kAnd || one.kind == TagKind::kVersus; });
    const bool asked = d.Has(TagKind::kCount) || several || (!d.placed.empty() && d.form.groups.empty() && !d.Has(TagKind::kWhich));
    if (asked && d.Chosen(tag).weight < 0.7) d.Fail(Problem::kNotUnderstood, tag);
  }
  // "what does this tenant pay us per month": money, of a table that has none.
  if (d.words.size() > 2 && d.words[0].text == "what" && IsOneOf(d.words[1].text, {"do", "does", "did"}) && d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCount && !d.Has(TagKind::kCount)) {
    const bool pays = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return knowledge::MovesMoney(word.text) || IsOneOf(word.text, {"cost", "owe", "bring", "make"}); });
    if (pays) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "what is out of stock" of a table of stock: what there is none of, and not all of it.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t first = d.tags[i].first;
    if (d.Means(i, MeaningKind::kTable) && first > 1 && d.words[first - 1].text == "of" && d.words[first - 2].text == "out") d.Fail(Problem::kNotUnderstood, i);
  }
  // "events per team" read of projects that have no events, but a table of them does: these are not the rows that are counted.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kRows) || d.tags[i].rows || d.tags[i].first != d.tags[i].last) continue;
    const std::string& stem = d.words[d.tags[i].first].stem;
    const auto called = [&](const TableFacts& table) { return !table.name_stems().empty() && table.name_stems().back() == stem; };
    const bool other = std::any_of(d.scope.reverse().begin(), d.scope.reverse().end(), [&](const Scope::Reverse& reverse) { return called(*reverse.facts); });
    if (other && !called(d.scope.main())) d.Fail(Problem::kNotUnderstood, i);
  }
  // "which is driven further per rental": a list of single rows, with what tells them apart, answers nothing.
  if (d.form.shape == Shape::kGroups && d.form.groups.size() > 1 && d.form.having.empty() && !d.listed) {
    const bool rows = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column.source == 0 && d.scope.Facts(group.column).row_id; });
    if (rows) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "which runs lasted longer": a number is no answer.
  if (!d.words.empty() && d.words[0].text == "which" && d.form.shape == Shape::kMeasures && d.form.groups.empty() && !d.form.measures.empty() && d.form.limit == 0 && !d.form.compared.has_value() &&
      !d.Has(TagKind::kMost) && !d.Has(TagKind::kExtreme) && !d.Has(TagKind::kTop) && !d.Has(TagKind::kCount) && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kRatio)) {
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "days of this month on which nothing came": each of them, and no length in days.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kUnit) || !d.used[i] || d.tags[i].dimension != Dimension::kDuration || d.Is(d.Previous(i), TagKind::kNumber) || d.form.HasBucket()) continue;
    for (size_t w = d.tags[i].last + 1; w < d.words.size() && w <= d.tags[i].last + 5 && !d.words[w - 1].break_after; ++w) {
      if (d.words[w].text == "when" || (d.words[w].text == "which" && IsOneOf(d.words[w - 1].text, {"on", "in", "at", "during"}))) d.Fail(Problem::kNotUnderstood, i);
    }
  }
  // "of those" that nobody named.
  for (size_t w = 1; w < d.words.size(); ++w) {
    if (d.words[w - 1].text != "of" || !IsOneOf(d.words[w].text, {"those", "these", "them"})) continue;
    const bool named = std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.first != w + 1; });
    const bool follows = w + 1 < d.words.size() && std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.first == w + 1; });
    const bool before = std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.last < w; });
    if (!before && !(follows && named)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "by country instead": of what, when nothing was asked before?
  if (d.Has(TagKind::kInstead) && d.form.groups.size() == 1 && d.form.measures.size() == 1 && !d.counted && !d.composed.said_table && d.form.measures[0].kind == MeasureKind::kCount && d.placed.empty()) d.Fail(Problem::kNotUnderstood, d.tags.size());
  for (size_t a = 0; a < d.placed.size(); ++a) {
    // "that no host has replied to": one no is for what was done, and not for who did it.
    for (size_t b = 0; b < d.placed.size(); ++b) {
      const size_t from = d.placed[a].tag;
      const size_t to = d.placed[b].tag;
      if (d.placed[a].condition.comparison != Comparison::kIsNull || d.placed[b].condition.comparison != Comparison::kIsNotNull || from >= to || d.Next(from) != to || d.BreakBetween(from, to)) continue;
      if (d.Is(d.Previous(from), TagKind::kNegation) && !Plural(d.words[d.tags[from].last].text)) d.Fail(Problem::kNotUnderstood, to);
    }
  }
  // "subscriptions where the last charge was declined": of each, and not the last of all.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kExtreme) || d.tags[i].extreme != ExtremeOf::kTime || d.form.shape != Shape::kRows || d.form.limit != 1 || !(d.listed || d.Has(TagKind::kWhich) || d.Has(TagKind::kList))) continue;
    for (size_t j = 0; j < i; ++j) {
      if (d.Means(j, MeaningKind::kTable) && Plural(d.words[d.tags[j].last].text)) d.Fail(Problem::kNotUnderstood, i);
    }
  }
  // "for each make of lift": something of the lifts, and not each of them.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t noun = d.Next(i);
    if ((!d.Is(i, TagKind::kBy) && !d.Is(i, TagKind::kPer)) || noun >= d.tags.size() || !d.Lexical(noun) || d.tags[noun].first < d.tags[i].last + 3 || d.words[d.tags[i].last + 2].text != "of") continue;
    const bool single = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && d.scope.Facts(group.column).id; });
    if (single && !IsOneOf(d.words[d.tags[i].last + 1].text, {"one", "all", "any", "each"})) d.Fail(Problem::kNotUnderstood, i);
  }
  for (const Placed& one : d.placed) {
    // What is missing has no size.
    for (const Placed& other : d.placed) {
      const bool size = other.condition.comparison == Comparison::kGreater || other.condition.comparison == Comparison::kGreaterOrEqual || other.condition.comparison == Comparison::kLess || other.condition.comparison == Comparison::kLessOrEqual;
      if (one.condition.comparison == Comparison::kIsNull && size && one.condition.operand == other.condition.operand) d.Fail(Problem::kNotUnderstood, one.tag);
    }
  }
  const bool columns = std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return !measure.operand.empty() || !measure.parts.empty() || measure.defined.has_value(); });
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t next = d.Next(i);
    // "water used (litres)": a number of rows is no litres.
    const auto unit = d.Is(i, TagKind::kUnit) && d.used[i] ? knowledge::FindUnit(d.tags[i].unit) : std::nullopt;
    if (unit.has_value() && !d.Is(d.Previous(i), TagKind::kNumber) && d.form.shape == Shape::kMeasures && !d.form.measures.empty() && !columns &&
        (unit->dimension == Dimension::kVolume || unit->dimension == Dimension::kEnergy || unit->dimension == Dimension::kWeight || unit->dimension == Dimension::kMoney)) {
      const bool compared = std::any_of(d.placed.begin(), d.placed.end(), [](const Placed& placed) { return placed.condition.comparison != Comparison::kIs; });
      if (!compared) d.Fail(Problem::kNotUnderstood, i);
    }
    // "longest from booking to handover", "time from accepting until it is in the hold": no other length.
    const bool length = d.Is(i, TagKind::kHowLong) || (d.Is(i, TagKind::kExtreme) && d.tags[i].dimension == Dimension::kDuration) || IsSpanWord(d.Text(i)) || (d.Lexical(i) && IsSpanWord(d.words[d.tags[i].last].text));
    if (length && !span && next < d.tags.size()) {
      size_t from = next;
      if (d.Is(from, TagKind::kUnit)) from = d.Next(from);
      bool ends = false;
      for (size_t j = from; j < d.tags.size() && j < from + 9; ++j) ends = ends || d.Is(j, TagKind::kTo) || IsOneOf(d.Text(j), {"until", "till"});
      if (d.Is(from, TagKind::kFrom) && ends && d.Lexical(d.Next(from))) d.Fail(Problem::kNotUnderstood, from);
      // "time in queue" of queued_at: how long it was there, and not how long all took.
      const size_t behind = d.tags[i].last + 1;
      if (behind < d.words.size() && d.words[behind].text == "in" && IsSpanWord(d.words[d.tags[i].last].text) && d.Means(next, MeaningKind::kMoment) && d.tags[next].first == behind + 1) d.Fail(Problem::kNotUnderstood, next);
    }
    // "active listeners this week" of a state: what they did, or what they are?
    if (d.Means(i, MeaningKind::kValue) && d.used[i] && d.Text(i) == "active" && (d.form.compared.has_value() || d.form.window.has_value())) {
      const bool who = d.Means(next, MeaningKind::kEntity) && !d.FactsOf(d.Chosen(next)).row_id;
      if (who) d.Fail(Problem::kNotUnderstood, i);
    }
  }
}

}  // namespace aurora::query::language
