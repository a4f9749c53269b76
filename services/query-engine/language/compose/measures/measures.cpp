#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

}  // namespace

std::string Composer::NameOf(const Measure& measure) const {
  const auto joined = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) base::StrAppend(&text, text.empty() ? "" : "_", word);
    return text;
  };
  const std::string table = joined(SplitName(scope_.main().profile().table));
  const std::string column = measure.operand.empty() ? table : (measure.operand.IsSpan() ? "time" : measure.operand.column.name);
  switch (measure.kind) {
    case MeasureKind::kCount:
      return table;
    case MeasureKind::kCountDistinct:
      if (measure.step.has_value()) return base::StrCat(UnitName(measure.step->unit), "s");
      return "unique_" + column;
    case MeasureKind::kSum:
      return money_ ? "revenue" : "total_" + column;
    case MeasureKind::kAverage:
      return "average_" + column;
    case MeasureKind::kMinimum:
      return "minimum_" + column;
    case MeasureKind::kMaximum:
      return "maximum_" + column;
    case MeasureKind::kMedian:
      return "median_" + column;
    case MeasureKind::kQuantile:
      return base::StrCat("p", measure.quantile * 100 == static_cast<int>(measure.quantile * 100) ? base::StrCat(static_cast<int>(measure.quantile * 100)) : "999", "_", column);
    case MeasureKind::kDeviation:
      return "deviation_" + column;
    case MeasureKind::kRatio:
      return "ratio";
    case MeasureKind::kShareOfAll:
      return "share";
    case MeasureKind::kDefined:
      return joined(SplitName(measure.defined->term));
  }
  return "value";
}

void Composer::AddMeasure(MeasureKind kind, Operand operand, double quantile) {
  Measure measure;
  measure.kind = kind;
  measure.operand = std::move(operand);
  measure.quantile = quantile;
  for (const Measure& known : form_.measures) {
    if (known.kind == measure.kind && known.operand == measure.operand && known.quantile == measure.quantile) return;
  }
  measure.name = NameOf(measure);
  form_.measures.push_back(std::move(measure));
  composed_.said_measure = true;
}

void Composer::AddGroup(const ColumnRef& column, size_t tag) {
  (void)tag;
  for (const Group& group : form_.groups) {
    if (group.kind == GroupKind::kColumn && group.column == column) return;
  }
  Group group;
  group.column = column;
  group.name = column.name;
  // The result's column is one element: its name must not hide the array, which conditions may be about.
  if (scope_.Profile(column).array) group.name = column.name.size() > 3 && column.name.back() == 's' ? column.name.substr(0, column.name.size() - 1) : column.name + "_element";
  if (column.source > 0 && scope_.main().Find(column.name) < scope_.main().size()) group.name = base::StrCat(scope_.source(column.source).profile().table, "_", column.name);
  form_.groups.push_back(std::move(group));
}

// The time between two moments: from request to pickup; time to first response; resolution time.
void Composer::ReadSpan() {
  const auto moment = [&](size_t tag) -> std::optional<ColumnRef> {
    if (!Lexical(tag)) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      if (((meaning.kind == MeaningKind::kMoment && meaning.values.empty()) || (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).time)) && meaning.source == 0) return Ref(meaning);
    }
    return std::nullopt;
  };
  const auto duration_near = [&](size_t tag) -> size_t {
    for (size_t i = tag, steps = 0; i-- > 0 && steps < 6; ++steps) {
      if (Is(i, TagKind::kHowLong) || IsSpanWord(Text(i)) || (Lexical(i) && IsSpanWord(words_[tags_[i].last].text))) return i;
    }
    for (size_t i = tag; i < tags_.size() && i < tag + 6; ++i) {
      if (Is(i, TagKind::kHowLong) || IsSpanWord(Text(i))) return i;
    }
    return tags_.size();
  };
  std::optional<Operand> span;
  for (size_t i = 0; i < tags_.size() && !span.has_value(); ++i) {
    const size_t second_at = Next(i);
    // from A to B, between A and B; A to B time
    if (Is(i, TagKind::kFrom) || (Is(i, TagKind::kCompare) && tags_[i].comparison == Comparison::kBetween)) {
      const size_t first = Next(i);
      const size_t join = Next(first);
      const size_t second = Next(join);
      if (!moment(first).has_value() || !(Is(join, TagKind::kTo) || Is(join, TagKind::kAnd)) || !moment(second).has_value()) continue;
      span = Operand{*moment(first), *moment(second), 1};
      const size_t word = duration_near(i);
      for (size_t used : {i, first, join, second, word}) {
        if (used < tags_.size()) used_[used] = true;
      }
      if (IsSpanWord(Text(Next(second)))) used_[Next(second)] = true;
    } else if (moment(i).has_value() && !time_.empty()) {
      // request to pickup time; pickup time; time to pickup
      const std::optional<ColumnRef> ref = moment(i);
      const size_t before = Previous(i);
      if (Is(second_at, TagKind::kTo) && moment(Next(second_at)).has_value() && *moment(Next(second_at)) != *ref && duration_near(i) < tags_.size()) {
        span = Operand{*ref, *moment(Next(second_at)), 1};
        for (size_t used : {i, second_at, Next(second_at), duration_near(i)}) used_[used] = true;
      } else if (second_at < tags_.size() && IsSpanWord(Text(second_at)) && *ref != time_ && !Lexical(second_at)) {
        span = Operand{time_, *ref, 1};
        used_[i] = used_[second_at] = true;
      } else if ((Is(before, TagKind::kTo) || Text(before) == "until" || Text(before) == "before") && *ref != time_) {
        const size_t word = Previous(before);
        // "took the longest to clear": ranked by it.
        const bool ranks = Is(word, TagKind::kExtreme) && tags_[word].dimension == Dimension::kDuration;
        if (word < tags_.size() && (ranks || IsSpanWord(Text(word)) || Is(word, TagKind::kHowLong))) {
          span = Operand{time_, *ref, 1};
          used_[i] = used_[before] = true;
          used_[word] = !ranks;
        }
      }
    }
  }
  if (!span.has_value() && Has(TagKind::kHowLong) && !silent_.has_value() && !time_.empty()) {
    // "how long does it take to resolve a ticket"
    for (size_t i = 0; i < tags_.size() && !span.has_value(); ++i) {
      const std::optional<ColumnRef> ref = moment(i);
      if (!ref.has_value() || *ref == time_) continue;
      span = Operand{time_, *ref, 1};
      used_[i] = true;
    }
  }
  if (!span.has_value() && !time_.empty()) span = SpanBetweenPhrases();
  if (!span.has_value()) return;
  form_.row_order = *span;  // until the measures are read
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kHowLong)) Use(i);
  }
}

bool Composer::AggregateFor(size_t tag, MeasureKind* kind, double* quantile, std::vector<double>* more) {
  // The nearest before it, else any that is left.
  size_t best = tags_.size();
  for (size_t i = tag; i-- > 0;) {
    if (Is(i, TagKind::kAggregate) && !used_[i]) {
      best = i;
      break;
    }
    if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure && !ListedAfter(i, tag)) break;
  }
  if (best == tags_.size()) {
    for (size_t i = tag + 1; i < tags_.size() && best == tags_.size(); ++i) {
      if (Is(i, TagKind::kAggregate) && !used_[i]) best = i;
      if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure && !used_[i]) break;
    }
  }
  if (best == tags_.size()) return false;
  *kind = tags_[best].aggregate;
  *quantile = tags_[best].quantile;
  used_[best] = true;
  if (Text(best) == "quartiles") *more = {0.5, 0.75};
  // 10th, 50th and 90th percentile; average and median
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kAggregate) || used_[i]) continue;
    if (tags_[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kQuantile) {
      more->push_back(tags_[i].quantile);
      used_[i] = true;
    } else if (tags_[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kDeviation && Text(best) == "spread") {
      *kind = MeasureKind::kQuantile;
      *quantile = tags_[i].quantile;
      used_[i] = true;
    }
  }
  return true;
}

// What a row's pieces cost together: its quantity times the price of one; nullopt where either is missing, or is not alone.
std::optional<Operand> Composer::OfAllPieces(bool sold) const {
  size_t quantity = scope_.main().size();
  size_t price = scope_.main().size();
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnFacts& facts = scope_.main().column(c);
    if (!facts.measure && facts.dimension != Dimension::kQuantity) continue;
    if (scope_.main().profile().columns[c].Hidden() || scope_.main().profile().columns[c].column_class != catalog::ColumnClass::kNumber || facts.words.empty()) continue;
    const auto has = [&](std::initializer_list<std::string_view> words) {
      return std::any_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) { return std::find(words.begin(), words.end(), std::string_view(word)) != words.end(); });
    };
    if (has({"quantity", "pieces", "units"}) && !facts.rate) {
      if (quantity < scope_.main().size()) return std::nullopt;
      quantity = c;
    } else if (facts.dimension == Dimension::kMoney && has({"unit", "each", "piece"})) {
      // What was paid for a piece is not what it was sold for.
      if (has({"cost", "purchase", "buying"}) == sold) continue;
      if (price < scope_.main().size()) return std::nullopt;
      price = c;
    }
  }
  if (quantity == scope_.main().size() || price == scope_.main().size()) return std::nullopt;
  return Operand{scope_.Ref(0, price), {}, 1, scope_.Ref(0, quantity)};
}

std::optional<Operand> Composer::MoneyOperand() {
  std::optional<Operand> best = OperandOf(Dimension::kMoney, 0);
  // What may be spent is not what was taken, and what each unit costs is not what they all do.
  if (best.has_value() && (knowledge::MoneyRank(scope_.Facts(best->column).words) < 0 || scope_.Facts(best->column).rate)) best.reset();
  // What a thing is listed at was not taken: others tell what was bought.
  const auto listed = [&](const ColumnRef& ref) {
    const std::vector<std::string>& words = scope_.Facts(ref).words;
    const bool thing = ref.source > 0 ? !SoldOrPaid(scope_.main().name_stems()) : !scope_.reverse().empty();
    return thing && std::find(words.begin(), words.end(), "price") != words.end();
  };
  if (best.has_value() && listed(best->column)) return std::nullopt;
  if (scope_.main().money() < scope_.main().size()) {
    if (listed(scope_.Ref(0, scope_.main().money()))) return std::nullopt;
    const ColumnRef own = scope_.Ref(0, scope_.main().money());
    if (!best.has_value()) best = Operand{own, {}, 1};
  }
  if (!best.has_value()) best = OfAllPieces(/*sold=*/true);
  return best;
}

// "Biggest" of a row that has a weight as well as money, and is not called after its money.
bool Composer::SizeIsOpen() const {
  if (SoldOrPaid(scope_.main().name_stems())) return false;
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnFacts& facts = scope_.main().column(c);
    if (facts.measure && !facts.rate && IsSize(facts.dimension)) return true;
  }
  return false;
}

// revenue, takings, sales
void Composer::ReadMoney() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kMoney) || used_[i]) continue;
    const size_t next = Next(i);
    // "fare money", "gross fares": the column follows or goes before.
    for (size_t beside : {Previous(i), next}) {
      if (!Lexical(beside) || used_[beside] || BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& meaning = Chosen(beside);
      if (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).measure && FactsOf(meaning).dimension == Dimension::kMoney && !used_[i]) {
        used_[i] = true;
        money_ = true;
      }
    }
    if (used_[i]) continue;
    // "number of sales": how many, and not for how much.
    if (const size_t count = Previous(i); Text(i) == "sales" && MoneyOperand().has_value() && Is(count, TagKind::kCount) && !BreakBetween(count, i)) {
      counted_ = true;
      composed_.said_measure = true;
      Use(count);
      used_[i] = true;
      continue;
    }
    // "sales" of a table of that name, "earned" beside a column: words of the tables.
    if (!tags_[i].meanings.empty()) {
      bool table = false;
      for (const Meaning& meaning : tags_[i].meanings) table = table || meaning.kind == MeaningKind::kTable;
      const size_t before = Previous(i);
      const bool counted = Is(before, TagKind::kCount) || Is(before, TagKind::kCompare) || Is(before, TagKind::kNumber) || Is(before, TagKind::kDistinct);
      if (table && (counted || scope_.main().money() == scope_.main().size() || Text(i) == "sales")) {
        used_[i] = true;
        composed_.said_table = true;
        if (Is(before, TagKind::kCount)) {
          counted_ = true;
          Use(before);
        }
        continue;
      }
    }
    std::optional<Operand> operand = MoneyOperand();
    if (!operand.has_value()) {
      if (Text(i) == "earned") {
        used_[i] = true;
        continue;
      }
      Fail(Problem::kNotUnderstood, i);
      return;
    }
    used_[i] = true;
    money_ = true;
    bool other = false;
    for (size_t j = 0; j < tags_.size(); ++j) {
      other = other || (Lexical(j) && !used_[j] && Chosen(j).kind == MeaningKind::kColumn && FactsOf(Chosen(j)).measure && FactsOf(Chosen(j)).dimension == Dimension::kMoney);
    }
    if (other && (Text(i) == "earned" || Text(i) == "money" || Text(i) == "gross")) continue;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    const size_t before = Previous(i);
    if (form_.shape != Shape::kNested && Is(before, TagKind::kAggregate) && !BreakBetween(before, i) && !used_[before]) {
      kind = tags_[before].aggregate;
      quantile = tags_[before].quantile;
      used_[before] = true;
    }
    AddMeasure(kind, *operand, quantile);
    NoteThat("money", Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "from ", operand->column.name));
    if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
      ranked_ = true;
      form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      used_[before] = true;
    }
    if (Is(before, TagKind::kBy)) {
      used_[before] = true;
      if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
    }
  }
}

// Aggregates that found no column: of a time between moments, of the money of a row, of a named length.
void Composer::ReadAggregates() {
  if (form_.row_order.IsSpan() && form_.shape != Shape::kRows) {
    const Operand span = form_.row_order;
    form_.row_order = {};
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    bool compared = false;
    for (const Placed& placed : placed_) compared = compared || placed.condition.operand == span;
    if (!compared || form_.measures.empty()) {
      if (!compared || Has(TagKind::kAggregate)) {
        (void)AggregateFor(tags_.size(), &kind, &quantile, &more);
        AddMeasure(kind, span, quantile);
        for (double one : more) AddMeasure(kind, span, one);
      }
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kAggregate) || used_[i]) continue;
    if (!form_.measures.empty()) {
      // "standard deviation and median of the length": several of one column.
      const Operand operand = form_.measures[0].operand;
      if (operand.empty() || tags_[i].aggregate == MeasureKind::kSum || form_.measures[0].kind == MeasureKind::kCountDistinct || form_.shape != Shape::kMeasures) continue;
      if (Text(i) != "spread") AddMeasure(tags_[i].aggregate, operand, tags_[i].quantile);
      used_[i] = true;
      continue;
    }
    // "average order", "median basket value": of what was paid; "average length of a call": of how long.
    size_t noun = Next(i);
    bool value = false;
    bool length = false;
    bool money = false;
    for (size_t j = i + 1; j < tags_.size() && j < i + 7; ++j) {
      const bool of_value = IsOneOf(Text(j), {"value", "size", "amount", "basket", "worth"});
      value = value || of_value;
      length = length || IsSpanWord(Text(j));
      money = money || Text(j) == "basket";
      // That word alone: others that are not known say something else.
      if ((of_value || IsSpanWord(Text(j))) && Is(j, TagKind::kUnknown)) used_[j] = true;
    }
    std::optional<Operand> operand;
    // "how much do students pay on average": of the money, whatever it is called.
    const bool pays = std::any_of(words_.begin(), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"pay", "pays", "paid", "paying", "spend", "spends", "spent", "cost", "costs"}); });
    if (length) {
      operand = OperandOf(Dimension::kDuration, i);
    } else if (pays && tags_[i].aggregate != MeasureKind::kSum && (noun == tags_.size() || Is(noun, TagKind::kTime) || Is(noun, TagKind::kBy) || Is(noun, TagKind::kPer))) {
      operand = OperandOf(Dimension::kMoney, i);
      for (size_t j = 0; j < tags_.size() && operand.has_value(); ++j) {
        if (Is(j, TagKind::kUnknown) && IsOneOf(Text(j), {"cost", "costs", "pay", "pays", "paid", "spend", "spends", "spent"})) used_[j] = true;
      }
    } else if (tags_[i].aggregate != MeasureKind::kSum || value) {
      const bool table = noun < tags_.size() && used_[noun] && (Means(noun, MeaningKind::kTable) || (Lexical(noun) && FactsOf(Chosen(noun)).row_id));
      if ((value || money || (table && SoldOrPaid(scope_.main().name_stems()))) && scope_.main().money() < scope_.main().size()) operand = MoneyOperand();
    }
    if (!operand.has_value()) continue;
    used_[i] = true;
    AddMeasure(tags_[i].aggregate, *operand, tags_[i].quantile);
    NoteThat("aggregate_" + operand->column.name, Words(i), base::StrCat("of ", operand->column.name));
  }
}

}  // namespace aurora::query::language
