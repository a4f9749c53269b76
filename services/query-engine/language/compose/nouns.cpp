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

using knowledge::Dimension;

bool IsOwnWord(const ColumnFacts& facts, const std::string& text) { return std::find(facts.words.begin(), facts.words.end(), text) != facts.words.end(); }

// The column that says what kind of thing a row is, where one does.
std::optional<ColumnRef> KindOfRows(const Draft& d) {
  std::optional<ColumnRef> kind;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (!facts.category || facts.id || facts.words.empty() || d.scope.main().profile().columns[c].Hidden()) continue;
    // "part_name" of parts
    const std::vector<std::string>& names = d.scope.main().name_stems();
    const bool own_name = facts.words.size() == 2 && facts.words[1] == "name" && std::find(names.begin(), names.end(), facts.stems[0]) != names.end();
    if (!own_name && !IsOneOf(facts.words.back(), {"item", "product", "article", "sku", "dish", "title", "model"})) continue;
    if (kind.has_value()) return std::nullopt;
    kind = d.scope.Ref(0, c);
  }
  return kind;
}

// "overtime", "downtime": time as a mass, of which there is more or less in all, and no length of one wait. "the most idle time" likewise.
bool IsAmountOfTime(const Draft& d, size_t tag) {
  const std::string& spoken = d.words[d.tags[tag].last].text;
  const bool mass = spoken.size() > 6 && spoken.compare(spoken.size() - 4, 4, "time") == 0 && !IsOneOf(spoken, {"lifetime", "runtime", "leadtime", "waittime", "cycletime", "bedtime", "daytime", "realtime"});
  const size_t before = d.Previous(tag);
  const bool most = d.Is(before, TagKind::kMost) && IsOneOf(d.words[d.tags[before].last].text, {"most", "least"}) && d.tags[before].last + 1 == d.tags[tag].first && !Plural(spoken) &&
                    !IsOneOf(spoken, {"wait", "delay", "latency", "duration", "length", "lag", "waiting"});
  return mass || most;
}

void ReadNumeric(Draft& d, size_t tag, const Meaning& meaning) {
  const ColumnRef ref = d.Ref(meaning);
  const ColumnFacts& facts = d.FactsOf(meaning);
  Operand operand{ref, {}, 1};
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  if (CountsWhatIsMeasured(d, tag, meaning)) {
    d.counted = d.assumed = true;
    if (context == Context::kCount) d.Use(at);
    d.NoteThat("rows", d.Words(tag), "rows are counted");
    d.Use(tag);
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
  // "how many landings were sold again": rows are counted, and a number that is only near to a verb is no sum to take instead.
  const bool compared = std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == ref; });
  for (size_t i = 0; i < tag && context == Context::kNone && !compared && meaning.weight < 0.7 && !d.Has(TagKind::kAggregate); ++i) {
    const size_t counted = d.Next(i);
    const bool rows = d.Means(counted, MeaningKind::kTable) || (d.Means(counted, MeaningKind::kEntity) && d.Chosen(counted).source == 0 && d.FactsOf(d.Chosen(counted)).row_id);
    if (d.Is(i, TagKind::kCount) && rows && counted < tag && !d.Is(d.Previous(tag), TagKind::kAnd)) return;
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
  const bool said = d.form.shape == Shape::kNested ? false : AggregateFor(d, tag, &kind, &quantile, &more);
  if (context == Context::kBy) {
    d.Use(at);
    if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
    d.ranked = d.ranked || d.form.limit > 0;
  }
  const size_t ranker = (context == Context::kMost || context == Context::kTop) ? at : (context == Context::kAggregate ? d.Previous(at) : d.tags.size());
  if (ranker < d.tags.size() && (d.Is(ranker, TagKind::kMost) || d.Is(ranker, TagKind::kTop)) && !d.used[ranker]) {
    d.used[ranker] = true;
    const bool grouped = !d.form.groups.empty() || d.Has(TagKind::kBy) || d.Has(TagKind::kPer);
    if (!grouped && !said) {
      if (d.Is(ranker, TagKind::kTop) || d.form.limit > 0) {
        d.form.shape = Shape::kRows;
        d.form.row_order = operand;
        d.form.row_descending = d.tags[ranker].descending;
        if (d.form.limit == 0) d.form.limit = kRankedRows;
        return;
      }
      kind = d.tags[ranker].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
    } else if (!said && (d.Has(TagKind::kBy) || d.Has(TagKind::kPer)) && !d.Has(TagKind::kWhich) && d.form.limit == 0 && d.Text(ranker) != "most" && d.Text(ranker) != "least") {
      // "lowest temperature by sensor": of each.
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
  if (!said && participle && rows_described && context != Context::kBy && std::find(facts.words.begin(), facts.words.end(), spoken) == facts.words.end()) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = Comparison::kGreater;
    condition.values = {"0"};
    condition.words = d.Words(tag);
    d.Place(condition, tag);
    return;
  }
  const bool own_name = facts.words.size() == 1 && facts.words[0] == spoken;  // "boarded": so many did
  if (!said && done && !own_name && (d.Has(TagKind::kRatio) || d.counted || d.Has(TagKind::kCount)) && context != Context::kBy) {
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
    if (!said && known.operand == operand) return;  // named twice: "risk score"
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

// By weight or by money? As was chosen, or both are asked back.
void ReadOpenSize(Draft& d, size_t most, size_t table) {
  std::vector<ColumnRef> sizes;
  if (d.scope.main().money() < d.scope.main().size()) sizes.push_back(d.scope.Ref(0, d.scope.main().money()));
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (facts.measure && !facts.rate && IsSize(facts.dimension)) sizes.push_back(d.scope.Ref(0, c));
  }
  if (d.chosen.empty() && sizes.size() > 1) {
    d.composed.open = std::move(sizes);
    d.Fail(Problem::kSizeOpen, most);
    return;
  }
  if (d.chosen.empty()) d.assumed = true;
  d.form.shape = Shape::kRows;
  d.form.row_order = {d.chosen.empty() ? sizes[0] : d.chosen, {}, 1};
  d.form.row_descending = d.tags[most].descending;
  if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[table].last].text) ? kRankedRows : 1;
  d.NoteThat("size", d.Words(most), base::StrCat("by ", d.form.row_order.column.name));
  d.Use(most);
}

// "most used", "least common", "most popular", and not "most" alone.
bool SaysHowOften(const Draft& d, size_t most) {
  return IsOneOf(d.words[d.tags[most].last].text, {"used", "common", "popular", "frequent", "sold", "ordered", "requested", "bought"});
}

void ReadTable(Draft& d, size_t tag) {
  d.composed.said_table = true;
  if (OfRows(d, tag, tag + 1)) {
    d.Use(tag);
    return;
  }
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  switch (context) {
    case Context::kCount:
      d.counted = true;
      d.Use(at);
      break;
    case Context::kMost:
    case Context::kTop:
      // "most trips": rows are what is ranked by; "top trips" alone says not by what.
      if (context == Context::kTop && d.form.groups.empty() && d.form.measures.empty() && !d.Has(TagKind::kBy)) {
        if (d.Text(at) == "first" && !d.time.empty()) {
          d.form.shape = Shape::kRows;
          d.form.row_order = {d.time, {}, 1};
          d.form.row_descending = false;
          if (d.form.limit == 0) d.form.limit = 1;
          d.Use(at);
        }
        break;
      }
      // "biggest crate by weight": by what is said.
      if (context == Context::kMost && d.form.groups.empty() && d.form.measures.size() == 1 && d.Has(TagKind::kBy) && !d.form.measures[0].operand.empty() &&
          IsOneOf(d.Text(at), {"largest", "biggest", "highest", "smallest", "lowest", "greatest"})) {
        d.form.shape = Shape::kRows;
        d.form.row_order = d.form.measures[0].operand;
        d.form.row_descending = d.tags[at].descending;
        d.form.measures.clear();
        d.form.order = Order::kNone;
        d.ranked = false;
        if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[tag].last].text) ? kRankedRows : 1;
        d.Use(at);
        break;
      }
      if (context == Context::kMost && d.form.groups.empty() && !d.group_noun_seen && d.form.measures.empty() && !d.Has(TagKind::kBy) && SizeIsOpen(d) &&
          IsOneOf(d.Text(at), {"largest", "biggest", "greatest"})) {
        ReadOpenSize(d, at, tag);
        break;
      }
      // "most used parts" of part_name: which of them, by how many rows each has.
      if (const std::optional<ColumnRef> kind = KindOfRows(d); context == Context::kMost && kind.has_value() && d.form.groups.empty() && !d.group_noun_seen && d.form.measures.empty() && SaysHowOften(d, at)) {
        d.AddGroup(*kind);
        d.assumed = d.explicit_group = d.ranked = d.counted = true;
        d.plural_rank = Plural(d.words[d.tags[tag].last].text);
        d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        d.NoteThat("kind_of_rows", d.Words(tag), base::StrCat("by ", kind->name));
        d.Use(at);
        break;
      }
      // "the five largest payments": single rows by their money.
      if (context == Context::kMost && d.form.groups.empty() && !d.group_noun_seen && d.scope.main().money() < d.scope.main().size() &&
          !SizeIsOpen(d) &&
          (d.Text(at) == "largest" || d.Text(at) == "biggest" || d.Text(at) == "highest" || d.Text(at) == "smallest" || d.Text(at) == "lowest" || d.Text(at) == "greatest")) {
        d.form.shape = Shape::kRows;
        d.form.row_order = {d.scope.Ref(0, d.scope.main().money()), {}, 1};
        d.form.row_descending = d.tags[at].descending;
        if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[tag].last].text) ? kRankedRows : 1;
        d.Use(at);
        break;
      }
      // "biggest pledge for each reward level": of each, by its money.
      if (context == Context::kMost && !d.form.groups.empty() && d.form.measures.empty() && d.form.limit == 0 && (d.Has(TagKind::kPer) || d.Has(TagKind::kBy)) && !Plural(d.words[d.tags[tag].last].text) && d.scope.main().money() < d.scope.main().size() && !SizeIsOpen(d) &&
          IsOneOf(d.Text(at), {"largest", "biggest", "highest", "smallest", "lowest", "greatest"})) {
        d.AddMeasure(d.tags[at].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, {d.scope.Ref(0, d.scope.main().money()), {}, 1});
        d.Use(at);
        break;
      }
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.Use(at);
      d.counted = true;
      break;
    case Context::kBy:
      // "top 5 companies by bookings": by how many.
      if (d.Text(at) == "by" && !d.form.groups.empty() && d.form.measures.empty() && (d.ranked || d.form.limit > 0 || d.Has(TagKind::kTop) || d.Has(TagKind::kMost))) {
        d.counted = true;
        d.ranked = true;
        if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
        d.Use(at);
      }
      break;
    case Context::kAggregate:
      if (!d.used[at] && d.tags[at].aggregate == MeasureKind::kSum && d.Text(at) != "how") {
        d.counted = d.counted || d.form.measures.empty();
        d.Use(at);
      }
      break;
    case Context::kWhich:
      if (d.form.measures.empty() && d.form.groups.empty() && !d.Has(TagKind::kMost) && d.form.shape == Shape::kMeasures) d.form.shape = Shape::kRows;
      d.Use(at);
      break;
    default:
      break;
  }
  d.Use(tag);
}

// "number of offers", "decline rate of offers" of offer_eur and offered_at: what was offered then are the rows, and not the sum of their amounts.
// "Average offer" and "total offers" are of the amounts.
bool AreRows(const Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kMoment) || d.Chosen(tag).source != 0 || !d.Chosen(tag).values.empty() || d.time.empty() || d.Ref(d.Chosen(tag)) != d.time) return false;
  if (d.tags[tag].first != d.tags[tag].last || !Plural(d.words[d.tags[tag].first].text)) return false;
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  if (context == Context::kMost) return IsOneOf(d.words[d.tags[at].last].text, {"most", "fewest", "least"});
  return context != Context::kAggregate && context != Context::kExtreme && context != Context::kTop;
}

// What is done with any row, whichever it is.
bool IsDoing(const std::string& verb) { return IsOneOf(verb, {"record", "register", "log", "send", "report", "make", "raise", "emit", "take", "handle", "produce", "generate", "see", "issue", "write"}); }

// "how many scans did the gates record": all of them did, each its own, and none of them is asked for.
bool DoesTheCounted(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  if (first < 2 || d.words[first - 1].text != "the" || !IsOneOf(d.words[first - 2].text, {"did", "do", "have", "has"}) || !Plural(d.words[d.tags[tag].last].text)) return false;
  if (d.Chosen(tag).kind != MeaningKind::kColumn || d.Chosen(tag).source != 0 || d.Has(TagKind::kBy) || d.Has(TagKind::kPer) || d.Has(TagKind::kMost) || d.Has(TagKind::kDistinct)) return false;
  for (size_t i = 0; i < tag; ++i) {
    const size_t rows = i + 1 < tag ? i + 1 : tag;
    for (size_t j = rows; d.Is(i, TagKind::kCount) && j < tag; ++j) {
      if (d.Means(j, MeaningKind::kTable) || d.Is(j, TagKind::kRows)) return true;
    }
  }
  return false;
}

// Behind the noun of the rows, and no subject or agent of its own: "events of tier 1 projects", "events per team, tier 1 projects only".
bool IsSaidOfRows(const Draft& d, size_t condition) {
  bool rows = false;
  for (size_t i = 0; i < condition; ++i) rows = rows || d.Is(i, TagKind::kRows) || d.Means(i, MeaningKind::kTable);
  const size_t first = d.tags[condition].first;
  return rows && first > 0 && (d.words[first - 1].break_after || IsOneOf(d.words[first - 1].text, {"of", "from", "on", "only", "for", "in", "at"}));
}

// "events of tier 1 projects" of a table of projects that the rows are joined with: whose tier that is.
bool NamesWhoseCondition(const Draft& d, size_t tag) {
  const std::string& stem = d.words[d.tags[tag].last].stem;
  return Plural(d.words[d.tags[tag].last].text) && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    if (column.empty() || column.source == 0 || placed.tag >= tag || tag - placed.tag > 2 || d.BreakBetween(placed.tag, tag) || !IsSaidOfRows(d, placed.tag)) return false;
    for (size_t i = placed.tag; i < tag; ++i) {
      if (!d.used[i] && !d.Is(i, TagKind::kFiller)) return false;
    }
    const std::vector<std::string>& name = d.scope.source(column.source).name_stems();
    return !name.empty() && name.back() == stem;
  });
}

// "only the households that eat halal" after another question: those of them, and no groups of each.
bool NarrowsTo(const Draft& d, size_t tag) {
  if (!d.fragment || d.placed.empty() || !IsOneOf(d.words[0].text, {"only", "just"}) || !d.Means(tag, MeaningKind::kEntity)) return false;
  if (d.Has(TagKind::kTop) || d.Has(TagKind::kMost) || d.Has(TagKind::kBy) || d.Has(TagKind::kPer)) return false;
  const size_t behind = d.tags[tag].last + 1;
  return behind < d.words.size() && IsOneOf(d.words[behind].text, {"that", "who", "which", "with", "whose", "in", "from"});
}

}  // namespace

void ReadNouns(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    if (NamesWhoseCondition(d, i) || NarrowsTo(d, i)) d.Use(i);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue || d.Chosen(i).weight > kCommentVerb) continue;
    // "curated by Berg" says whose name follows; without a curator it says something else.
    bool named = d.Chosen(i).weight > (kDoneByVerb + kCommentVerb) / 2;
    for (size_t j = 0; j < d.tags.size() && !named; ++j) named = j != i && d.Lexical(j) && d.Chosen(j).kind != MeaningKind::kTable && d.Ref(d.Chosen(j)) == d.Ref(d.Chosen(i));
    d.used[i] = named;
  }
  // Groups first, so that numbers know whether they are ranked.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (!OfColumn(meaning) || !d.FactsOf(meaning).category || IsAveraged(d, i)) continue;
      if (d.choices.count(i) > 0 && !meaning.Same(d.Chosen(i))) continue;
      // "the highest score": the number of that name, where a grade is only called likewise.
      const bool number = d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure && !d.FactsOf(d.Chosen(i)).category && d.Chosen(i).weight > meaning.weight + 0.1;
      if (number) break;
      // "the most departures": what happened, where a place is only called likewise.
      size_t at = 0;
      if (d.Chosen(i).kind == MeaningKind::kMoment && d.Chosen(i).weight >= meaning.weight && ContextOf(d, i, &at) != Context::kBy && ContextOf(d, i, &at) != Context::kPer) break;
      ReadCategory(d, i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (!OfColumn(meaning) || (!d.FactsOf(meaning).measure && !IsAveraged(d, i))) continue;
      if ((d.Chosen(i).kind == MeaningKind::kTable || d.Chosen(i).kind == MeaningKind::kMoment) && d.Chosen(i).weight > meaning.weight) break;
      if (AreRows(d, i)) break;
      ReadNumeric(d, i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const bool own_row = d.Chosen(i).kind == MeaningKind::kEntity && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id;
    if (d.Chosen(i).kind == MeaningKind::kTable || own_row) {
      ReadTable(d, i);
    } else if (d.Chosen(i).kind == MeaningKind::kMoment) {
      ReadMoment(d, i, d.Chosen(i));
    }
  }
  // What is left describes what was read: "trips of riders", "drivers who joined".
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const Meaning& meaning = d.Chosen(i);
    // "badged guests": a condition that was not read, where "guests" would only say whose.
    // "guests who booked" of reviews that know their booking: bookings are rows of another table.
    const bool did = d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"have", "has", "had", "who", "ever", "actually"});
    const bool done_elsewhere = did && meaning.kind == MeaningKind::kEntity && meaning.source == 0 && !d.FactsOf(meaning).row_id;
    if ((meaning.kind == MeaningKind::kColumn || done_elsewhere) && Participle(d.words[d.tags[i].last].text) && !IsOwnWord(d.FactsOf(meaning), d.words[d.tags[i].last].text)) continue;
    if (EntityLike(d, meaning) && meaning.weight >= 0.6) {
      const bool special = d.unusual.has_value() || d.silent.has_value() || d.never.has_value() || d.first_time.has_value();
      const bool ranks = d.ranked || d.Has(TagKind::kMost) || d.Has(TagKind::kTop) || d.form.limit > 0;
      const bool grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
      // "which snacks bring in the most" of snack_orders: each row is one of its own, and what kind it is stands in another column.
      const bool of_rows = d.FactsOf(meaning).row_id && meaning.source == 0 && !special;
      if (of_rows && ranks && !grouped && d.form.shape == Shape::kMeasures && std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kSum; })) {
        const std::optional<ColumnRef> kind = KindOfRows(d);
        if (!kind.has_value()) continue;
        d.AddGroup(*kind);
        d.assumed = d.explicit_group = true;
        d.plural_rank = Plural(d.words[d.tags[i].last].text);
        d.NoteThat("kind_of_rows", d.Words(i), base::StrCat("by ", kind->name));
      } else if (d.unusual.has_value() && HasFewRowsEach(d, d.Ref(meaning))) {
        // "flooded us with requests" of lines that say which request they are of: what is counted, and none of them is unusual.
        d.counted = true;
      } else if ((special && !grouped) || (ranks && d.form.groups.empty() && d.form.shape == Shape::kMeasures)) {
        d.AddGroup(d.Ref(meaning));
        d.explicit_group = true;
        d.plural_rank = Plural(d.words[d.tags[i].last].text);
      } else if (d.form.measures.empty() && d.form.shape == Shape::kMeasures && d.form.groups.empty() && !d.composed.said_table && d.Has(TagKind::kCount) && !d.FactsOf(meaning).row_id &&
                 std::none_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag < i; })) {
        // "patients who did not come, how many?"
        d.AddMeasure(MeasureKind::kCountDistinct, {d.Ref(meaning), {}, 1});
      } else if (d.form.measures.empty() && !d.counted && !d.Has(TagKind::kCount) && !d.Has(TagKind::kAggregate) && (d.listed || d.Has(TagKind::kWhich) || !d.placed.empty()) && d.form.shape == Shape::kMeasures && d.form.groups.empty()) {
        // "vessels whose home port is Vigo but landed in Bergen": those, not each of their rows.
        const size_t after = d.tags[i].last + 1;
        const bool described = d.Previous(i) >= i && Plural(d.words[d.tags[i].last].text) && after < d.words.size() && IsOneOf(d.words[after].text, {"who", "whose", "that", "which"});
        if (described && !d.FactsOf(meaning).row_id) {
          d.AddGroup(d.Ref(meaning));
          d.form.shape = Shape::kGroups;
        } else {
          d.form.shape = Shape::kRows;
        }
        d.composed.said_table = d.composed.said_table || d.FactsOf(meaning).row_id;
      }
      d.Use(i);
    } else if (size_t at = 0; NamesRows(d, i, meaning) && (ContextOf(d, i, &at) == Context::kNone || ContextOf(d, i, &at) == Context::kHaving) && d.form.groups.empty()) {
      // "members who attended a class"
      d.assumed = true;
      d.composed.said_table = true;
      d.Use(i);
    } else if (DoesTheCounted(d, i)) {
      const size_t verb = d.Next(i);
      if (d.Is(verb, TagKind::kUnknown) && !d.BreakBetween(i, verb) && IsDoing(d.Text(verb))) d.used[verb] = true;
      d.composed.certainty *= 0.95;
      d.NoteThat("left_aside", d.Words(i), "who did it, and no condition");
      d.Use(i);
    } else if (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).category) {
      const bool special = d.unusual.has_value() || d.silent.has_value() || d.never.has_value() || d.first_time.has_value() || d.ranked || d.form.order != Order::kNone ||
                           d.composed.said_limit || d.form.limit > 0 || d.Has(TagKind::kMost) || d.Has(TagKind::kTop);
      if (!special || !d.form.groups.empty()) continue;
      d.AddGroup(d.Ref(meaning));
      d.explicit_group = true;
      d.plural_rank = Plural(d.words[d.tags[i].last].text);
      d.Use(i);
    }
  }
}

}  // namespace aurora::query::language
