#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "libs/base/text.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"

// What a row may have or not, told by a column that says "none" where it has not: "alarm" with hot, leak and none.

namespace aurora::query::language {
namespace {

// The value that says that there is none; "" where the column has no such value.
std::string NoneOf(const catalog::ColumnProfile& column) {
  for (const catalog::ValueCount& value : column.values) {
    if (IsOneOf(absl::AsciiStrToLower(value.value), {"none", "nil", "nothing", "no"})) return value.value;
  }
  return "";
}

// "alarms" of a column of that one name, in the plural: those that there were, and not of how many kinds.
bool NamesOccurrences(const Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kColumn) || d.used[tag] || d.modifier[tag] || d.tags[tag].first != d.tags[tag].last) return false;
  const Meaning& meaning = d.Chosen(tag);
  const ColumnFacts& facts = d.FactsOf(meaning);
  const std::string& word = d.words[d.tags[tag].last].text;
  if (meaning.source != 0 || meaning.weight < 0.8 || !facts.category || facts.flag || facts.id || facts.words.size() != 1 || !Plural(word) || word == facts.words[0]) return false;
  // "leak alarms": which of its values they have.
  const size_t before = d.Previous(tag);
  if (d.Means(before, MeaningKind::kValue) && d.Ref(d.Chosen(before)) == d.Ref(meaning)) return false;
  return !NoneOf(d.scope.Profile(d.Ref(meaning))).empty();
}

// "alarms per tenant", "percentage of alarms that", "alarms went off": nothing else is asked for of them.
bool StandsForRows(const Draft& d, size_t tag) {
  if (d.Has(TagKind::kAggregate) || d.Has(TagKind::kMoney) || d.Has(TagKind::kExtreme) || d.Has(TagKind::kHowLong)) return false;
  const size_t before = d.Previous(tag);
  return before >= d.tags.size() || !d.Lexical(before) || d.BreakBetween(before, tag) || d.Means(before, MeaningKind::kValue);
}

}  // namespace

bool NamesWhatIsDealt(const Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kColumn) || d.used[tag] || d.modifier[tag] || d.tags[tag].first != d.tags[tag].last || d.Has(TagKind::kDistinct)) return false;
  const Meaning& meaning = d.Chosen(tag);
  const ColumnFacts& facts = d.FactsOf(meaning);
  const TableFacts& main = d.scope.main();
  if (meaning.source != 0 || meaning.weight < 0.8 || !facts.category || facts.flag || facts.id || facts.status || facts.event || facts.words.size() != 1 || !Plural(d.Text(tag)) || main.money() == main.size()) return false;
  for (size_t c = 0; c < main.size(); ++c) {
    if (main.column(c).measure && main.column(c).dimension == knowledge::Dimension::kQuantity) return false;
  }
  return std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"served", "sold", "bought", "ordered", "poured", "dispensed", "purchased", "rented", "hired", "serve", "sell", "order"}); });
}

void ReadOccurrences(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!NamesWhatIsDealt(d, i)) continue;
    size_t at = 0;
    const Context context = ContextOf(d, i, &at);
    // "which drinks are served the most", "drinks by ...": told apart, or ranked.
    const bool begins = context == Context::kNone && d.Previous(i) == d.tags.size() && d.tags[i].last + 1 < d.words.size() && Participle(d.words[d.tags[i].last + 1].text);
    if (context != Context::kCount && !begins) continue;
    d.NoteThat("rows", d.Words(i), "rows are counted");
    d.composed.certainty *= 0.95;
    d.counted = d.rows_noun = true;
    if (!begins) d.Use(at);
    d.Use(i);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!NamesOccurrences(d, i)) continue;
    size_t at = 0;
    const Context context = ContextOf(d, i, &at);
    const bool counted = context == Context::kCount && !d.Has(TagKind::kDistinct);
    const bool most = context == Context::kMost;
    if (!counted && !most && !((context == Context::kNone || context == Context::kRatio) && StandsForRows(d, i))) continue;
    const ColumnRef column = d.Ref(d.Chosen(i));
    Condition condition;
    condition.operand = {column, {}, 1};
    condition.comparison = Comparison::kIsNot;
    condition.values = {NoneOf(d.scope.Profile(column))};
    condition.words = d.Words(i);
    d.Place(condition, i);
    d.NoteThat("occurrences_" + column.name, d.Words(i), base::StrCat("rows whose ", column.name, " is not ", condition.values[0]));
    d.rows_noun = true;
    if (counted || most) {
      d.counted = true;
      d.Use(at);
    }
    if (most) {
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    d.Use(i);
  }
}

}  // namespace aurora::query::language
