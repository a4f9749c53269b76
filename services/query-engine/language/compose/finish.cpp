#include "services/query-engine/language/compose/finish.h"

#include <algorithm>
#include <set>
#include <cmath>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/shapes.h"
#include "services/query-engine/language/compose/sources.h"
#include "services/query-engine/language/compose/switches.h"
#include "services/query-engine/language/compose/terms.h"

namespace aurora::query::language {
namespace {

// More than readings that tie differ by.
constexpr double kToldByEvents = 0.2;
constexpr double kToldByMoments = 1.3;
// Of what rows measure.
constexpr double kToldByQuantity = 0.7;

constexpr uint64_t kRowsListed = 1000;

// The weight of a synonym of a table's name.
constexpr double kSynonym = 0.82;

// "tasks aborted yesterday" of finished_at, "null when aborted": a time that those rows do not have is not when it was.
void LeaveEmptyTime(Draft& d) {
  if (d.time.empty() || d.time.source != 0 || d.scope.main().profile().time_column.empty() || d.time.name == d.scope.main().profile().time_column) return;
  std::set<std::string> without;
  bool null = false;
  for (const Word& word : Normalise(d.scope.Profile(d.time).comment)) {
    if (null) without.insert(word.stem);
    null = (null || word.text == "null") && !word.break_after;
    // "null until it is paid": those that are paid have it.
    if (null && IsOneOf(word.text, {"until", "unless", "before", "not", "no"})) return;
  }
  for (const Placed& placed : d.placed) {
    const Condition& condition = placed.condition;
    if (condition.comparison != Comparison::kIs || condition.operand.IsSpan() || condition.operand.column.source != 0 || condition.values.size() != 1 || !d.scope.Facts(condition.operand.column).category) continue;
    const std::vector<std::string> words = SplitName(condition.values[0]);
    if (words.size() != 1 || without.count(Stem(words[0])) == 0) continue;
    d.time = d.scope.Ref(0, d.scope.main().Find(d.scope.main().profile().time_column));
    d.NoteThat("time_column", "", base::StrCat("by ", d.time.name));
    return;
  }
}

void SetTime(Draft& d) {
  LeaveEmptyTime(d);
  d.form.time = d.time;
  for (Group& group : d.form.groups) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = d.time;
  }
  for (Group& group : d.form.inner) {
    if (group.kind != GroupKind::kColumn && group.column.empty()) group.column = d.time;
  }
  const auto of_steps = [&](Measure& measure) {
    if (measure.step.has_value()) measure.operand.column = d.time;
  };
  for (Measure& measure : d.form.measures) of_steps(measure);
  for (Having& having : d.form.having) of_steps(having.measure);
}

bool Windowed(const Draft& d) { return d.form.window.has_value() && !d.form.window->Unbounded(); }

// What there is of a material; nullopt where several columns could say it, or none.
std::optional<Operand> AmountOfStuff(const Draft& d) {
  std::optional<Operand> found;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    using knowledge::Dimension;
    const bool amount = facts.dimension == Dimension::kWeight || facts.dimension == Dimension::kVolume || facts.dimension == Dimension::kEnergy || facts.dimension == Dimension::kData;
    if (!facts.measure || facts.rate || !amount || d.scope.main().profile().columns[c].Hidden()) continue;
    if (found.has_value()) return std::nullopt;
    found = Operand{d.scope.Ref(0, c), {}, 1};
  }
  return found;
}

// "total value of listings": of their money, and not how many they are.
bool AsksForWorth(const Draft& d, size_t total) {
  const size_t word = d.tags[total].last + 1;
  return d.words[d.tags[total].last].text == "value" || (word < d.words.size() && !d.words[word - 1].break_after && IsOneOf(d.words[word].text, {"value", "worth"}));
}

// "how many of each?", "what revenue for each": no noun follows, and what is wanted of each stands before.
bool EndsBehindMeasure(const Draft& d, size_t each) {
  const size_t next = d.Next(each);
  if (next < d.tags.size() && !d.BreakBetween(each, next)) return false;
  const size_t before = d.Previous(each);
  // "what is the average bill for each"
  if (d.Means(before, MeaningKind::kColumn) && d.FactsOf(d.Chosen(before)).measure) return true;
  return d.Is(before, TagKind::kCount) || d.Is(before, TagKind::kMoney) || d.Is(before, TagKind::kAggregate) || d.Is(before, TagKind::kRatio) || d.Means(before, MeaningKind::kTable);
}

// Words that only say something once the rest was read.
void TakeWhatIsLeft(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i]) continue;
    if (d.Is(i, TagKind::kAggregate) && d.Text(i) == "how" && d.form.measures.empty() && d.form.shape == Shape::kMeasures) {
      // "how much paper did we collect": so much of it, by the one column that weighs or measures it.
      if (d.Means(d.Next(i), MeaningKind::kValue) && d.tags[i].last + 1 == d.tags[d.Next(i)].first) {
        const std::optional<Operand> amount = AmountOfStuff(d);
        if (!amount.has_value()) continue;
        d.AddMeasure(MeasureKind::kSum, *amount);
        d.NoteThat("amount", d.Words(i), base::StrCat("the sum of ", amount->column.name));
        d.Use(i);
        continue;
      }
      // "how much did they pay": money, or nothing that is known here.
      const std::optional<Operand> operand = MoneyOperand(d);
      if (!operand.has_value()) continue;
      d.money = true;
      d.AddMeasure(MeasureKind::kSum, *operand);
      d.NoteThat("money", d.Words(i), base::StrCat("the sum of ", operand->column.name));
      d.Use(i);
    } else if (d.Is(i, TagKind::kCount)) {
      d.counted = true;
      d.Use(i);
      // "which incidents are open, how many?": their number, and not each of them.
      if (d.form.shape == Shape::kRows && d.form.limit == 0 && d.form.row_order.empty()) d.form.shape = Shape::kMeasures;
    } else if (d.Is(i, TagKind::kChange) && d.form.HasBucket() && d.form.series == Series::kPlain) {
      d.form.series = Series::kChange;
      d.Use(i);
    } else if (d.Is(i, TagKind::kAggregate) && d.tags[i].aggregate == MeasureKind::kSum && d.form.measures.empty() && d.Text(i) != "how" && !AsksForWorth(d, i)) {
      d.counted = true;  // "errors over the past 48 hours, total"
      d.Use(i);
    } else if (d.Is(i, TagKind::kAggregate) && d.tags[i].aggregate == MeasureKind::kSum && !d.form.measures.empty()) {
      d.Use(i);
    } else if ((d.Is(i, TagKind::kMost) || d.Is(i, TagKind::kTop)) && (!d.form.groups.empty())) {
      // "rate the worst": the lowest rating.
      const bool low = d.Text(i) == "worst" && d.form.measures.size() == 1 && !d.form.measures[0].operand.empty() && d.scope.Facts(d.form.measures[0].operand.column).dimension == knowledge::Dimension::kRating;
      d.form.order = d.tags[i].descending && !low ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.ranked = true;
      d.Use(i);
    } else if (d.Is(i, TagKind::kBy) && IsOneOf(d.words[d.tags[i].last].text, {"each", "every"}) && !d.form.groups.empty() && EndsBehindMeasure(d, i)) {
      // "offers by status, how many of each?": of the groups that were named, beside what else is measured.
      if (const size_t count = d.Previous(i); d.Is(count, TagKind::kCount) && !d.form.measures.empty() && d.form.shape == Shape::kMeasures) {
        d.AddMeasure(MeasureKind::kCount, {});
        d.Use(count);
      }
      d.Use(i);
    } else if (d.Is(i, TagKind::kRatio) && d.ratio_done) {
      d.Use(i);
    } else if (d.Is(i, TagKind::kBy) && !d.form.groups.empty() && d.Means(d.Next(i), MeaningKind::kTable) && d.used[d.Next(i)] && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"rank", "ranked", "ranking", "sort", "sorted", "top", "order", "ordered"}); })) {
      // "rank the camps by bookings"
      d.counted = true;
      if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
      d.Use(i);
    } else if (d.Is(i, TagKind::kBy) && !d.form.groups.empty() &&
               (d.Is(d.Next(i), TagKind::kCount) || d.Is(d.Next(i), TagKind::kMoney) || d.Is(d.Next(i), TagKind::kAggregate) || d.Is(d.Next(i), TagKind::kRatio) || d.Is(d.Next(i), TagKind::kDistinct))) {
      d.Use(i);
    }
  }
}

// Whether anything at all was asked.
bool AsksSomething(const Draft& d) {
  return d.counted || !d.form.groups.empty() || !d.placed.empty() || d.listed || d.rows_noun || d.composed.said_table || d.composed.said_measure ||
         !d.form.having.empty() || d.form.window.has_value();
}

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

// "what did buyers pay last month": money, and no list of buyers or of what they bought.
void MeasurePaid(Draft& d) {
  if (d.fragment || d.words.size() < 3 || d.words[0].text != "what" || !IsOneOf(d.words[1].text, {"did", "do", "does"}) || d.Has(TagKind::kCount) || !d.form.measures.empty()) return;
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

// "best selling category" of a list of products: how many of each were sold is known elsewhere.
bool RanksByUnsold(const Draft& d) {
  if (!d.ranked || d.scope.reverse().empty() || d.form.measures.size() != 1 || d.form.measures[0].kind != MeasureKind::kCount) return false;
  return std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"selling", "bestselling", "sells"}); });
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
  } else if (const std::optional<Operand> pieces = PiecesSold(d); pieces.has_value()) {
    d.AddMeasure(MeasureKind::kSum, *pieces);
    d.NoteThat("pieces", "", base::StrCat("ranked by the sum of ", pieces->column.name));
  } else if (d.counted || !d.form.groups.empty() || d.form.compared.has_value() || d.form.series != Series::kPlain || d.form.shape == Shape::kNested) {
    const bool said = d.composed.said_measure || d.counted;
    d.AddMeasure(MeasureKind::kCount, {});
    d.composed.said_measure = said;
  } else if (d.asks_when && !d.time.empty()) {
    d.AddMeasure(MeasureKind::kMaximum, {d.time, {}, 1});
  } else if (!d.fragment && something && (d.composed.said_table || d.listed || d.rows_noun || !d.placed.empty())) {
    d.form.shape = Shape::kRows;
  }
}

// What cannot be meant, or is said of nothing.
void RefuseNonsense(Draft& d, bool something) {
  if (!d.fragment && !something) d.Fail(Problem::kNothingAsked, d.tags.size());
  AllUsed(d);
  if (!d.failed && !d.fragment && d.form.shape == Shape::kMeasures && d.form.measures.empty()) d.Fail(Problem::kNothingAsked, d.tags.size());
  if (d.rest.has_value() && (d.form.shape != Shape::kMeasures || d.form.compared.has_value())) d.Fail(Problem::kNotUnderstood, d.tags.size());
  if (d.form.shape == Shape::kRows && !d.fragment && d.placed.empty() && !d.form.window.has_value() && d.form.limit == 0 && !d.listed && d.form.row_order.empty()) {
    // A table's name alone says nothing about what is wanted.
    if (!d.Has(TagKind::kWhich)) d.Fail(Problem::kNothingAsked, d.tags.size());
  }
  // "riders of both weeks" are those of either: not what two numbers beside each other say.
  for (size_t i = 0; i < d.tags.size() && d.form.compared.has_value() && !d.fragment; ++i) {
    if (d.Is(i, TagKind::kFiller) && d.Text(i) == "both" && i + 1 < d.tags.size() && !d.BreakBetween(i, i + 1)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "who lives there": a number is no answer.
  if (!d.fragment && !d.words.empty() && d.words[0].text == "who" && d.form.shape == Shape::kMeasures && d.form.groups.empty() && !d.form.measures.empty()) d.Fail(Problem::kNotUnderstood, 0);
  // "who finished the largest number of jobs": those who did, and not the jobs.
  if (!d.fragment && !d.words.empty() && d.words[0].text == "who" && d.form.shape == Shape::kRows && d.form.groups.empty() && d.Has(TagKind::kMost) && !d.scope.main().profile().time_column.empty()) d.Fail(Problem::kNotUnderstood, 0);
  // "who has the most": nothing to rank was named.
  if (d.ranked && d.form.groups.empty() && d.form.shape == Shape::kMeasures && !d.fragment && !d.form.measures.empty() && !d.form.compared.has_value() &&
      d.form.measures[0].kind != MeasureKind::kMaximum && d.form.measures[0].kind != MeasureKind::kMinimum) {
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // Two values of one column that nothing joins cannot both be meant of a row.
  for (size_t a = 0; a + 1 < d.placed.size() && !d.fragment; ++a) {
    for (size_t b = a + 1; b < d.placed.size(); ++b) {
      const Condition& first = d.placed[a].condition;
      const Condition& second = d.placed[b].condition;
      if (!(first.operand == second.operand) || first.part != second.part || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      if (!first.operand.column.empty() && d.scope.Profile(first.operand.column).array) continue;
      const size_t from = std::min(d.placed[a].tag, d.placed[b].tag);
      const size_t to = std::max(d.placed[a].tag, d.placed[b].tag);
      bool joined = d.BreakBetween(from, to);
      for (size_t t = from; t < to; ++t) joined = joined || d.Is(t, TagKind::kAnd) || d.Is(t, TagKind::kOr) || d.Is(t, TagKind::kVersus) || d.Is(t, TagKind::kTo) || (d.Is(t, TagKind::kCompare) && d.used[t] && d.words[d.tags[t].last].text == "than");
      // "compare that of 2.1.0 with that of 3.0.1"
      for (size_t t = 0; t < from; ++t) joined = joined || (d.Is(t, TagKind::kVersus) && d.used[t]);
      // "of those who clicked, how many bought": one after the other.
      // "how many on clover, and how many on heath": a figure for each.
      const bool told_apart = !first.operand.IsSpan() && !d.scope.Facts(first.operand.column).flag &&
                              std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == first.operand.column; });
      for (size_t t = from; t < to && !told_apart; ++t) joined = joined && !d.Is(t, TagKind::kCount);
      const bool within = std::includes(first.values.begin(), first.values.end(), second.values.begin(), second.values.end()) ||
                          std::includes(second.values.begin(), second.values.end(), first.values.begin(), first.values.end());
      if (!joined && !within) d.Fail(Problem::kNotUnderstood, d.placed[b].tag);
    }
  }
  if (!d.fragment) {
    RefuseDegenerate(d);
    RefuseGuesses(d);
  }
  const auto by_clock = [](const Group& group) { return group.column.empty() && (group.kind == GroupKind::kHourOfDay || group.kind == GroupKind::kDayOfWeek); };
  const bool clocked = std::any_of(d.form.groups.begin(), d.form.groups.end(), by_clock) || std::any_of(d.form.inner.begin(), d.form.inner.end(), by_clock);
  if (d.time.empty() && (Windowed(d) || d.form.HasBucket() || clocked)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // "cancelled courses per hour" of rows that have only a date.
  const auto within_day = [&](const Group& group) {
    const ColumnRef& column = group.column.empty() ? d.time : group.column;
    const bool date = group.kind != GroupKind::kColumn && !column.empty() && d.scope.Profile(column).column_class == catalog::ColumnClass::kDate;
    return date && (group.kind == GroupKind::kHourOfDay || (group.kind == GroupKind::kBucket && group.grain.unit < Unit::kDay && group.grain.count > 0));
  };
  if (!d.fragment && (std::any_of(d.form.groups.begin(), d.form.groups.end(), within_day) || std::any_of(d.form.inner.begin(), d.form.inner.end(), within_day))) d.Fail(Problem::kNotUnderstood, d.tags.size());
  if (!d.failed && !d.fragment && TimeIsOpen(d)) {
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      if (MayDate(d, c)) d.composed.open.push_back(d.scope.Ref(0, c));
    }
    if (d.composed.open.size() > 1) d.Fail(Problem::kTimeOpen, d.tags.size());
  }
}

// "how many days in April had no screenings": their number, and not each of them.
void CountEmptySteps(Draft& d) {
  if (d.form.shape != Shape::kEmptyBuckets) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kCount) || !d.Is(d.Next(i), TagKind::kUnit) || ReadUnit(d.tags[d.Next(i)].unit) != d.form.groups[0].grain.unit) continue;
    Measure steps;
    steps.kind = MeasureKind::kCount;
    steps.name = base::StrCat(UnitName(d.form.groups[0].grain.unit), "s");
    d.form.measures = {steps};
  }
}

// "webinars that ran longer than an hour" of a comment that says "null while it is running": what has a length has ended, and the verb
// of the length says no state.
void DropStatesOfMeasured(Draft& d) {
  std::erase_if(d.placed, [&](const Placed& state) {
    if (state.condition.comparison != Comparison::kIsNull || state.condition.operand.IsSpan()) return false;
    const ColumnRef& column = state.condition.operand.column;
    return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& other) {
      return other.condition.operand.IsSpan() && other.condition.comparison != Comparison::kIsNull && (other.condition.operand.until == column || other.condition.operand.column == column);
    });
  });
}

// "average order value, web versus the rest": each figure twice.
void SplitByRest(Draft& d) {
  if (!d.rest.has_value()) return;
  Condition others = *d.rest;
  others.comparison = Comparison::kIsNot;
  std::vector<Measure> split;
  for (const Measure& measure : d.form.measures) {
    for (const Condition& condition : {*d.rest, others}) {
      Measure one = measure;
      one.name = base::StrCat(measure.name.empty() ? d.NameOf(measure) : measure.name, condition.comparison == Comparison::kIs ? "_these" : "_rest");
      if (one.parts.empty()) one.only.push_back(condition);
      for (Measure& part : one.parts) part.only.push_back(condition);
      split.push_back(std::move(one));
    }
  }
  d.form.measures = std::move(split);
}

// What the form needs beside what was said: filters of the placed conditions, steps, limits, names.
void Complete(Draft& d) {
  DropStatesOfMeasured(d);
  for (const Condition& condition : Combine(d, d.placed)) {
    // "share of anonymous reads (no reader id)": what is counted, said twice, and not a share of itself.
    const bool itself = std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) {
      return measure.kind == MeasureKind::kRatio && std::any_of(measure.parts[0].only.begin(), measure.parts[0].only.end(), [&](const Condition& only) {
               return only.operand == condition.operand && only.comparison == condition.comparison && only.values == condition.values && only.part == condition.part;
             });
    });
    if (!itself) d.form.filters.push_back(condition);
  }
  if (d.money || SumsSpending(d) || SumsPartOfMoney(d) || SumsMoneyOfKept(d)) KeepMoney(d);
  for (Group& group : d.form.groups) {
    if (group.kind != GroupKind::kBucket || group.grain.count != 0) continue;
    group.grain = d.form.window.has_value() ? DefaultGrain(*d.form.window, d.now) : Grain{Unit::kDay, 1};
    group.name = UnitName(group.grain.unit);
  }
  CountEmptySteps(d);
  AlignWindow(d);
  if (d.form.window.has_value() && d.form.window->Unbounded() && !d.form.compared.has_value()) d.form.window.reset();
  if (d.ranked && d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
  // "who of the wardens has": one of them.
  if (d.words.size() > 2 && IsOneOf(d.words[0].text, {"who", "which"}) && d.words[1].text == "of" && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"has", "is", "was", "does"}); })) d.plural_rank = false;
  if (d.form.order != Order::kNone && d.form.limit == 0 && !d.form.groups.empty() && d.ranked && !d.composed.said_all) {
    d.form.limit = d.plural_rank ? kRankedRows : 1;
  }
  RankWithinEach(d);
  d.composed.said_order = d.form.order != Order::kNone;
  if (d.form.shape == Shape::kRows) {
    if (d.form.limit == 0) d.form.limit = kRowsListed;
    if (d.form.row_order.empty() && !d.time.empty()) {
      d.form.row_order = {d.time, {}, 1};
    }
  }
  if (d.form.shape == Shape::kGroups && d.form.limit == 0) d.form.limit = kRowsListed;
  LeaveUnnamedOut(d);
  LeaveUnmeasuredOut(d);
  SplitByRest(d);
  AddLabels(d);
  SetTime(d);
  for (size_t i = 0; i < d.form.measures.size(); ++i) {
    Measure& measure = d.form.measures[i];
    if (measure.name.empty()) measure.name = d.NameOf(measure);
    for (size_t j = 0; j < i; ++j) {
      if (d.form.measures[j].name == measure.name) measure.name += base::StrCat("_", i + 1);
    }
    for (const Group& group : d.form.groups) {
      if (group.name == measure.name) measure.name += "_value";
    }
  }
}

// Whether these rows are called by no more than a synonym of theirs, and the rows of a table that belongs to them by their own name or verb.
bool NamesOthersRows(const Draft& d) {
  if (d.form.shape == Shape::kWithout) return false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kTable) || !d.used[i] || d.Chosen(i).weight > kSynonym || d.tags[i].first != d.tags[i].last) continue;
    for (const Scope::Reverse& reverse : d.scope.reverse()) {
      const size_t time = reverse.facts->Find(reverse.facts->profile().time_column);
      const auto [begin, end] = reverse.facts->Entries(d.words[d.tags[i].first].stem);
      const bool own = std::any_of(begin, end, [&](const auto& entry) {
        const Meaning& meaning = entry.second.meaning;
        return entry.second.stems.size() == 1 && meaning.weight >= 0.95 && (meaning.kind == MeaningKind::kTable || (meaning.kind == MeaningKind::kMoment && meaning.column == time && meaning.values.empty()));
      });
      if (own) return true;
    }
  }
  return false;
}

// "rejected clockings" of shifts that may be rejected: the state is of another table's rows, and was said of these.
bool TakesStateOfOthers(const Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (d.Means(i, MeaningKind::kValue) && d.used[i] && d.Chosen(i).source > 0 && d.FactsOf(d.Chosen(i)).status && d.Means(i + 1, MeaningKind::kTable) && d.Chosen(i + 1).source == 0 && !d.BreakBetween(i, i + 1)) return true;
  }
  return false;
}

// How plausible the reading is beside those of other tables, and how sure of itself.
void Weigh(Draft& d) {
  // A noun that was only taken for the rows says no more of the table than the other words do.
  const bool guessed = std::any_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.rows; });
  d.composed.score = d.weight - 0.35 * static_cast<double>(d.weighed) - 0.3 * static_cast<double>(d.form.joins.size()) + (d.composed.said_table && !guessed ? 1.0 : 0.0);
  // "flats sold in April" of enquiries about flats: nothing says that these are meant, and not the flats.
  if (!d.composed.said_table && OnlyOfOthers(d)) d.composed.score -= 1.5;
  if (RanksByUnsold(d)) d.composed.score -= 1.5;
  // "unique customers per month": each row of a list of them is another, so that the rows of what they did are meant.
  if (d.distinct_rows) d.composed.score -= 0.6;
  // "offers" of listings, where another table has the offers that were made for them: not a far-fetched name of these.
  if (NamesOthersRows(d)) d.composed.score -= 1.0;
  // Of several tables that know them, the one where most happens is the one they are heard of in.
  if (d.told_by_events) d.composed.score += kToldByEvents;
  // "delivery time" of delivered_at says as much of the table as a table's name does.
  if (d.names_span && !d.composed.said_table) d.composed.score += kToldByMoments;
  // "average temperature" of readings that measure it, where sensors only have that type.
  bool measured = false;
  for (size_t i = 0; i < d.tags.size(); ++i) measured = measured || (d.Means(i, MeaningKind::kColumn) && !d.Chosen(i).values.empty());
  if (measured && !d.composed.said_table) d.composed.score += kToldByQuantity;
  if (d.silent.has_value()) d.composed.score += 0.4 * std::log10(1.0 + static_cast<double>(d.scope.main().profile().rows));
  // A table of things with a date is less likely meant by a time than the table of what happened to them. One that is kept in the order of its
  // days (shifts of each day) has what happened itself.
  const bool by_day = d.scope.main().profile().Find(d.time.name) != nullptr && d.scope.main().profile().Find(d.time.name)->in_sorting_key;
  const bool about_date = !by_day && d.scope.main().profile().Find(d.time.name) != nullptr && d.time.source == 0 && !d.time.empty() &&
                          d.scope.Profile(d.time).column_class == catalog::ColumnClass::kDate && !d.scope.reverse().empty();
  bool moment = false;
  for (size_t i = 0; i < d.tags.size(); ++i) moment = moment || d.Means(i, MeaningKind::kMoment);
  if (about_date && Windowed(d) && !moment) d.composed.score -= d.first_time.has_value() ? 0.6 : 1.2;
  if (TakesStateOfOthers(d)) d.composed.certainty *= 0.8;
  // Readings that lean on a small word are less sure than plain ones.
  double sure = 1;
  if (d.form.shape != Shape::kMeasures && d.form.shape != Shape::kNested && d.form.shape != Shape::kRows) sure = 0.92;
  if (d.form.shape == Shape::kRows && !d.composed.said_table) sure = 0.92;
  // "reads today": rows, or how many they are?
  if (d.form.shape == Shape::kRows && d.placed.empty() && !d.listed && !d.Has(TagKind::kWhich) && !d.Has(TagKind::kExtreme)) sure = 0.92;
  if (d.Has(TagKind::kNegation) || d.Has(TagKind::kWithout) || d.Has(TagKind::kNever)) sure = 0.92;
  d.composed.certainty = d.composed.certainty * sure * std::min(d.assumed ? 0.9 : 1.0, 0.55 + 0.45 * d.least);
}

}  // namespace

void Finish(Draft& d) {
  if (d.form.series != Series::kPlain && !d.form.HasBucket()) d.AddBucket({Unit::kDay, 1});
  TakeWhatIsLeft(d);
  const bool something = AsksSomething(d);
  MeasurePaid(d);
  const bool shaped = d.form.shape != Shape::kMeasures && d.form.shape != Shape::kNested;
  if (!shaped && d.form.measures.empty()) MeasureDeals(d);
  if (!shaped && d.form.measures.empty()) MeasureWhatIsLeft(d, something);
  RefuseNonsense(d, something);
  if (d.failed) {
    if (d.composed.problem == Problem::kNone) d.composed.problem = Problem::kNothingAsked;
    AskWhichColumn(d);
    return;
  }
  Complete(d);
  ResolveSources(d);
  if (d.failed) return;
  Weigh(d);
  d.composed.form = std::move(d.form);
}

}  // namespace aurora::query::language
