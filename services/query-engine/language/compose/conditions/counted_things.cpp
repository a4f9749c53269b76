#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Columns that say how many of something a row has: adults, nights, attempts.

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// There may be none, or it was not meant so.
constexpr double kAtLeastOne = 0.92;

bool BeforeHowMany(const std::string& word) {
  return IsOneOf(word, {"for", "of", "with", "has", "have", "having", "had", "exactly", "containing", "contain", "contains", "contained", "including", "needed", "took", "required", "carrying", "lasting"});
}

}  // namespace

// Whether the tag is a column of whole numbers of the row that counts things.
bool Composer::CountsThingsOfRow(size_t tag) const {
  if (!Lexical(tag) || used_[tag]) return false;
  const Meaning& meaning = Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight < 0.7) return false;
  const ColumnFacts& facts = FactsOf(meaning);
  const catalog::ColumnProfile& profile = scope_.Profile(Ref(meaning));
  const bool whole = profile.bare_type.find("Int") != std::string::npos;
  return whole && !facts.id && !facts.flag && !facts.rate && facts.unit.empty() && (facts.dimension == Dimension::kQuantity || (facts.dimension == Dimension::kNone && facts.words.size() == 1));
}

// "average attempts": a number, though so few of them are known that it could be grouped by.
bool Composer::IsAveraged(size_t tag) const {
  const size_t before = Previous(tag);
  return CountsThingsOfRow(tag) && Is(before, TagKind::kAggregate) && tags_[before].aggregate != MeasureKind::kSum && !BreakBetween(before, tag);
}

// Whether what stands before is the row itself, or another thing that it has: "2 adults and no children".
bool Composer::SaidOfRow(size_t tag) const {
  bool which = false;
  for (size_t i = tag; i-- > 0;) {
    if (Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows) || (Lexical(i) && Chosen(i).source == 0 && FactsOf(Chosen(i)).row_id && Chosen(i).kind == MeaningKind::kEntity)) return true;
    const bool other = std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) { return placed.tag == i; });
    // "families with children", where they are called by what they are
    which = which || (Means(i, MeaningKind::kValue) && Chosen(i).source == 0 && Plural(words_[tags_[i].last].text));
    if (!other && !Is(i, TagKind::kAnd) && !Is(i, TagKind::kFiller) && !Is(i, TagKind::kHaving) && !Is(i, TagKind::kTime) && !Is(i, TagKind::kNumber) && !Means(i, MeaningKind::kValue)) return false;
  }
  return which || fragment_;
}

// "bookings with children", "without children", "with no children"
bool Composer::ReadAnyOfThing(size_t i) {
  const bool none = Is(i, TagKind::kWithout) || (Is(i, TagKind::kNegation) && Text(i) == "no");
  const bool any = (Is(i, TagKind::kHaving) || Is(i, TagKind::kFiller)) && IsOneOf(words_[tags_[i].last].text, {"with", "have", "had", "has", "having", "any", "included", "includes"});
  const size_t thing = Next(i);
  if ((!none && !any) || (used_[i] && !Is(i, TagKind::kFiller)) || !CountsThingsOfRow(thing) || BreakBetween(i, thing) || !Plural(words_[tags_[thing].last].text)) return false;
  if (Is(Next(thing), TagKind::kCompare) || Is(Next(thing), TagKind::kNumber) || !SaidOfRow(i)) return false;
  const catalog::ColumnProfile& profile = scope_.Profile(Ref(Chosen(thing)));
  // Where each row has some, nothing would be left, or all.
  const bool zero = profile.values.empty() || std::any_of(profile.values.begin(), profile.values.end(), [](const catalog::ValueCount& value) { return value.value == "0"; });
  if (!zero || profile.nullable) return false;
  Condition condition;
  condition.operand = {Ref(Chosen(thing)), {}, 1};
  condition.comparison = none ? Comparison::kIs : Comparison::kGreater;
  condition.values = {"0"};
  condition.words = Words(i, thing);
  Place(condition, i);
  used_[i] = true;
  Use(thing);
  composed_.certainty *= kAtLeastOne;
  return true;
}

// "bookings for 2 adults", "3-night bookings", "one-night stays"
bool Composer::ReadSoManyOfThing(size_t i) {
  double number = tags_[i].number;
  const bool one = (Is(i, TagKind::kFiller) || Is(i, TagKind::kUnknown)) && IsOneOf(words_[tags_[i].last].text, {"one", "single"});
  if (one) number = 1;
  if ((!Is(i, TagKind::kNumber) && !one) || (used_[i] && !one) || tags_[i].money || !tags_[i].unit.empty()) return false;
  const size_t thing = i + 1;
  if (!CountsThingsOfRow(thing) || BreakBetween(i, thing)) return false;
  const size_t behind = Next(thing);
  // "one-night stays", where "stay" is the nights' own word
  const bool itself = Means(behind, MeaningKind::kColumn) && Ref(Chosen(behind)) == Ref(Chosen(thing));
  const bool row = Means(behind, MeaningKind::kTable) || Is(behind, TagKind::kRows) || itself;
  const bool before_row = row && !BreakBetween(thing, behind) && !Plural(words_[tags_[thing].last].text) && tags_[thing].last + 1 == tags_[behind].first;
  const size_t first = tags_[i].first + (one ? tags_[i].last - tags_[i].first : 0);
  const std::string before = first > 0 && !words_[first - 1].break_after ? words_[first - 1].text : "";
  const bool listed = Is(Previous(i), TagKind::kAnd) && SaidOfRow(Previous(i));
  if (Is(Previous(i), TagKind::kCompare) || Is(Previous(i), TagKind::kTop) || Is(Previous(i), TagKind::kMost) || Is(Previous(i), TagKind::kExtreme) || Is(behind, TagKind::kCompare)) return false;
  if (!before_row && !listed && !(BeforeHowMany(before) && SaidOfRow(i))) return false;
  Condition condition;
  condition.operand = {Ref(Chosen(thing)), {}, 1};
  condition.values = {Number(number)};
  condition.words = Words(i, thing);
  if (Negated(i)) condition.comparison = Comparison::kIsNot;
  Place(condition, i);
  used_[i] = true;
  if (Is(Previous(i), TagKind::kHaving)) Use(Previous(i));
  if (before_row && Is(behind, TagKind::kRows)) Use(behind);
  if (before_row && Means(behind, MeaningKind::kTable)) composed_.said_table = true;
  if (before_row && itself) {
    rows_noun_ = true;
    Use(behind);
  }
  Use(thing);
  return true;
}

void Composer::ReadThingsOfRow() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!ReadAnyOfThing(i)) (void)ReadSoManyOfThing(i);
  }
}

}  // namespace aurora::query::language
