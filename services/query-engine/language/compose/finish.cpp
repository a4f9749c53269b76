#include "services/query-engine/language/compose/finish.h"

#include <algorithm>
#include <set>

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
#include "services/query-engine/language/compose/weigh.h"

namespace aurora::query::language {
namespace {

constexpr uint64_t kRowsListed = 1000;

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
  // "average daily revenue" likewise has steps of time.
  const bool stepped = d.form.HasBucket() || std::any_of(d.form.inner.begin(), d.form.inner.end(), [](const Group& group) { return group.kind == GroupKind::kBucket && group.column.empty(); });
  if (d.time.empty() && (d.Windowed() || stepped || clocked)) d.Fail(Problem::kNotUnderstood, d.tags.size());
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
  OrderAsSaid(d);
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

}  // namespace

void Finish(Draft& d) {
  // "which holding has abnormally many not-found orders": what has no row in another table has none in any step of time either.
  if (d.form.shape == Shape::kWithout && (d.form.HasBucket() || d.form.series != Series::kPlain)) {
    std::erase_if(d.form.groups, [](const Group& group) { return group.kind == GroupKind::kBucket; });
    d.form.series = Series::kPlain;
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
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
