#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {
namespace {

bool EndsState(const Draft& d, size_t word) {
  return word + 1 >= d.words.size() || d.words[word].break_after || d.words[word].sentence_after ||
         IsOneOf(d.words[word + 1].text, {"and", "or", "but", "in", "since", "on", "from", "this", "last", "today", "yesterday", "between", "per", "by", "until", "during", "yet", "at", "for"});
}

// The last word of what says that a value is there or not, behind the name of its column: "is not empty". nullopt where nothing says so.
struct State {
  size_t last = 0;
  bool there = false;
};
std::optional<State> StateBehind(const Draft& d, size_t tag) {
  bool negated = false;
  bool said = false;
  for (size_t w = d.tags[tag].last + 1; w < d.words.size() && w <= d.tags[tag].last + 5 && !d.words[w - 1].break_after; ++w) {
    const std::string& text = d.words[w].text;
    if (text == "not" || text == "n't") {
      negated = true;
      continue;
    }
    const bool empty = IsOneOf(text, {"empty", "blank", "null", "unset", "unfilled", "missing", "absent"});
    const bool filled = IsOneOf(text, {"filled", "populated", "present"}) || (IsOneOf(text, {"set", "given", "known", "recorded", "entered", "available"}) && (negated || said));
    if (empty || filled) {
      // "attendance present" of a value called so.
      const bool value = std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& one) { return one.first <= w && w <= one.last && one.IsLexicon(MeaningKind::kValue); });
      if (value) return std::nullopt;
      size_t last = w;
      if (filled && w + 1 < d.words.size() && IsOneOf(d.words[w + 1].text, {"in", "out"}) && !d.words[w].break_after && EndsState(d, w + 1) && text == "filled") last = w + 1;
      if (!EndsState(d, last)) return std::nullopt;
      return State{last, filled != negated};
    }
    said = said || IsOneOf(text, {"is", "are", "was", "were", "has", "being", "left", "stays"});
    if (!IsOneOf(text, {"flag", "field", "column", "value", "date", "is", "are", "was", "were", "has", "have", "been", "being", "left", "still", "stays", "remains"})) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

// "where end_date is empty", "reactions is not empty", "with seen_at filled in", "the contact flag not set"
void ReadEmptiness(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const Meaning* named = nullptr;
    for (const Meaning& meaning : d.tags[i].meanings) {
      const bool column = OfColumn(meaning) || (meaning.kind == MeaningKind::kMoment && meaning.values.empty()) || (meaning.kind == MeaningKind::kValue && d.FactsOf(meaning).flag);
      if (!column || meaning.weight < 0.7) continue;
      named = &meaning;
      break;
    }
    if (named == nullptr) continue;
    const std::optional<State> state = StateBehind(d, i);
    if (!state.has_value()) continue;
    const ColumnRef ref = d.Ref(*named);
    const catalog::ColumnProfile& profile = d.scope.Profile(ref);
    const bool flag = d.FactsOf(*named).flag && named->kind == MeaningKind::kValue && !profile.nullable;
    if (!flag && !profile.nullable && !profile.array) continue;
    if (flag && named->values.size() != 1) continue;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = state->there ? Comparison::kIsNotNull : Comparison::kIsNull;
    if (flag) {
      const std::string& value = named->values[0];
      condition.comparison = Comparison::kIs;
      condition.values = {state->there ? value : value == "true" ? "false" : value == "false" ? "true" : value == "1" ? "0" : "1"};
    }
    condition.words = d.Words(i);
    d.NoteThat("missing_" + ref.name, condition.words, base::StrCat(ref.name, flag ? (state->there ? " is set" : " is not set") : (state->there ? " is there" : " is missing")));
    d.Place(condition, i);
    d.Use(i);
    for (size_t t = i + 1; t < d.tags.size() && d.tags[t].last <= state->last; ++t) d.used[t] = true;
    // "is not empty (dizzy, faint, bruise)": what may be in it.
    for (size_t t = i + 1; t < d.tags.size() && d.words[state->last].bracket_after; ++t) {
      if (d.tags[t].first <= state->last || d.Is(t, TagKind::kFiller)) continue;
      if (!d.Means(t, MeaningKind::kValue) || !(d.Ref(d.Chosen(t)) == ref)) break;
      d.used[t] = true;
    }
    if (const size_t having = d.Previous(i); d.Is(having, TagKind::kHaving) && !d.BreakBetween(having, i)) d.Use(having);
  }
}

}  // namespace aurora::query::language
