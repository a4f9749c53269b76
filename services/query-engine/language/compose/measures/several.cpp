#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

// Whether a word of the question asks for a number that is no count of rows.
bool AsksForAmount(const Draft& d, size_t tag) {
  if (tag >= d.tags.size()) return false;
  if (d.Is(tag, TagKind::kMoney) || d.Is(tag, TagKind::kAggregate) || d.Is(tag, TagKind::kHowLong) || d.Is(tag, TagKind::kRatio)) return true;
  if (d.Is(tag, TagKind::kCount)) return d.Is(d.Next(tag), TagKind::kUnit) || AsksForAmount(d, d.Next(tag));
  return d.Means(tag, MeaningKind::kColumn) && d.FactsOf(d.Chosen(tag)).measure;
}

// "clicks, impressions and cost": counts take every row, and money only those that kept it.
bool MoneyBesideOthers(const Draft& d) {
  if (d.form.shape != Shape::kMeasures) return false;
  return std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCount; }) &&
         std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return !measure.operand.empty(); });
}

// The status that a row has whose money is asked for by the time when it was given back: "money refunded last week".
std::optional<std::string> LostBy(const Draft& d, const ColumnRef& moment, size_t status) {
  if (moment.empty() || moment.source != 0 || !d.form.window.has_value()) return std::nullopt;
  const std::vector<std::string>& stems = d.scope.Facts(moment).stems;
  for (const catalog::ValueCount& value : d.scope.Profile(d.scope.Ref(0, status)).values) {
    if (knowledge::LosesMoney(value.value) && std::find(stems.begin(), stems.end(), Stem(value.value)) != stems.end()) return value.value;
  }
  return std::nullopt;
}

// "did we sell for more" of a state that says of accepted and of refunded rows that they were sold: one word for several, of which some gave
// their money back.
void NarrowToKept(Draft& d, const TableFacts::Kept& kept, const ColumnRef& column) {
  for (Condition& filter : d.form.filters) {
    const auto one_word = [&](const Placed& placed) { return placed.condition.operand == filter.operand && placed.condition.values == filter.values; };
    if (!(filter.operand.column == column) || filter.comparison != Comparison::kIs || filter.values.size() < 2 || std::none_of(d.placed.begin(), d.placed.end(), one_word)) continue;
    std::vector<std::string> values;
    for (const std::string& value : filter.values) {
      if ((std::find(kept.values.begin(), kept.values.end(), value) != kept.values.end()) == kept.keeps) values.push_back(value);
    }
    if (!values.empty()) filter.values = std::move(values);
  }
}

}  // namespace

// "number of orders and turnover", "revenue, bookings and average price": the rows are counted beside what is measured.
void ReadCountBeside(Draft& d) {
  // "repayments last week, count and sum"
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t sum = d.Next(d.Next(i));
    const bool both = d.Is(i, TagKind::kCount) && d.Is(d.Next(i), TagKind::kAnd) && d.Is(sum, TagKind::kAggregate) && d.tags[sum].aggregate == MeasureKind::kSum && sum + 1 == d.tags.size();
    const bool only_rows = std::all_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCount; });
    const std::optional<Operand> money = both && only_rows ? MoneyOperand(d) : std::nullopt;
    if (!money.has_value()) continue;
    if (d.form.measures.empty()) d.AddMeasure(MeasureKind::kCount, {});
    d.money = true;
    d.AddMeasure(MeasureKind::kSum, *money);
    d.NoteThat("money", d.Words(sum), base::StrCat("the sum of ", money->column.name));
    d.Use(i);
    d.Use(d.Next(i));
    d.Use(sum);
    return;
  }
  const bool measured = std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind != MeasureKind::kCount; });
  if (!measured || d.form.shape != Shape::kMeasures || d.ranked || d.form.order != Order::kNone || d.form.limit > 0) return;
  for (const Measure& measure : d.form.measures) {
    if (measure.kind == MeasureKind::kCount || measure.kind == MeasureKind::kCountDistinct || measure.kind == MeasureKind::kRatio || measure.kind == MeasureKind::kShareOfAll) return;
  }
  // "number and average weight of repairs"
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t behind = d.Next(d.Next(i));
    const bool number = d.Is(i, TagKind::kCount) || IsOneOf(d.words[d.tags[i].last].text, {"number", "count"});
    if (!number || !d.Is(d.Next(i), TagKind::kAnd) || !(d.Is(behind, TagKind::kAggregate) || d.Is(behind, TagKind::kMoney))) continue;
    Measure rows;
    d.form.measures.insert(d.form.measures.begin(), std::move(rows));
    return;
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool rows = d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id);
    if (!rows) continue;
    // "number of finished or cancelled repairs"
    size_t before = d.Previous(i);
    if (d.Means(i, MeaningKind::kTable)) {
      while (d.Means(before, MeaningKind::kValue) || d.Is(before, TagKind::kOr)) before = d.Previous(before);
    }
    const bool counted = d.Is(before, TagKind::kCount) && !d.BreakBetween(before, i);
    if (!counted) before = d.Previous(i);
    // Only said as a list has it: "bookings and revenue", "number of bookings, revenue".
    const auto joined = [&](size_t first, size_t second) {
      if (second >= d.tags.size() || first >= d.tags.size()) return false;
      for (size_t t = first + 1; t < second; ++t) {
        if (!d.Is(t, TagKind::kAnd) && !d.Is(t, TagKind::kFiller)) return false;
      }
      return d.Is(d.Next(first), TagKind::kAnd) || d.BreakBetween(first, second);
    };
    size_t behind = d.Next(i);
    if (d.Is(behind, TagKind::kAnd)) behind = d.Next(behind);
    size_t ahead = counted ? d.Previous(before) : before;
    const size_t begin = counted ? before : i;
    const bool anded = d.Is(ahead, TagKind::kAnd);
    if (anded) ahead = d.Previous(ahead);
    // What goes before a comma is mostly what the rest is of: "yesterday's bookings, average price".
    const bool first = AsksForAmount(d, behind) && joined(i, behind) && (counted || d.Is(d.Next(i), TagKind::kAnd) || (Plural(d.words[d.tags[i].last].text) && d.Has(TagKind::kAnd)));
    const bool last = AsksForAmount(d, ahead) && joined(ahead, begin) && (counted || anded);
    // "Traffic last night, number of requests per region": said for itself.
    const bool clause = counted && ahead < d.tags.size() && d.BreakBetween(ahead, begin);
    if (!first && !last && !clause) continue;
    // "average price of bookings and revenue": of the rows, and no number of them.
    if (!counted && begin > 0 && d.words[d.tags[begin].first - 1].text == "of") continue;
    d.AddMeasure(MeasureKind::kCount, {});
    return;
  }
}

// "royalties this month" of a column that is "part of amt_usd": where that was given back, so was its part.
bool SumsPartOfMoney(const Draft& d) {
  if (d.scope.main().money() == d.scope.main().size()) return false;
  const std::string& whole = d.scope.Ref(0, d.scope.main().money()).name;
  return std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) {
    const ColumnRef& column = measure.operand.column;
    if (measure.kind != MeasureKind::kSum || column.empty() || column.source != 0 || column.name == whole || d.scope.Facts(column).dimension != knowledge::Dimension::kMoney) return false;
    const std::vector<std::string> comment = SplitName(d.scope.Profile(column).comment);
    const std::vector<std::string> name = SplitName(whole);
    // "part of price_usd", "part of the price"
    const std::vector<std::string>& spoken = d.scope.Facts(d.scope.Ref(0, d.scope.main().money())).words;
    const auto says = [&](const std::vector<std::string>& words) { return !words.empty() && std::search(comment.begin(), comment.end(), words.begin(), words.end()) != comment.end(); };
    return (says(name) || says(spoken)) && std::find(comment.begin(), comment.end(), "part") != comment.end();
  });
}

// "commission last week", "wages in May": sums of other money of the row, where a status says that only some rows moved money, or names it:
// "only settled payouts moved money and earned the commission"; or where a row has no takings and a comment says that only some rows are paid.
bool SumsMoneyOfKept(const Draft& d) {
  const TableFacts& main = d.scope.main();
  return std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) {
    const ColumnRef& column = measure.operand.column;
    if (measure.kind != MeasureKind::kSum || column.empty() || column.source != 0 || measure.operand.IsSpan()) return false;
    const ColumnFacts& facts = d.scope.Facts(column);
    if (facts.dimension != knowledge::Dimension::kMoney || std::any_of(facts.words.begin(), facts.words.end(), [](const std::string& word) { return knowledge::LosesMoney(word); })) return false;
    std::vector<Word> own = Normalise(d.scope.Profile(column).comment);
    for (const std::string& word : facts.words) own.push_back(Normalise(word)[0]);
    return std::any_of(main.kept().begin(), main.kept().end(), [&](const TableFacts::Kept& kept) {
      // Beside takings "only" is said of the takings.
      if (kept.only && (main.money() == main.size() || d.scope.Ref(0, main.money()) == column)) return true;
      // "voided attempts are not billed", said of this amount.
      if (!kept.keeps && std::any_of(own.begin(), own.end(), [](const Word& word) { return IsOneOf(word.text, {"billed", "charged", "invoiced", "paid", "collected"}); }) &&
          std::any_of(kept.values.begin(), kept.values.end(), [&](const std::string& value) { return std::any_of(own.begin(), own.end(), [&](const Word& word) { return word.text == value; }); })) {
        return true;
      }
      if (!kept.keeps) return false;
      const std::vector<Word> status = Normalise(d.scope.Profile(d.scope.Ref(0, kept.column)).comment);
      return std::any_of(status.begin(), status.end(), [&](const Word& said) {
        if (said.text == "money") return true;
        return said.text.size() > 4 && std::any_of(own.begin(), own.end(), [&](const Word& word) { return word.stem == said.stem; });
      });
    });
  });
}

namespace {

// "whatever the status", "any state", "cancelled ones included": of all rows, also of those whose money was not kept.
bool SaysAnyState(const Draft& d) {
  for (size_t w = 0; w < d.words.size(); ++w) {
    if (IsOneOf(d.words[w].text, {"included", "including", "incl"}) && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return knowledge::LosesMoney(word.text); })) return true;
    // "any state" only right behind it: "all trips that ended" are those of one.
    const bool every = IsOneOf(d.words[w].text, {"any", "all", "every"});
    const bool indifferent = IsOneOf(d.words[w].text, {"whatever", "regardless", "irrespective"}) || (d.words[w].text == "matter" && w > 0 && d.words[w - 1].text == "no");
    for (size_t i = w + 1; (every || indifferent) && i < d.words.size() && i <= w + (every ? 1 : 4) && !d.words[i - 1].break_after; ++i) {
      if (IsStateNoun(d.words[i].text) || (indifferent && d.words[i].text == "ended")) return true;
    }
  }
  return false;
}

// "compute cost of runs" that failed: what was spent is gone, whatever became of it.
bool IsOnlySpent(const Draft& d) {
  bool spent = false;
  for (const Measure& measure : d.form.measures) {
    if (measure.operand.empty() || measure.operand.IsSpan()) continue;
    const ColumnFacts& facts = d.scope.Facts(measure.operand.column);
    if (facts.dimension != knowledge::Dimension::kMoney) continue;
    if (std::none_of(facts.words.begin(), facts.words.end(), [](const std::string& word) { return IsOneOf(word, {"cost", "costs", "expense", "expenses"}); })) return false;
    spent = true;
  }
  return spent;
}

}  // namespace

// Only rows that kept their money, unless the question names a status itself.
void KeepMoney(Draft& d) {
  if (SaysAnyState(d) || IsOnlySpent(d)) return;
  // "the total of order 1234": that one's, whatever became of it.
  const bool one = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const Operand& operand = placed.condition.operand;
    return !operand.empty() && !operand.IsSpan() && operand.column.source == 0 && d.scope.Facts(operand.column).row_id && placed.condition.comparison == Comparison::kIs && placed.condition.values.size() == 1;
  });
  if (one) return;
  // "money paid back last week" by the time of the refund: what was lost is asked for.
  const std::string by = d.scope.Facts(d.time).words.empty() ? "" : d.scope.Facts(d.time).words.back();
  if (!d.time.empty() && d.time.name != d.scope.main().profile().time_column && knowledge::LosesMoney(by)) return;
  for (const TableFacts::Kept& kept : d.scope.main().kept()) {
    const ColumnRef column = d.scope.Ref(0, kept.column);
    NarrowToKept(d, kept, column);
    bool said = false;
    const auto mentions = [&](const std::vector<Condition>& conditions) {
      for (const Condition& condition : conditions) said = said || condition.operand.column == column;
    };
    mentions(d.form.filters);
    for (const Measure& measure : d.form.measures) {
      mentions(measure.only);
      for (const Measure& part : measure.parts) mentions(part.only);
    }
    for (const Group& group : d.form.groups) said = said || group.column == column;
    if (said) continue;
    Condition condition;
    condition.operand = {column, {}, 1};
    condition.comparison = kept.keeps ? Comparison::kIs : Comparison::kIsNot;
    condition.values = kept.values;
    if (const std::optional<std::string> lost = LostBy(d, d.time, kept.column); lost.has_value()) {
      condition.comparison = Comparison::kIs;
      condition.values = {*lost};
      d.form.filters.push_back(condition);
      d.NoteThat("lost_money", "", base::StrCat("only rows count whose ", column.name, " is ", *lost));
      continue;
    }
    if (MoneyBesideOthers(d)) {
      for (Measure& measure : d.form.measures) {
        if (!measure.operand.empty() && !measure.operand.IsSpan() && d.scope.Facts(measure.operand.column).dimension == knowledge::Dimension::kMoney) measure.only.push_back(condition);
      }
    } else {
      d.form.filters.push_back(condition);
    }
    std::string list;
    for (const std::string& value : kept.values) base::StrAppend(&list, list.empty() ? "" : ", ", value);
    d.NoteThat("kept_money", "", base::StrCat(kept.keeps ? "only rows count whose " : "left out are rows whose ", column.name, " is ", list));
  }
}

}  // namespace aurora::query::language
