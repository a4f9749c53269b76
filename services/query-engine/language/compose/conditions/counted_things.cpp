#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// There may be none, or it was not meant so.
constexpr double kAtLeastOne = 0.92;

bool BeforeHowMany(const std::string& word) {
  return IsOneOf(word, {"for", "of", "with", "has", "have", "having", "had", "exactly", "containing", "contain", "contains", "contained", "including", "needed", "took", "required", "carrying", "lasting"});
}

// Whether what stands before is the row itself, or another thing that it has: "2 adults and no children".
bool SaidOfRow(const Draft& d, size_t tag) {
  bool which = false;
  // "of the bookings last week, what share has children", "how many had children"
  const bool out_of = d.words[0].text == "of";
  for (size_t i = tag; i-- > 0;) {
    if (out_of && (d.Is(i, TagKind::kRatio) || d.Is(i, TagKind::kCount))) continue;
    const bool act = d.Means(i, MeaningKind::kMoment) && d.Chosen(i).source == 0 && !d.time.empty() && d.Ref(d.Chosen(i)) == d.time && Plural(d.words[d.tags[i].last].text);
    if (act || d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows) || (d.Lexical(i) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id && d.Chosen(i).kind == MeaningKind::kEntity)) return true;
    const bool other = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag == i; });
    // "families with children", where they are called by what they are
    which = which || (d.Means(i, MeaningKind::kValue) && d.Chosen(i).source == 0 && Plural(d.words[d.tags[i].last].text));
    if (!other && !d.Is(i, TagKind::kAnd) && !d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kHaving) && !d.Is(i, TagKind::kTime) && !d.Is(i, TagKind::kNumber) && !d.Means(i, MeaningKind::kValue)) return false;
  }
  return which || d.fragment;
}

// "bookings with children", "without children", "with no children"
bool ReadAnyOfThing(Draft& d, size_t i) {
  const bool none = d.Is(i, TagKind::kWithout) || (d.Is(i, TagKind::kNegation) && d.Text(i) == "no");
  const bool any = (d.Is(i, TagKind::kHaving) || d.Is(i, TagKind::kFiller)) && IsOneOf(d.words[d.tags[i].last].text, {"with", "have", "had", "has", "having", "any", "included", "includes"});
  const size_t thing = d.Next(i);
  if ((!none && !any) || (d.used[i] && !d.Is(i, TagKind::kFiller)) || !CountsThingsOfRow(d, thing) || d.BreakBetween(i, thing)) return false;
  // "with a child" likewise
  if (!Plural(d.words[d.tags[thing].last].text) && !(d.tags[thing].first > 0 && IsOneOf(d.words[d.tags[thing].first - 1].text, {"a", "an"}))) return false;
  if (d.Is(d.Next(thing), TagKind::kCompare) || d.Is(d.Next(thing), TagKind::kNumber) || !SaidOfRow(d, i)) return false;
  const catalog::ColumnProfile& profile = d.scope.Profile(d.Ref(d.Chosen(thing)));
  // Where each row has some, nothing would be left, or all.
  const bool zero = profile.values.empty() || std::any_of(profile.values.begin(), profile.values.end(), [](const catalog::ValueCount& value) { return value.value == "0"; });
  if (!zero || profile.nullable) return false;
  Condition condition;
  condition.operand = {d.Ref(d.Chosen(thing)), {}, 1};
  condition.comparison = none ? Comparison::kIs : Comparison::kGreater;
  condition.values = {"0"};
  condition.words = d.Words(i, thing);
  d.Place(condition, i);
  d.used[i] = true;
  d.Use(thing);
  d.composed.certainty *= kAtLeastOne;
  return true;
}

// "bookings for 2 adults", "3-night bookings", "one-night stays"
bool ReadSoManyOfThing(Draft& d, size_t i) {
  double number = d.tags[i].number;
  const bool one = (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kUnknown)) && IsOneOf(d.words[d.tags[i].last].text, {"one", "single"});
  if (one) number = 1;
  if ((!d.Is(i, TagKind::kNumber) && !one) || (d.used[i] && !one) || d.tags[i].money || !d.tags[i].unit.empty()) return false;
  const size_t thing = i + 1;
  if (!CountsThingsOfRow(d, thing) || d.BreakBetween(i, thing)) return false;
  const size_t behind = d.Next(thing);
  // "one-night stays", where "stay" is the nights' own word
  const bool itself = d.Means(behind, MeaningKind::kColumn) && d.Ref(d.Chosen(behind)) == d.Ref(d.Chosen(thing));
  const bool row = d.Means(behind, MeaningKind::kTable) || d.Is(behind, TagKind::kRows) || itself;
  const bool before_row = row && !d.BreakBetween(thing, behind) && !Plural(d.words[d.tags[thing].last].text) && d.tags[thing].last + 1 == d.tags[behind].first;
  const size_t first = d.tags[i].first + (one ? d.tags[i].last - d.tags[i].first : 0);
  const std::string before = first > 0 && !d.words[first - 1].break_after ? d.words[first - 1].text : "";
  const bool listed = d.Is(d.Previous(i), TagKind::kAnd) && SaidOfRow(d, d.Previous(i));
  if (d.Is(d.Previous(i), TagKind::kCompare) || d.Is(d.Previous(i), TagKind::kTop) || d.Is(d.Previous(i), TagKind::kMost) || d.Is(d.Previous(i), TagKind::kExtreme) || d.Is(behind, TagKind::kCompare)) return false;
  if (!before_row && !listed && !(BeforeHowMany(before) && SaidOfRow(d, i))) return false;
  Condition condition;
  condition.operand = {d.Ref(d.Chosen(thing)), {}, 1};
  condition.values = {Number(number)};
  condition.words = d.Words(i, thing);
  if (Negated(d, i)) condition.comparison = Comparison::kIsNot;
  d.Place(condition, i);
  d.used[i] = true;
  if (d.Is(d.Previous(i), TagKind::kHaving)) d.Use(d.Previous(i));
  if (before_row && d.Is(behind, TagKind::kRows)) d.Use(behind);
  if (before_row && d.Means(behind, MeaningKind::kTable)) d.composed.said_table = true;
  if (before_row && itself) {
    d.rows_noun = true;
    d.Use(behind);
  }
  d.Use(thing);
  return true;
}

}  // namespace

// Whether the tag is a column of whole numbers of the row that counts things.
bool CountsThingsOfRow(const Draft& d, size_t tag) {
  if (!d.Lexical(tag) || d.used[tag]) return false;
  const Meaning& meaning = d.Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight < 0.7) return false;
  const ColumnFacts& facts = d.FactsOf(meaning);
  const catalog::ColumnProfile& profile = d.scope.Profile(d.Ref(meaning));
  const bool whole = profile.bare_type.find("Int") != std::string::npos;
  return whole && !facts.id && !facts.flag && !facts.rate && facts.unit.empty() && (facts.dimension == Dimension::kQuantity || (facts.dimension == Dimension::kNone && (facts.words.size() == 1 || facts.words.back() == "size")));
}

// "average attempts": a number, though so few of them are known that it could be grouped by.
bool IsAveraged(const Draft& d, size_t tag) {
  const size_t before = d.Previous(tag);
  return CountsThingsOfRow(d, tag) && d.Is(before, TagKind::kAggregate) && d.tags[before].aggregate != MeasureKind::kSum && !d.BreakBetween(before, tag);
}

void ReadThingsOfRow(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!ReadAnyOfThing(d, i)) (void)ReadSoManyOfThing(d, i);
  }
}

}  // namespace aurora::query::language
