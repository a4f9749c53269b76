#include <algorithm>

#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool OfColumn(const Measure& measure) {
  return !measure.operand.empty() && measure.kind != MeasureKind::kRatio && measure.kind != MeasureKind::kShareOfAll && measure.kind != MeasureKind::kDefined && measure.kind != MeasureKind::kCountDistinct;
}

}  // namespace

// "bookings per hour" of booked_at and a state "booked": each row is one of them.
bool Composer::NamesWhatHappens(size_t tag, const Meaning& value) const {
  if (value.values.size() != 1 || value.source != 0 || time_.empty() || time_.source != 0 || tags_[tag].first != tags_[tag].last) return false;
  const std::string& spoken = words_[tags_[tag].first].text;
  const bool noun = spoken.size() > 4 && (spoken.compare(spoken.size() - 3, 3, "ing") == 0 || spoken.back() == 's');
  if (!noun || !Participle(value.values[0]) || !scope_.Facts(value.column < scope_.source(0).size() ? scope_.Ref(0, value.column) : time_).status) return false;
  const std::vector<std::string>& stems = scope_.Facts(time_).stems;
  return std::find(stems.begin(), stems.end(), Stem(value.values[0])) != stems.end();
}

// Whether a word asks for the kind of measure.
bool Composer::SaysMeasure(MeasureKind kind) const {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kAggregate) && tags_[i].aggregate == kind) return true;
    if (kind == MeasureKind::kAverage && Is(i, TagKind::kHowLong)) return true;
    if ((kind == MeasureKind::kMaximum || kind == MeasureKind::kMinimum) && (Is(i, TagKind::kExtreme) || Is(i, TagKind::kMost))) return true;
  }
  return false;
}

// "spent by card", "earned last week": a sum of the rows' own money.
bool Composer::SumsSpending() const {
  if (scope_.main().money() == scope_.main().size()) return false;
  const bool said = std::any_of(words_.begin(), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"spend", "spends", "spent", "earn", "earns", "earned", "bring", "brings", "brought"}); });
  const ColumnRef money = scope_.Ref(0, scope_.main().money());
  return said && std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) { return measure.kind == MeasureKind::kSum && measure.operand.column == money; });
}

// Forms with a part that nobody asked for, or without one that somebody did.
void Composer::RefuseGuesses() {
  const auto is_span = [](const Measure& measure) { return measure.operand.IsSpan(); };
  const bool span = form_.row_order.IsSpan() || std::any_of(form_.measures.begin(), form_.measures.end(), is_span) ||
                    std::any_of(placed_.begin(), placed_.end(), [](const Placed& placed) { return placed.condition.operand.IsSpan(); });
  // "sales by country" of what was asked for each piece, or stands in the catalogue: not what came in.
  for (const Measure& one : form_.measures) {
    if (one.kind != MeasureKind::kSum || one.operand.empty() || one.operand.IsSpan()) continue;
    const std::vector<std::string>& name = scope_.Facts(one.operand.column).words;
    const auto wanted = std::find_if(name.begin(), name.end(), [](const std::string& word) { return IsOneOf(word, {"ask", "asking", "asked", "list", "listed", "catalogue", "catalog", "recommended", "rrp"}); });
    const auto says = [&](std::initializer_list<std::string_view> any) { return std::any_of(words_.begin(), words_.end(), [&](const Word& word) { return IsOneOf(word.text, any); }); };
    if (wanted == name.end() || !says({"sales", "revenue", "turnover", "earn", "earned", "earns", "income", "takings", "proceeds"})) continue;
    if (std::none_of(words_.begin(), words_.end(), [&](const Word& word) { return word.stem == Stem(*wanted); })) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "p95 of A" beside an average or a largest of B that no word asks for.
  for (const Measure& one : form_.measures) {
    const bool guessed = one.kind == MeasureKind::kAverage || one.kind == MeasureKind::kMaximum || one.kind == MeasureKind::kMinimum;
    if (!OfColumn(one) || !guessed || (SaysMeasure(one.kind) && one.kind != MeasureKind::kAverage)) continue;
    for (const Measure& other : form_.measures) {
      const bool spread = other.kind == MeasureKind::kQuantile || other.kind == MeasureKind::kMedian;
      const bool said = std::any_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.kind == TagKind::kAggregate && tag.aggregate == MeasureKind::kAverage; });
      if (OfColumn(other) && spread && !said && !(other.operand == one.operand)) Fail(Problem::kNotUnderstood, tags_.size());
    }
  }
  // "how many passengers got on": no average, and no two of them.
  if (guessed_average_.has_value() && !SaysMeasure(MeasureKind::kAverage)) {
    const size_t tag = *guessed_average_;
    const bool several = form_.measures.size() > 1 && std::none_of(tags_.begin(), tags_.end(), [](const Tag& one) { return one.kind == TagKind::kAnd || one.kind == TagKind::kVersus; });
    const bool asked = Has(TagKind::kCount) || several || (!placed_.empty() && form_.groups.empty() && !Has(TagKind::kWhich));
    if (asked && Chosen(tag).weight < 0.7) Fail(Problem::kNotUnderstood, tag);
  }
  // "what does this tenant pay us per month": money, of a table that has none.
  if (words_.size() > 2 && words_[0].text == "what" && IsOneOf(words_[1].text, {"do", "does", "did"}) && form_.measures.size() == 1 && form_.measures[0].kind == MeasureKind::kCount && !Has(TagKind::kCount)) {
    const bool pays = std::any_of(words_.begin(), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"pay", "pays", "spend", "cost", "earn", "owe", "bring", "make"}); });
    if (pays) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "what is out of stock" of a table of stock: what there is none of, and not all of it.
  for (size_t i = 0; i < tags_.size(); ++i) {
    const size_t first = tags_[i].first;
    if (Means(i, MeaningKind::kTable) && first > 1 && words_[first - 1].text == "of" && words_[first - 2].text == "out") Fail(Problem::kNotUnderstood, i);
  }
  // "which is driven further per rental": a list of single rows, with what tells them apart, answers nothing.
  if (form_.shape == Shape::kGroups && form_.groups.size() > 1 && form_.having.empty() && !listed_) {
    const bool rows = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column.source == 0 && scope_.Facts(group.column).row_id; });
    if (rows) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "which runs lasted longer": a number is no answer.
  if (!words_.empty() && words_[0].text == "which" && form_.shape == Shape::kMeasures && form_.groups.empty() && !form_.measures.empty() && form_.limit == 0 && !form_.compared.has_value() &&
      !Has(TagKind::kMost) && !Has(TagKind::kExtreme) && !Has(TagKind::kTop) && !Has(TagKind::kCount) && !Has(TagKind::kAggregate) && !Has(TagKind::kRatio)) {
    Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "of those" that nobody named.
  for (size_t w = 1; w < words_.size(); ++w) {
    if (words_[w - 1].text != "of" || !IsOneOf(words_[w].text, {"those", "these", "them"})) continue;
    const bool named = std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.first != w + 1; });
    const bool follows = w + 1 < words_.size() && std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.first == w + 1; });
    const bool before = std::any_of(tags_.begin(), tags_.end(), [&](const Tag& tag) { return tag.kind == TagKind::kLexicon && tag.last < w; });
    if (!before && !(follows && named)) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "by country instead": of what, when nothing was asked before?
  if (Has(TagKind::kInstead) && form_.groups.size() == 1 && form_.measures.size() == 1 && !counted_ && !composed_.said_table && form_.measures[0].kind == MeasureKind::kCount && placed_.empty()) Fail(Problem::kNotUnderstood, tags_.size());
  for (size_t a = 0; a < placed_.size(); ++a) {
    // "that no host has replied to": one no is for what was done, and not for who did it.
    for (size_t b = 0; b < placed_.size(); ++b) {
      const size_t from = placed_[a].tag;
      const size_t to = placed_[b].tag;
      if (placed_[a].condition.comparison != Comparison::kIsNull || placed_[b].condition.comparison != Comparison::kIsNotNull || from >= to || Next(from) != to || BreakBetween(from, to)) continue;
      if (Is(Previous(from), TagKind::kNegation) && !Plural(words_[tags_[from].last].text)) Fail(Problem::kNotUnderstood, to);
    }
  }
  // "subscriptions where the last charge was declined": of each, and not the last of all.
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kExtreme) || tags_[i].extreme != ExtremeOf::kTime || form_.shape != Shape::kRows || form_.limit != 1 || !(listed_ || Has(TagKind::kWhich) || Has(TagKind::kList))) continue;
    for (size_t j = 0; j < i; ++j) {
      if (Means(j, MeaningKind::kTable) && Plural(words_[tags_[j].last].text)) Fail(Problem::kNotUnderstood, i);
    }
  }
  // "for each make of lift": something of the lifts, and not each of them.
  for (size_t i = 0; i < tags_.size(); ++i) {
    const size_t noun = Next(i);
    if ((!Is(i, TagKind::kBy) && !Is(i, TagKind::kPer)) || noun >= tags_.size() || !Lexical(noun) || tags_[noun].first < tags_[i].last + 3 || words_[tags_[i].last + 2].text != "of") continue;
    const bool single = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && scope_.Facts(group.column).id; });
    if (single && !IsOneOf(words_[tags_[i].last + 1].text, {"one", "all", "any", "each"})) Fail(Problem::kNotUnderstood, i);
  }
  for (const Placed& one : placed_) {
    // What is missing has no size.
    for (const Placed& other : placed_) {
      const bool size = other.condition.comparison == Comparison::kGreater || other.condition.comparison == Comparison::kGreaterOrEqual || other.condition.comparison == Comparison::kLess || other.condition.comparison == Comparison::kLessOrEqual;
      if (one.condition.comparison == Comparison::kIsNull && size && one.condition.operand == other.condition.operand) Fail(Problem::kNotUnderstood, one.tag);
    }
  }
  const bool columns = std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return !measure.operand.empty() || !measure.parts.empty() || measure.defined.has_value(); });
  for (size_t i = 0; i < tags_.size(); ++i) {
    const size_t next = Next(i);
    // "water used (litres)": a number of rows is no litres.
    const auto unit = Is(i, TagKind::kUnit) && used_[i] ? knowledge::FindUnit(tags_[i].unit) : std::nullopt;
    if (unit.has_value() && !Is(Previous(i), TagKind::kNumber) && form_.shape == Shape::kMeasures && !form_.measures.empty() && !columns &&
        (unit->dimension == Dimension::kVolume || unit->dimension == Dimension::kEnergy || unit->dimension == Dimension::kWeight || unit->dimension == Dimension::kMoney)) {
      const bool compared = std::any_of(placed_.begin(), placed_.end(), [](const Placed& placed) { return placed.condition.comparison != Comparison::kIs; });
      if (!compared) Fail(Problem::kNotUnderstood, i);
    }
    // "longest from booking to handover", "time from accepting until it is in the hold": no other length.
    const bool length = Is(i, TagKind::kHowLong) || (Is(i, TagKind::kExtreme) && tags_[i].dimension == Dimension::kDuration) || IsSpanWord(Text(i)) || (Lexical(i) && IsSpanWord(words_[tags_[i].last].text));
    if (length && !span && next < tags_.size()) {
      size_t from = next;
      if (Is(from, TagKind::kUnit)) from = Next(from);
      bool ends = false;
      for (size_t j = from; j < tags_.size() && j < from + 9; ++j) ends = ends || Is(j, TagKind::kTo) || IsOneOf(Text(j), {"until", "till"});
      if (Is(from, TagKind::kFrom) && ends && Lexical(Next(from))) Fail(Problem::kNotUnderstood, from);
      // "time in queue" of queued_at: how long it was there, and not how long all took.
      const size_t behind = tags_[i].last + 1;
      if (behind < words_.size() && words_[behind].text == "in" && IsSpanWord(words_[tags_[i].last].text) && Means(next, MeaningKind::kMoment) && tags_[next].first == behind + 1) Fail(Problem::kNotUnderstood, next);
    }
    // "active listeners this week" of a state: what they did, or what they are?
    if (Means(i, MeaningKind::kValue) && used_[i] && Text(i) == "active" && (form_.compared.has_value() || form_.window.has_value())) {
      const bool who = Means(next, MeaningKind::kEntity) && !FactsOf(Chosen(next)).row_id;
      if (who) Fail(Problem::kNotUnderstood, i);
    }
  }
}

}  // namespace aurora::query::language
