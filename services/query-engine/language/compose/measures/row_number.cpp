#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

// What rows are that say only which kind of row they are: "average fee", "largest withdrawal", "total deposits" of a type and an amount.

namespace aurora::query::language {
namespace {

// The values named behind the tag, as the noun of the rows; past the end where another noun is measured or counted.
size_t KindBehind(const Draft& d, size_t tag) {
  const size_t first = d.Next(tag);
  // "max reading per sensor": a row is its value.
  const bool value = IsOneOf(d.scope.main().column(d.scope.main().number()).words[0], {"value", "reading", "measurement"});
  if (value && d.Means(first, MeaningKind::kTable) && d.Chosen(first).source == 0 && !d.BreakBetween(tag, first) && !Plural(d.words[d.tags[first].last].text)) return first;
  size_t last = first;
  while (d.Means(last, MeaningKind::kValue) && d.Chosen(last).source == 0 && d.used[last] && !d.BreakBetween(tag, last)) {
    const size_t next = d.Next(last);
    if (!d.Means(next, MeaningKind::kValue) || d.BreakBetween(last, next)) break;
    last = next;
  }
  if (!d.Means(last, MeaningKind::kValue) || d.Chosen(last).source != 0 || !d.used[last] || d.BreakBetween(tag, first)) return d.tags.size();
  const ColumnFacts& facts = d.FactsOf(d.Chosen(last));
  if (facts.flag || facts.id || !facts.category || d.scope.Profile(d.Ref(d.Chosen(last))).array) return d.tags.size();
  const size_t behind = d.Next(last);
  if (behind == d.tags.size() || d.BreakBetween(last, behind)) return last;
  // "the highest decline rate", "total failed payments"
  const bool noun = d.Lexical(behind) && behind == last + 1 && !d.Means(behind, MeaningKind::kValue);
  static constexpr std::array<TagKind, 9> kGoesOn = {TagKind::kLexicon, TagKind::kTime, TagKind::kShift, TagKind::kBy, TagKind::kPer, TagKind::kGrain, TagKind::kHourOfDay, TagKind::kDayOfWeek, TagKind::kWeekdays};
  return !noun && std::find(kGoesOn.begin(), kGoesOn.end(), d.tags[behind].kind) != kGoesOn.end() ? last : d.tags.size();
}

// "deposits", "fees" of a type or a category: what is added up is what they are of. Of a status it would be what became of the rows.
bool SaysKind(const ColumnFacts& facts) { return !facts.words.empty() && IsOneOf(facts.words.back(), {"type", "kind", "category", "direction"}); }

}  // namespace

std::optional<Operand> NumberOfRow(const Draft& d) {
  const TableFacts& rows = d.scope.main();
  if (rows.number() == rows.size()) return std::nullopt;
  return Operand{d.scope.Ref(0, rows.number()), {}, 1};
}

std::optional<Operand> MeasuredQuantity(Draft& d, knowledge::Dimension dimension, size_t tag) {
  const TableFacts& rows = d.scope.main();
  if (rows.quantity() == rows.size() || (dimension != knowledge::Dimension::kTemperature && dimension != knowledge::Dimension::kSpeed)) return std::nullopt;
  const ColumnRef kind = d.scope.Ref(0, rows.quantity());
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : rows.profile().columns[rows.quantity()].values) {
    const std::vector<std::string> words = SpokenName(value.value);
    if (std::any_of(words.begin(), words.end(), [&](const std::string& word) { return knowledge::DimensionOfWord(word) == dimension; })) values.push_back(value.value);
  }
  const bool other = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == kind; });
  if (values.size() != 1 || other) return std::nullopt;
  Condition condition;
  condition.operand = {kind, {}, 1};
  condition.values = std::move(values);
  condition.words = d.Words(tag);
  d.NoteThat("filter_" + kind.name, condition.words, base::StrCat(kind.name, " is ", condition.values[0]));
  d.Place(std::move(condition), tag);
  return NumberOfRow(d);
}

namespace {

// "average glucose value" of rows that each are one test, with a column "measured" beside what is charged for it.
void ReadMeasuredValue(Draft& d) {
  const TableFacts& rows = d.scope.main();
  std::optional<size_t> measured;
  for (size_t c = 0; c < rows.size(); ++c) {
    const ColumnFacts& facts = rows.column(c);
    const bool named = facts.measure && facts.words.size() == 1 && facts.dimension == knowledge::Dimension::kNone && IsOneOf(facts.words[0], {"measured", "value", "reading", "measurement"}) && !rows.profile().columns[c].Hidden();
    if (named && measured.has_value()) return;
    if (named) measured = c;
  }
  if (!measured.has_value() || !d.form.measures.empty() || d.form.shape != Shape::kMeasures) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i] || !d.Is(i, TagKind::kAggregate)) continue;
    const size_t kind = i + 1;
    const bool of_kind = d.Means(kind, MeaningKind::kValue) && d.Chosen(kind).source == 0 && !d.FactsOf(d.Chosen(kind)).flag && !d.BreakBetween(i, kind) && kind + 1 < d.tags.size() && !d.BreakBetween(kind, kind + 1);
    if (!of_kind || !IsOneOf(d.words[d.tags[kind + 1].first].text, {"value", "values", "reading", "readings", "level", "levels", "measurement", "measurements"})) continue;
    d.AddMeasure(d.tags[i].aggregate, {d.scope.Ref(0, *measured), {}, 1}, d.tags[i].quantile);
    d.NoteThat("aggregate_" + rows.profile().columns[*measured].name, d.Words(i), base::StrCat("of ", rows.profile().columns[*measured].name));
    d.Use(i);
    d.used[kind + 1] = true;
    return;
  }
}

}  // namespace

void ReadNumberOfRows(Draft& d) {
  ReadMeasuredValue(d);
  const std::optional<Operand> number = NumberOfRow(d);
  if (!number.has_value() || !d.form.measures.empty() || d.counted || d.form.shape != Shape::kMeasures) return;
  const bool money = d.scope.Facts(number->column).dimension == knowledge::Dimension::kMoney;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i] || (!d.Is(i, TagKind::kAggregate) && !d.Is(i, TagKind::kMost))) continue;
    const size_t kind = KindBehind(d, i);
    if (kind == d.tags.size()) continue;
    if (d.Is(i, TagKind::kAggregate)) {
      const bool sum = d.tags[i].aggregate == MeasureKind::kSum;
      // "how much was spent on groceries": of the money that was taken, as always.
      if (sum && (!money || d.Text(i) == "how" || !d.Means(kind, MeaningKind::kValue) || !SaysKind(d.FactsOf(d.Chosen(kind))))) continue;
      d.AddMeasure(d.tags[i].aggregate, *number, d.tags[i].quantile);
      d.money = d.money || (sum && money);
    } else {
      if (!IsOneOf(d.words[d.tags[i].last].text, {"largest", "biggest", "highest", "greatest", "smallest", "lowest"})) continue;
      if (!d.form.groups.empty() || d.form.HasBucket()) {
        d.AddMeasure(d.tags[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *number);
      } else {
        d.form.shape = Shape::kRows;
        d.form.row_order = *number;
        d.form.row_descending = d.tags[i].descending;
        if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[kind].last].text) ? kRankedRows : 1;
      }
    }
    d.Use(i);
    d.NoteThat("aggregate_" + number->column.name, d.Words(i), base::StrCat("of ", number->column.name));
    return;
  }
}

}  // namespace aurora::query::language
