#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Several measures of one question, and which rows each of them takes.

namespace aurora::query::language {

// Whether a word of the question asks for a number that is no count of rows.
bool Composer::AsksForAmount(size_t tag) const {
  if (tag >= tags_.size()) return false;
  if (Is(tag, TagKind::kMoney) || Is(tag, TagKind::kAggregate) || Is(tag, TagKind::kHowLong) || Is(tag, TagKind::kRatio)) return true;
  if (Is(tag, TagKind::kCount)) return Is(Next(tag), TagKind::kUnit) || AsksForAmount(Next(tag));
  return Means(tag, MeaningKind::kColumn) && FactsOf(Chosen(tag)).measure;
}

// "number of orders and turnover", "revenue, bookings and average price": the rows are counted beside what is measured.
void Composer::ReadCountBeside() {
  const bool measured = std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind != MeasureKind::kCount; });
  if (!measured || form_.shape != Shape::kMeasures || ranked_ || form_.order != Order::kNone || form_.limit > 0) return;
  for (const Measure& measure : form_.measures) {
    if (measure.kind == MeasureKind::kCount || measure.kind == MeasureKind::kCountDistinct || measure.kind == MeasureKind::kRatio || measure.kind == MeasureKind::kShareOfAll) return;
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool rows = Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows) || (Means(i, MeaningKind::kEntity) && Chosen(i).source == 0 && FactsOf(Chosen(i)).row_id);
    if (!rows) continue;
    const size_t before = Previous(i);
    const bool counted = Is(before, TagKind::kCount) && !BreakBetween(before, i);
    // Only said as a list has it: "bookings and revenue", "number of bookings, revenue".
    const auto joined = [&](size_t first, size_t second) {
      if (second >= tags_.size() || first >= tags_.size()) return false;
      for (size_t t = first + 1; t < second; ++t) {
        if (!Is(t, TagKind::kAnd) && !Is(t, TagKind::kFiller)) return false;
      }
      return Is(Next(first), TagKind::kAnd) || BreakBetween(first, second);
    };
    size_t behind = Next(i);
    if (Is(behind, TagKind::kAnd)) behind = Next(behind);
    size_t ahead = counted ? Previous(before) : before;
    const size_t begin = counted ? before : i;
    const bool anded = Is(ahead, TagKind::kAnd);
    if (anded) ahead = Previous(ahead);
    // What goes before a comma is mostly what the rest is of: "yesterday's bookings, average price".
    const bool first = AsksForAmount(behind) && joined(i, behind) && (counted || Is(Next(i), TagKind::kAnd) || (Plural(words_[tags_[i].last].text) && Has(TagKind::kAnd)));
    const bool last = AsksForAmount(ahead) && joined(ahead, begin) && (counted || anded);
    // "Traffic last night, number of requests per region": said for itself.
    const bool clause = counted && ahead < tags_.size() && BreakBetween(ahead, begin);
    if (!first && !last && !clause) continue;
    // "average price of bookings and revenue": of the rows, and no number of them.
    if (!counted && begin > 0 && words_[tags_[begin].first - 1].text == "of") continue;
    AddMeasure(MeasureKind::kCount, {});
    return;
  }
}

// "clicks, impressions and cost": counts take every row, and money only those that kept it.
bool Composer::MoneyBesideOthers() const {
  if (form_.shape != Shape::kMeasures) return false;
  return std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCount; }) &&
         std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) { return !measure.operand.empty(); });
}

// "royalties this month" of a column that is "part of amt_usd": where that was given back, so was its part.
bool Composer::SumsPartOfMoney() const {
  if (scope_.main().money() == scope_.main().size()) return false;
  const std::string& whole = scope_.Ref(0, scope_.main().money()).name;
  return std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) {
    const ColumnRef& column = measure.operand.column;
    if (measure.kind != MeasureKind::kSum || column.empty() || column.source != 0 || column.name == whole || scope_.Facts(column).dimension != knowledge::Dimension::kMoney) return false;
    const std::vector<std::string> comment = SplitName(scope_.Profile(column).comment);
    const std::vector<std::string> name = SplitName(whole);
    // "part of price_usd", "part of the price"
    const std::vector<std::string>& spoken = scope_.Facts(scope_.Ref(0, scope_.main().money())).words;
    const auto says = [&](const std::vector<std::string>& words) { return !words.empty() && std::search(comment.begin(), comment.end(), words.begin(), words.end()) != comment.end(); };
    return (says(name) || says(spoken)) && std::find(comment.begin(), comment.end(), "part") != comment.end();
  });
}

// The status that a row has whose money is asked for by the time when it was given back: "money refunded last week".
std::optional<std::string> Composer::LostBy(const ColumnRef& moment, size_t status) const {
  if (moment.empty() || moment.source != 0 || !form_.window.has_value()) return std::nullopt;
  const std::vector<std::string>& stems = scope_.Facts(moment).stems;
  for (const catalog::ValueCount& value : scope_.Profile(scope_.Ref(0, status)).values) {
    if (knowledge::LosesMoney(value.value) && std::find(stems.begin(), stems.end(), Stem(value.value)) != stems.end()) return value.value;
  }
  return std::nullopt;
}

// Only rows that kept their money, unless the question names a status itself.
void Composer::KeepMoney() {
  // "money paid back last week" by the time of the refund: what was lost is asked for.
  const std::string by = scope_.Facts(time_).words.empty() ? "" : scope_.Facts(time_).words.back();
  if (!time_.empty() && time_.name != scope_.main().profile().time_column && knowledge::LosesMoney(by)) return;
  for (const TableFacts::Kept& kept : scope_.main().kept()) {
    const ColumnRef column = scope_.Ref(0, kept.column);
    bool said = false;
    const auto mentions = [&](const std::vector<Condition>& conditions) {
      for (const Condition& condition : conditions) said = said || condition.operand.column == column;
    };
    mentions(form_.filters);
    for (const Measure& measure : form_.measures) {
      mentions(measure.only);
      for (const Measure& part : measure.parts) mentions(part.only);
    }
    for (const Group& group : form_.groups) said = said || group.column == column;
    if (said) continue;
    Condition condition;
    condition.operand = {column, {}, 1};
    condition.comparison = kept.keeps ? Comparison::kIs : Comparison::kIsNot;
    condition.values = kept.values;
    if (const std::optional<std::string> lost = LostBy(time_, kept.column); lost.has_value()) {
      condition.comparison = Comparison::kIs;
      condition.values = {*lost};
      form_.filters.push_back(condition);
      NoteThat("lost_money", "", base::StrCat("only rows count whose ", column.name, " is ", *lost));
      continue;
    }
    if (MoneyBesideOthers()) {
      for (Measure& measure : form_.measures) {
        if (!measure.operand.empty() && !measure.operand.IsSpan() && scope_.Facts(measure.operand.column).dimension == knowledge::Dimension::kMoney) measure.only.push_back(condition);
      }
    } else {
      form_.filters.push_back(condition);
    }
    std::string list;
    for (const std::string& value : kept.values) base::StrAppend(&list, list.empty() ? "" : ", ", value);
    NoteThat("kept_money", "", base::StrCat(kept.keeps ? "only rows count whose " : "left out are rows whose ", column.name, " is ", list));
  }
}

}  // namespace aurora::query::language
