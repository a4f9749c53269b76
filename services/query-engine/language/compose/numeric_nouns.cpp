#include "services/query-engine/language/compose/nouns.h"

#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "temperature" of rows that each measure something.
bool IsQuantity(const Draft& d, size_t tag) { return d.Means(tag, MeaningKind::kColumn) && !d.Chosen(tag).values.empty(); }

Condition RowsOfQuantity(const Draft& d, size_t tag) {
  Condition condition;
  condition.operand = {d.scope.Ref(0, d.scope.main().quantity()), {}, 1};
  condition.values = d.Chosen(tag).values;
  condition.words = d.Words(tag);
  return condition;
}

bool IsOneOfQuantities(const Draft& d, size_t tag) {
  if (!IsQuantity(d, tag)) return false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (IsQuantity(d, i) && d.Chosen(i).values != d.Chosen(tag).values) return true;
  }
  return false;
}

// "top 5 repairs by weight", "top finished or cancelled repairs by": the word that ranks the rows themselves; past the end where it ranks something else.
size_t TopOfRows(const Draft& d, size_t by) {
  if (d.Text(by) != "by" || !d.form.groups.empty() || d.form.HasBucket()) return d.tags.size();
  size_t rows = d.tags.size();
  for (size_t i = by; i-- > 0;) {
    if (d.Is(i, TagKind::kTop)) return rows < d.tags.size() ? i : d.tags.size();
    const bool chooses = d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kNumber) || d.Is(i, TagKind::kOr) || d.Is(i, TagKind::kAnd) || d.Is(i, TagKind::kTime) || d.Is(i, TagKind::kNegation) || d.Is(i, TagKind::kWhich) || d.Is(i, TagKind::kHaving) || d.Means(i, MeaningKind::kValue);
    if (d.Means(i, MeaningKind::kTable) && d.Chosen(i).source == 0 && rows == d.tags.size()) {
      rows = i;
    } else if (!chooses) {
      break;
    }
  }
  return d.tags.size();
}

// "average weight and cost", "median age, weight and height": of each of them. `aggregate`: what stands before the first.
bool SharesAggregate(const Draft& d, size_t tag, size_t aggregate, MeasureKind* kind, double* quantile) {
  if (!d.Is(aggregate, TagKind::kAggregate) || !d.used[aggregate] || aggregate > tag) return false;
  const size_t first = d.Next(aggregate);
  const bool measured = d.Means(first, MeaningKind::kColumn) && d.FactsOf(d.Chosen(first)).measure && d.used[first] && first < tag;
  if (!measured || d.BreakBetween(aggregate, first)) return false;
  for (size_t i = first + 1; i < tag; ++i) {
    const bool listed = d.Is(i, TagKind::kAnd) || (d.Means(i, MeaningKind::kColumn) && d.FactsOf(d.Chosen(i)).measure);
    if (!listed) return false;
  }
  *kind = d.tags[aggregate].aggregate;
  *quantile = d.tags[aggregate].quantile;
  return true;
}

// "the account with the highest balance": the noun of the rows before it; past the end where there is none.
size_t RowsWithMost(const Draft& d, size_t ranker) {
  size_t with = d.tags[ranker].first;
  while (with > 0 && IsOneOf(d.words[with].text, {"the", "a", d.Text(ranker)})) --with;
  if (!IsOneOf(d.words[with].text, {"with", "has", "have", "had", "having"})) return d.tags.size();
  size_t rows = d.Previous(ranker);
  if (d.Is(rows, TagKind::kHaving)) rows = d.Previous(rows);
  if (d.BreakBetween(rows, ranker) || !d.Lexical(rows)) return d.tags.size();
  const Meaning& meaning = d.Chosen(rows);
  return meaning.kind == MeaningKind::kTable || (meaning.source == 0 && OfColumn(meaning) && d.FactsOf(meaning).row_id) ? rows : d.tags.size();
}

// "highest price of lessons by day", "the largest wait for each weekday": the steps of time behind what is measured.
bool StepFollows(const Draft& d, size_t tag) {
  for (size_t i = tag + 1; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kGrain) && !d.Is(i, TagKind::kHourOfDay) && !d.Is(i, TagKind::kDayOfWeek)) continue;
    for (size_t w = std::max<size_t>(d.tags[i].first, 1) - 1; w <= d.tags[i].last; ++w) {
      if (IsOneOf(d.words[w].text, {"by", "per", "each", "every"})) return true;
    }
  }
  return false;
}

using knowledge::Dimension;

// "overtime", "downtime": time as a mass, of which there is more or less in all, and no length of one wait. "the most idle time" likewise.
bool IsAmountOfTime(const Draft& d, size_t tag) {
  const std::string& spoken = d.words[d.tags[tag].last].text;
  const bool mass = spoken.size() > 6 && spoken.compare(spoken.size() - 4, 4, "time") == 0 && !IsOneOf(spoken, {"lifetime", "runtime", "leadtime", "waittime", "cycletime", "bedtime", "daytime", "realtime"});
  const size_t before = d.Previous(tag);
  const bool most = d.Is(before, TagKind::kMost) && IsOneOf(d.words[d.tags[before].last].text, {"most", "least"}) && d.tags[before].last + 1 == d.tags[tag].first && !Plural(spoken) &&
                    !IsOneOf(spoken, {"wait", "delay", "latency", "duration", "length", "lag", "waiting"});
  return mass || most;
}

// "the fewest penalties", "share of penalties" of fine_eur in a table of fines: how many there are, and no sum of what they cost.
bool NamesRowsByMoney(const Draft& d, size_t tag, const Meaning& meaning, Context context) {
  const ColumnFacts& facts = d.FactsOf(meaning);
  const std::vector<std::string>& rows = d.scope.main().name_stems();
  const std::string& spoken = d.words[d.tags[tag].last].text;
  if (meaning.weight >= 0.9 || meaning.source != 0 || facts.dimension != Dimension::kMoney || !Plural(spoken) || d.tags[tag].first != d.tags[tag].last || facts.stems.empty() || rows.empty() || facts.stems[0] != rows.back()) return false;
  return context == Context::kCount || context == Context::kRatio || context == Context::kMost || (context == Context::kNone && !d.form.HasBucket() && (d.Has(TagKind::kCount) || d.Has(TagKind::kRatio)));
}

// "number of visits" of a "price of the visit": as many as there were, where the sum of what they cost would be called something else.
bool NamesRowsByTheirPrice(const Draft& d, size_t tag, const Meaning& meaning, Context context) {
  if (meaning.weight > kCommentNoun || meaning.source != 0 || d.FactsOf(meaning).dimension != Dimension::kMoney || !Plural(d.words[d.tags[tag].last].text) || d.tags[tag].first != d.tags[tag].last) return false;
  if (context != Context::kCount && context != Context::kRatio) return false;
  const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(meaning)).comment);
  for (size_t w = 0; w + 2 < comment.size(); ++w) {
    if (IsOneOf(comment[w].text, {"price", "fee", "charge", "cost", "fare", "amount"}) && comment[w + 1].text == "of" && comment[w + 2].text == "the" && w + 3 < comment.size() && comment[w + 3].stem == d.words[d.tags[tag].last].stem) return true;
  }
  return false;
}

}  // namespace

void ReadQuantities(Draft& d) {
  std::vector<size_t> named;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (IsQuantity(d, i) && std::none_of(named.begin(), named.end(), [&](size_t other) { return d.Chosen(other).values == d.Chosen(i).values; })) named.push_back(i);
  }
  if (named.size() == 1) d.Place(RowsOfQuantity(d, named[0]), named[0]);
  // Which of several a number is compared with, or rows are ranked by, is not told apart.
  if (named.size() > 1 && (d.Has(TagKind::kCompare) || d.Has(TagKind::kMost) || d.Has(TagKind::kExtreme) || d.Has(TagKind::kTop))) d.Fail(Problem::kNotUnderstood, named[1]);
}

void ReadNumeric(Draft& d, size_t tag, const Meaning& meaning) {
  const ColumnRef ref = d.Ref(meaning);
  const ColumnFacts& facts = d.FactsOf(meaning);
  Operand operand{ref, {}, 1};
  d.of_quantity = IsOneOfQuantities(d, tag) ? std::optional(RowsOfQuantity(d, tag)) : std::nullopt;
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  if (CountsWhatIsMeasured(d, tag, meaning)) {
    d.counted = d.assumed = true;
    if (context == Context::kCount) d.Use(at);
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    d.Use(tag);
    return;
  }
  if (NamesRowsByTheirPrice(d, tag, meaning, context)) d.composed.certainty *= 0.92;
  if (NamesRowsByMoney(d, tag, meaning, context) || NamesRowsByTheirPrice(d, tag, meaning, context)) {
    d.counted = d.assumed = true;
    d.composed.said_table = true;
    if (context == Context::kCount) d.Use(at);
    if (context == Context::kMost) {
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.Use(at);
    }
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    d.Use(tag);
    return;
  }
  // "how many times did we bill for seats": as often as it happened, and no sum of how many there were.
  const bool often_asked = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(tag), [&](const Tag& one) { return one.kind == TagKind::kCount && IsOneOf(d.words[one.last].text, {"times", "often", "frequently"}); });
  const bool once_compared = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == ref; });
  // "how many podcasts do we offer": what is done with them, and no amount of a like name.
  const size_t first_word = d.tags[tag].first;
  const bool deed = meaning.weight < 0.9 && first_word > 1 && IsOneOf(d.words[first_word - 1].text, {"we", "you", "they", "people"}) && IsOneOf(d.words[first_word - 2].text, {"do", "did", "does"}) && d.tags[tag].first == d.tags[tag].last && d.Has(TagKind::kCount);
  if ((often_asked && !once_compared && !d.Has(TagKind::kAggregate) && d.form.measures.empty()) || deed) {
    d.counted = d.assumed = true;
    if (often_asked && context == Context::kCount) d.Use(at);
    d.used[tag] = true;
    return;
  }
  // "median pack price": both words are of the one column, and the last is what is asked for.
  const size_t again = d.Next(tag);
  const bool of_it = again == tag + 1 && !d.BreakBetween(tag, again) && d.Lexical(again) && OfColumn(d.Chosen(again)) && d.Ref(d.Chosen(again)) == ref && d.Chosen(again).weight > meaning.weight + 0.1;
  if (of_it && !d.used[again]) {
    d.modifier[tag] = true;
    d.used[tag] = true;
    return;
  }
  // "which bin got visited most often" of a fee "of the visit": how often it happens, and no sum.
  const size_t often = d.Next(tag);
  if (d.Is(often, TagKind::kMost) && IsOneOf(d.words[d.tags[often].last].text, {"often", "frequently"}) && !d.BreakBetween(tag, often) && Participle(d.words[d.tags[tag].last].text)) {
    d.counted = d.assumed = true;
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    d.Use(tag);
    return;
  }
  // "how much milk" of a number of cows: so many of them are not so much of anything.
  const size_t much = d.Previous(tag);
  const bool how_much = d.Is(much, TagKind::kAggregate) && d.Text(much) == "how" && d.words[d.tags[much].last].text == "much" && !d.BreakBetween(much, tag);
  if (how_much && meaning.weight < 0.7 && facts.unit.empty() && facts.dimension != Dimension::kMoney) return;
  // "parts spend", "total cost" of what a piece costs: of all pieces. "Average cost", "unit cost" stay what a piece costs.
  const size_t aggregate = d.Previous(tag);
  const bool of_one = d.Is(aggregate, TagKind::kAggregate) && d.tags[aggregate].aggregate != MeasureKind::kSum;
  const bool spends = IsOneOf(d.words[d.tags[tag].last].text, {"spend", "spent", "spending", "expenditure", "expense", "expenses", "costs", "value", "worth"}) ||
                      (IsOneOf(d.words[d.tags[tag].last].text, {"cost", "price"}) && d.Is(aggregate, TagKind::kAggregate));
  if (facts.rate && spends && !of_one && d.tags[tag].first == d.tags[tag].last) {
    for (bool sold : {false, true}) {
      if (const std::optional<Operand> all = OfAllPieces(d, sold); all.has_value() && all->column == ref) operand = *all;
    }
  }
  const bool money = facts.dimension == Dimension::kMoney && meaning.source == 0 && d.scope.main().money() < d.scope.main().size() &&
                     d.scope.Ref(0, d.scope.main().money()) == ref;
  // "what did each pool cost us" of a price for an hour: it would have to be multiplied by something.
  const bool did = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"did", "does", "do"}); });
  if (facts.rate && (spends || (did && d.words[d.tags[tag].last].text == "cost")) && !of_one && operand.times.empty() && meaning.weight < 0.9) return;
  // "VIP rooms only" behind an answer: which of its rows, and nothing else to measure.
  if (d.fragment && context == Context::kNone && (IsOneOf(d.words[0].text, {"only", "just"}) || IsOneOf(d.words.back().text, {"only", "alone"})) &&
      std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& other) { return &other != &d.tags[tag] && d.Means(static_cast<size_t>(&other - d.tags.data()), MeaningKind::kValue); })) {
    d.used[tag] = true;
    return;
  }
  // "list the jobs above 6 gigs of RAM": rows, and no number that nothing asks for.
  if (context == Context::kNone && RowsAsked(d)) {
    const size_t unit = d.Previous(tag);
    for (const Placed& placed : d.placed) {
      const bool same = !placed.condition.operand.IsSpan() && d.scope.Facts(placed.condition.operand.column).dimension == facts.dimension && facts.dimension != Dimension::kNone;
      if (same && d.Is(unit, TagKind::kUnit) && d.used[unit]) d.used[tag] = true;
      if (placed.condition.operand.column == ref) d.used[tag] = true;
    }
    return;
  }
  // "how many batches did we roast" of roast_s: how often, and not how long.
  if (context == Context::kNone && facts.dimension == Dimension::kDuration && d.tags[tag].first > 1 && IsOneOf(d.words[d.tags[tag].first - 1].text, {"we", "they", "you", "people", "customers"}) && IsOneOf(d.words[d.tags[tag].first - 2].text, {"did", "do"}) && d.Has(TagKind::kCount)) {
    d.counted = true;
    d.used[tag] = true;
    d.composed.certainty *= 0.95;
    return;
  }
  // "how many landings were sold again": rows are counted, and a number that is only near to a verb is no sum to take instead.
  const bool compared = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == ref; });
  for (size_t i = 0; i < tag && context == Context::kNone && !compared && meaning.weight < 0.7 && !d.Has(TagKind::kAggregate); ++i) {
    const size_t counted = d.Next(i);
    const bool rows = d.Means(counted, MeaningKind::kTable) || (d.Means(counted, MeaningKind::kEntity) && d.Chosen(counted).source == 0 && d.FactsOf(d.Chosen(counted)).row_id);
    if (d.Is(i, TagKind::kCount) && rows && counted < tag && !d.Is(d.Previous(tag), TagKind::kAnd)) return;
  }
  // "number of visits", where only the fee of a visit is near in meaning: as many as there are rows, and no sum of fees.
  if ((context == Context::kCount || context == Context::kRatio) && !d.tags[tag].linked.empty() && (facts.dimension == Dimension::kMoney || facts.dimension == Dimension::kDuration) && Plural(d.words[d.tags[tag].last].text)) {
    d.counted = true;
    d.Use(at);
    d.used[tag] = true;
    return;
  }
  // "how many fines were paid", where each row has one: so many of them, and no sum.
  if (context == Context::kCount && meaning.source == 0 && facts.dimension == Dimension::kMoney && !facts.stems.empty() && facts.stems.back() == d.words[d.tags[tag].last].stem && (Plural(d.words[d.tags[tag].last].text) || d.Text(tag) == "paid")) {
    if (d.scope.Profile(ref).nullable) {
      Condition condition;
      condition.operand = operand;
      condition.comparison = Comparison::kIsNotNull;
      condition.words = d.Words(tag);
      d.Place(condition, tag);
    }
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    d.counted = true;
    d.Use(at);
    d.Use(tag);
    return;
  }
  d.weight += meaning.weight;
  ++d.weighed;
  d.least = std::min(d.least, meaning.weight);
  d.used[tag] = true;
  if (!d.tags[tag].corrected.empty()) d.NoteThat("spelling", d.Words(tag), base::StrCat("read as \"", d.tags[tag].corrected, "\""));
  if (meaning.weight < 0.8) d.NoteThat("column_" + ref.name, d.Words(tag), base::StrCat("the column ", ref.name));
  // "clicks that took longer than 2 seconds to load": named for its condition.
  for (const Placed& placed : d.placed) {
    if (placed.condition.operand.column == ref && context != Context::kAggregate && context != Context::kMost && context != Context::kTop && context != Context::kBy) return;
  }
  if (context == Context::kBy && meaning.weight >= 0.7 && d.form.measures.empty() && !d.counted) {
    if (const size_t top = TopOfRows(d, at); top < d.tags.size()) {
      d.form.shape = Shape::kRows;
      d.form.row_order = operand;
      d.form.row_descending = d.tags[top].descending;
      if (d.form.limit == 0) d.form.limit = kRankedRows;
      d.composed.said_table = true;
      for (size_t i = top; i <= at; ++i) {
        if (i == top || i == at || d.Means(i, MeaningKind::kTable)) d.Use(i);
      }
      return;
    }
  }
  MeasureKind kind = Additive(facts.dimension) ? MeasureKind::kSum : MeasureKind::kAverage;
  // Heights and levels in centimetres are no ways that add up.
  const auto unit = knowledge::FindUnit(facts.unit);
  if (facts.dimension == Dimension::kDistance && unit.has_value() && unit->factor < 1) kind = MeasureKind::kAverage;
  // A running total of averages says nothing.
  if (d.Has(TagKind::kCumulative) && facts.dimension == Dimension::kDuration) kind = MeasureKind::kSum;
  // "hours listened", "how many hours did they teach": so many in all.
  const size_t length = d.Previous(tag);
  const bool in_all = d.Is(length, TagKind::kUnit) && d.tags[length].dimension == facts.dimension && facts.dimension == Dimension::kDuration && (Participle(d.words[d.tags[tag].last].text) || d.Is(d.Previous(length), TagKind::kCount)) && meaning.weight >= 0.7;
  static constexpr std::array<std::string_view, 12> kDone = {"heard", "lost", "spent", "slept", "driven", "flown", "run", "taught", "held", "read", "sat", "kept"};
  const bool by_verb = std::find(kDone.begin(), kDone.end(), std::string_view(d.words[d.tags[tag].last].text)) != kDone.end();
  // "delay minutes", "listening hours", "minutes lost", but for "in minutes".
  const size_t behind_it = d.Next(tag);
  const bool in_hours = facts.dimension == Dimension::kDuration && d.Is(behind_it, TagKind::kUnit) && !d.used[behind_it] && d.tags[behind_it].dimension == facts.dimension && d.tags[behind_it].first == d.tags[tag].last + 1 && d.words[d.tags[behind_it].last].text.back() == 's' && !d.BreakBetween(tag, behind_it);
  const bool hours_of_it = d.Is(length, TagKind::kUnit) && d.tags[length].dimension == facts.dimension && facts.dimension == Dimension::kDuration && by_verb && d.tags[length].last + 1 == d.tags[tag].first;
  if (in_all || in_hours || hours_of_it || (facts.dimension == Dimension::kDuration && IsAmountOfTime(d, tag))) kind = MeasureKind::kSum;
  if (in_all && d.Is(d.Previous(length), TagKind::kCount)) d.used[d.Previous(length)] = true;
  if (facts.rate) kind = operand.times.empty() ? MeasureKind::kAverage : MeasureKind::kSum;
  // "peak power" of peak_kw
  for (const std::string& word : facts.words) {
    if (IsOneOf(word, {"peak", "max", "maximum", "highest"})) kind = MeasureKind::kMaximum;
    if (IsOneOf(word, {"min", "minimum", "lowest"})) kind = MeasureKind::kMinimum;
  }
  double quantile = 0.5;
  std::vector<double> more;
  const bool said = d.form.shape == Shape::kNested ? false : AggregateFor(d, tag, &kind, &quantile, &more) || SharesAggregate(d, tag, at, &kind, &quantile);
  if (context == Context::kBy) {
    d.Use(at);
    if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
    d.ranked = d.ranked || d.form.limit > 0;
  }
  const size_t ranker = (context == Context::kMost || context == Context::kTop) ? at : (context == Context::kAggregate ? d.Previous(at) : d.tags.size());
  if (ranker < d.tags.size() && (d.Is(ranker, TagKind::kMost) || d.Is(ranker, TagKind::kTop)) && !d.used[ranker]) {
    d.used[ranker] = true;
    const bool grouped = !d.form.groups.empty() || d.Has(TagKind::kBy) || d.Has(TagKind::kPer);
    const bool of_each = d.Has(TagKind::kBy) || d.Has(TagKind::kPer) || StepFollows(d, tag);
    if (!grouped && !said) {
      const size_t rows = RowsWithMost(d, ranker);
      if (d.Is(ranker, TagKind::kTop) || d.form.limit > 0 || rows < d.tags.size()) {
        d.form.shape = Shape::kRows;
        d.form.row_order = operand;
        d.form.row_descending = d.tags[ranker].descending;
        if (d.form.limit == 0) d.form.limit = rows < d.tags.size() && !Plural(d.words[d.tags[rows].last].text) ? 1 : kRankedRows;
        return;
      }
      kind = d.tags[ranker].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
    } else if (!said && of_each && !d.Has(TagKind::kWhich) && d.form.limit == 0 && d.Text(ranker) != "most" && d.Text(ranker) != "least") {
      // "lowest temperature by sensor", "highest price per day": of each.
      kind = d.tags[ranker].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
    } else {
      // "the highest energy use": of all of it.
      const size_t behind = tag + 1;
      const bool used_up = behind < d.tags.size() && (d.Text(behind) == "use" || d.Text(behind) == "usage" || d.Text(behind) == "used" || d.Text(behind) == "consumption" || d.Text(behind) == "output");
      if (!said && d.Text(ranker) != "most" && d.Text(ranker) != "the" && d.Text(ranker) != "least" && d.Text(ranker) != "fewest" && !money && !(used_up && Additive(facts.dimension))) kind = MeasureKind::kAverage;
      d.ranked = true;
      // The worst rating is the lowest.
      const bool low = d.Text(ranker) == "worst" && facts.dimension == Dimension::kRating;
      d.form.order = d.tags[ranker].descending && !low ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    if (d.Text(ranker) == "worst" || d.Text(ranker) == "best") d.assumed = true;
  }
  // "what percentage of loans were renewed": at least once.
  const std::string& spoken = d.words[d.tags[tag].last].text;
  const bool participle = spoken.size() > 4 && spoken.compare(spoken.size() - 2, 2, "ed") == 0;
  const bool done = facts.dimension == Dimension::kQuantity && participle;
  // "discounted orders" of discount_percent: those that have one.
  const size_t described = d.Next(tag);
  const bool rows_described = d.Lexical(described) && described == tag + 1 && (d.Chosen(described).kind == MeaningKind::kTable || (d.Chosen(described).source == 0 && d.FactsOf(d.Chosen(described)).row_id));
  const bool describes = participle && rows_described && std::find(facts.words.begin(), facts.words.end(), spoken) == facts.words.end();
  const bool own_name = facts.words.size() == 1 && facts.words[0] == spoken;  // "boarded": so many did
  const bool counts = done && !own_name && (d.Has(TagKind::kRatio) || d.counted || d.Has(TagKind::kCount));
  if (!said && (describes || counts) && context != Context::kBy) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = Comparison::kGreater;
    condition.values = {"0"};
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    return;
  }
  // "how many riders gave a tip": those that have one.
  if (!said && d.counted && !d.form.measures.empty() && (context == Context::kNone || context == Context::kHaving) && !d.Is(d.Previous(tag), TagKind::kAnd) &&
      d.form.measures[0].kind == MeasureKind::kCountDistinct) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = d.scope.Profile(ref).nullable ? Comparison::kIsNotNull : Comparison::kGreater;
    if (!d.scope.Profile(ref).nullable) condition.values = {"0"};
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    return;
  }
  if (context == Context::kCount && facts.dimension == Dimension::kQuantity) {
    // "on average, for how many nights": the average of them.
    if (!said) kind = MeasureKind::kSum;
    d.Use(at);
  }
  for (const Measure& known : d.form.measures) {
    if (!said && known.operand == operand && !d.of_quantity.has_value()) return;  // named twice: "risk score"
  }
  // "median playback speed": the average of it that nobody asked for is not shown beside it.
  if (said && kind != MeasureKind::kAverage && d.guessed_average.has_value()) {
    std::erase_if(d.form.measures, [&](const Measure& known) { return known.kind == MeasureKind::kAverage && known.operand == operand; });
  }
  if (money && kind == MeasureKind::kSum) d.money = true;
  d.AddMeasure(kind, operand, quantile);
  // An average that nobody asked for is a guess.
  if (!said && kind == MeasureKind::kAverage) {
    d.assumed = true;
    d.guessed_average = tag;
  }
  if (!said) {
    d.NoteThat("aggregate_" + ref.name, d.Words(tag), base::StrCat(kind == MeasureKind::kSum ? "added up" : (kind == MeasureKind::kAverage ? "the average" : "the extreme")));
  }
  for (double one : more) d.AddMeasure(kind, operand, one);
}

}  // namespace aurora::query::language
