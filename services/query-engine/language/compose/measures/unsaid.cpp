#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

// What is measured where no word says it.

namespace aurora::query::language {
namespace {

// "which product sold the most", "best selling cakes" of lines with a quantity each: as many pieces as were sold, and not as many lines.
std::optional<Operand> PiecesSold(const Draft& d) {
  if (!d.ranked || d.form.groups.empty() || d.Has(TagKind::kCount)) return std::nullopt;
  if (std::none_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"sold", "selling", "sells", "sell", "bestselling"}); })) return std::nullopt;
  std::optional<Operand> pieces;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (facts.words != std::vector<std::string>{"quantity"} || facts.rate || d.scope.main().profile().columns[c].Hidden() || d.scope.main().profile().columns[c].column_class != catalog::ColumnClass::kNumber) continue;
    pieces = Operand{d.scope.Ref(0, c), {}, 1};
  }
  return pieces;
}

// "how many beers did we sell" of lines with a quantity each: as many as were sold, and not as many lines.
std::optional<Operand> PiecesOfItem(const Draft& d) {
  if (!d.form.measures.empty() || std::none_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"sold", "sell", "sells", "selling"}); })) return std::nullopt;
  bool item = false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t value = d.Next(i);
    if (!d.Is(i, TagKind::kCount) || !d.Means(value, MeaningKind::kValue) || d.BreakBetween(i, value) || d.Chosen(value).source != 0 || !Plural(d.words[d.tags[value].last].text)) continue;
    const std::vector<std::string>& column = d.FactsOf(d.Chosen(value)).words;
    item = item || (!column.empty() && IsOneOf(column.back(), {"item", "product", "article", "dish", "drink", "drug", "part", "title"}));
  }
  std::optional<Operand> pieces;
  for (size_t c = 0; c < d.scope.main().size() && item; ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (facts.rate || d.scope.main().profile().columns[c].Hidden() || d.scope.main().profile().columns[c].column_class != catalog::ColumnClass::kNumber || facts.words.size() != 1 || !IsOneOf(facts.words[0], {"quantity", "pieces", "units", "packs"})) continue;
    if (pieces.has_value()) return std::nullopt;
    pieces = Operand{d.scope.Ref(0, c), {}, 1};
  }
  return pieces;
}

// "callers who rang the youth line, how many": those who did, and not how often.
std::optional<ColumnRef> ThoseWho(const Draft& d) {
  if (d.fragment || !d.form.groups.empty() || !d.form.having.empty() || d.form.shape != Shape::kMeasures || d.form.compared.has_value()) return std::nullopt;
  size_t those = 0;
  while (those < d.tags.size() && (d.Is(those, TagKind::kFiller) || d.Is(those, TagKind::kList))) ++those;
  if (!d.Means(those, MeaningKind::kEntity) || d.Chosen(those).source != 0 || d.FactsOf(d.Chosen(those)).row_id || !Plural(d.words[d.tags[those].last].text)) return std::nullopt;
  const size_t behind = d.tags[those].last + 1;
  if (behind >= d.words.size() || !IsOneOf(d.words[behind].text, {"who", "that", "which"})) return std::nullopt;
  const auto last = std::find_if(d.tags.rbegin(), d.tags.rend(), [](const Tag& tag) { return tag.kind != TagKind::kFiller; });
  if (last == d.tags.rend() || last->kind != TagKind::kCount || last->first == 0 || !(d.words[last->first - 1].break_after || d.words[last->first - 1].sentence_after || d.words[last->first - 1].dash_after)) return std::nullopt;
  return d.Ref(d.Chosen(those));
}

// Those that a question names, and nothing but a time beside them: how many there were.
std::optional<ColumnRef> OnlyThose(const Draft& d) {
  if (d.fragment || !d.form.window.has_value() || !d.placed.empty()) return std::nullopt;
  std::optional<ColumnRef> whose;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kTime)) continue;
    if (whose.has_value() || !d.Means(i, MeaningKind::kEntity) || d.Chosen(i).source != 0 || d.FactsOf(d.Chosen(i)).row_id || !Plural(d.words[d.tags[i].last].text)) return std::nullopt;
    whose = d.Ref(d.Chosen(i));
  }
  return whose;
}

bool EarnsOf(const std::vector<Word>& words) {
  return std::any_of(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"earn", "earns", "earned", "earning", "spend", "spends", "spent", "spending"}); });
}

}  // namespace

// "did we bill more than in March"
void MeasureDeals(Draft& d) {
  for (size_t w = 1; w < d.words.size() && d.form.compared.has_value(); ++w) {
    const bool deal = knowledge::MovesMoney(d.words[w].text) || IsOneOf(d.words[w].text, {"bill", "billed", "charge", "charged", "invoice", "invoiced"});
    if (!deal || !IsOneOf(d.words[w - 1].text, {"we", "they", "i"}) || MoneyOperand(d) == std::nullopt || d.Has(TagKind::kCount)) continue;
    d.money = true;
    d.AddMeasure(MeasureKind::kSum, *MoneyOperand(d));
    d.NoteThat("money", d.words[w].text, base::StrCat("the sum of ", MoneyOperand(d)->column.name));
    break;
  }
}

// "what did buyers pay last month", "what have they paid us so far": money, and no list of buyers or of what they bought.
void MeasurePaid(Draft& d) {
  if (d.fragment || d.words.size() < 3 || d.words[0].text != "what" || !IsOneOf(d.words[1].text, {"did", "do", "does", "have", "has"}) || d.Has(TagKind::kCount) || !d.form.measures.empty()) return;
  if (d.form.shape != Shape::kMeasures && d.form.shape != Shape::kRows) return;
  const auto paid = std::find_if(d.words.begin(), d.words.end(), [](const Word& word) { return knowledge::MovesMoney(word.text); });
  if (paid == d.words.end()) return;
  const std::optional<Operand> money = MoneyOperand(d);
  if (!money.has_value()) {
    if (d.form.shape == Shape::kRows) d.Fail(Problem::kNotUnderstood, d.tags.size());
    return;
  }
  d.form.shape = Shape::kMeasures;
  d.money = true;
  d.AddMeasure(MeasureKind::kSum, *money);
  d.NoteThat("money", paid->text, base::StrCat("the sum of ", money->column.name));
  // "in pounds" of pounds
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kUnit) && d.tags[i].unit == d.scope.Facts(money->column).unit) d.Use(i);
  }
}

// What is measured where no word says it: money that was spent or earned, how many there are, or the rows themselves.
void MeasureWhatIsLeft(Draft& d, bool something) {
  bool spent = false;
  for (const Word& word : d.words) {
    // Something is paid in many sentences that ask for no sum of it.
    const bool paid = IsOneOf(word.text, {"pay", "pays", "paying", "paid"});
    const bool asks = d.Has(TagKind::kMost) || (d.words[0].text == "what" && word.text != "paid");
    spent = spent || (knowledge::MovesMoney(word.text) && (!paid || asks));
  }
  // "which accounts spent the most", "what did we earn"
  const bool what = spent && !d.tags.empty() && d.Text(0) == "what" && d.form.groups.empty();
  const std::optional<Operand> money = spent && (d.ranked || what) && !d.counted ? MoneyOperand(d) : std::nullopt;
  if (money.has_value()) {
    // "which accounts spent the most"
    d.money = true;
    d.AddMeasure(MeasureKind::kSum, *money);
    d.NoteThat("money", "", base::StrCat(d.ranked ? "ranked by the sum of " : "the sum of ", money->column.name));
  } else if (!d.fragment && !d.counted && (d.ranked || d.form.compared.has_value() || (!d.words.empty() && d.words[0].text == "what")) && EarnsOf(d.words)) {
    // "which three campaigns earned us the most" of rows that earn nothing
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  } else if (const std::optional<Operand> pieces = PiecesSold(d); pieces.has_value()) {
    d.AddMeasure(MeasureKind::kSum, *pieces);
    d.NoteThat("pieces", "", base::StrCat("ranked by the sum of ", pieces->column.name));
  } else if (const std::optional<Operand> sold = PiecesOfItem(d); sold.has_value()) {
    d.AddMeasure(MeasureKind::kSum, *sold);
    d.NoteThat("pieces", "", base::StrCat("the sum of ", sold->column.name));
  } else if (const std::optional<ColumnRef> those = ThoseWho(d); those.has_value() && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"both", "also", "well"}); })) {
    // "passengers that booked by app and also by phone, how many": each of whom did both.
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  } else if (those.has_value()) {
    d.AddMeasure(MeasureKind::kCountDistinct, {*those, {}, 1});
    d.composed.certainty *= 0.95;
  } else if (d.counted || !d.form.groups.empty() || d.form.compared.has_value() || d.form.series != Series::kPlain || d.form.shape == Shape::kNested) {
    const bool said = d.composed.said_measure || d.counted;
    d.AddMeasure(MeasureKind::kCount, {});
    d.composed.said_measure = said;
  } else if (d.asks_when && !d.time.empty()) {
    d.AddMeasure(MeasureKind::kMaximum, {d.time, {}, 1});
  } else if (const std::optional<ColumnRef> whose = OnlyThose(d); whose.has_value()) {
    // "sessions last weekend"
    d.AddMeasure(MeasureKind::kCountDistinct, {*whose, {}, 1});
    d.composed.certainty *= 0.9;
  } else if (!d.fragment && something && (d.composed.said_table || d.listed || d.rows_noun || !d.placed.empty())) {
    d.form.shape = Shape::kRows;
  }
}

}  // namespace aurora::query::language
