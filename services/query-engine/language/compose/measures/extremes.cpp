#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/spans.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// What else of the same row is asked for behind "and": columns of it, which are shown with it.
bool AsksForDetails(Draft& d, size_t after) {
  size_t joint = after + 1;
  while (joint < d.tags.size() && !d.Is(joint, TagKind::kAnd)) ++joint;
  const size_t what = d.Next(joint);
  if (!(d.Is(what, TagKind::kCount) || d.Is(what, TagKind::kWhich) || d.Is(what, TagKind::kAggregate))) return false;
  std::vector<size_t> shown = {what};
  for (size_t i = what + 1; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller)) continue;
    const bool column = d.Lexical(i) && d.Chosen(i).source == 0 && d.Chosen(i).kind != MeaningKind::kValue && d.Chosen(i).kind != MeaningKind::kTable;
    const auto unit = d.Is(i, TagKind::kUnit) ? knowledge::FindUnit(d.tags[i].unit) : std::nullopt;
    const bool measured = unit.has_value() && OperandOf(d, unit->dimension, i).has_value();
    if (!column && !measured) return false;
    shown.push_back(i);
  }
  if (shown.size() < 2) return false;
  for (size_t i : shown) d.Use(i);
  return true;
}

// "the five worst rated riders", "best-rated coaches": by the average of the one rating that rows have.
bool ReadRated(Draft& d) {
  for (size_t w = 0; w + 2 < d.words.size(); ++w) {
    if (d.words[w + 1].text != "rated" || d.words[w].break_after || d.words[w + 1].break_after || !IsOneOf(d.words[w].text, {"best", "worst", "top", "highest", "lowest", "better", "worse"})) continue;
    size_t noun = d.tags.size();
    for (size_t t = 0; t < d.tags.size() && noun == d.tags.size(); ++t) {
      if (d.tags[t].first == w + 2 && d.Lexical(t)) noun = t;
    }
    if (noun == d.tags.size() || d.used[noun]) continue;
    const Meaning& meaning = d.Chosen(noun);
    const bool whose = d.MayGroup(meaning);
    const std::optional<Operand> rating = OperandOf(d, knowledge::Dimension::kRating, noun);
    if (!whose || !rating.has_value() || rating->column.source != 0 || !d.form.groups.empty()) continue;
    d.AddGroup(d.Ref(meaning));
    d.AddMeasure(MeasureKind::kAverage, *rating);
    d.Use(noun);
    for (size_t t = 0; t < d.tags.size(); ++t) {
      if (d.tags[t].first <= w + 1 && d.tags[t].last >= w) d.used[t] = true;
    }
    d.form.order = IsOneOf(d.words[w].text, {"worst", "lowest", "worse"}) ? Order::kMeasureAscending : Order::kMeasureDescending;
    d.ranked = d.explicit_group = d.group_noun_seen = true;
    d.plural_rank = Plural(d.words[d.tags[noun].last].text);
    d.composed.said_measure = true;
    // "the five worst rated"
    for (size_t t = 0; t < d.tags.size(); ++t) {
      if (!d.Is(t, TagKind::kNumber) || d.used[t] || d.tags[t].last + 1 != w || d.tags[t].number < 1 || d.tags[t].number > 10'000) continue;
      d.form.limit = static_cast<uint64_t>(d.tags[t].number);
      d.composed.said_limit = d.used[t] = true;
    }
    d.NoteThat("ranked_by", Join(d.words, w, w + 1), base::StrCat("by the average of ", rating->column.name));
    return true;
  }
  return false;
}

// "most expensive product" of a list of products: by the price that it has there.
std::optional<Operand> ListPrice(const Draft& d, size_t noun) {
  const bool rows = d.Means(noun, MeaningKind::kTable) || (d.Means(noun, MeaningKind::kEntity) && d.FactsOf(d.Chosen(noun)).row_id);
  if (!rows || d.Chosen(noun).source != 0) return std::nullopt;
  std::optional<Operand> price;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (!facts.measure || facts.words.empty() || facts.words.back() != "price" || d.scope.main().profile().columns[c].Hidden()) continue;
    if (price.has_value()) return std::nullopt;
    price = Operand{d.scope.Ref(0, c), {}, 1};
  }
  return price;
}

// Whether the noun is that of a joined table that has a price itself.
bool PricedElsewhere(const Draft& d, size_t noun) {
  if (!d.Means(noun, MeaningKind::kEntity) || d.Chosen(noun).source != 0) return false;
  for (size_t s = 1; s < d.scope.size(); ++s) {
    if (!(d.scope.join(s).left == d.Ref(d.Chosen(noun)))) continue;
    for (size_t c = 0; c < d.scope.source(s).size(); ++c) {
      const ColumnFacts& facts = d.scope.source(s).column(c);
      if (facts.measure && !facts.words.empty() && facts.words.back() == "price") return true;
    }
  }
  return false;
}

// "how long is", right before; tags.size() where nobody asks so.
size_t HowLongBefore(const Draft& d, size_t extreme) {
  for (size_t i = extreme; i-- > 0;) {
    if (d.Is(i, TagKind::kHowLong)) return i;
    if (!d.Is(i, TagKind::kFiller)) break;
  }
  return d.tags.size();
}

// "the most expensive batches to make": by what they cost, where they bring money, too. Without a word of the one or the other either is meant.
std::optional<Operand> CostlyOperand(Draft& d, size_t tag, std::optional<Operand> operand) {
  const TableFacts& facts = d.scope.main();
  size_t cost = facts.size();
  for (size_t c = 0; c < facts.size(); ++c) {
    if (facts.column(c).spent && facts.column(c).measure && !facts.profile().columns[c].Hidden()) cost = c;
  }
  if (cost == facts.size() || !operand.has_value() || operand->IsSpan() || operand->column == d.scope.Ref(0, cost)) return operand;
  for (size_t w = d.tags[tag].last + 1; w + 1 < d.words.size(); ++w) {
    if (d.words[w].text != "to" || !IsOneOf(d.words[w + 1].text, {"make", "produce", "build", "run", "brew", "bake", "print", "deliver", "ship", "fix", "repair", "operate", "serve", "grow"})) continue;
    for (size_t i = tag + 1; i < d.tags.size(); ++i) {
      if (d.tags[i].last >= w && d.tags[i].first <= w + 1) d.used[i] = true;
    }
    return Operand{d.scope.Ref(0, cost), {}, 1};
  }
  d.composed.certainty *= 0.8;
  return operand;
}

// "time on site", "time on the plug": where, tags.size() for no such time.
size_t PlaceOfTime(const Draft& d, size_t tag) {
  if (d.Text(tag) != "time" || d.tags[tag].first != d.tags[tag].last || d.Lexical(tag)) return d.tags.size();
  size_t word = d.tags[tag].last + 1;
  if (word + 1 >= d.words.size() || d.words[word - 1].break_after || !IsOneOf(d.words[word].text, {"on", "at", "inside"})) return d.tags.size();
  ++word;
  if (word + 1 < d.words.size() && IsOneOf(d.words[word].text, {"the", "a", "an", "our"})) ++word;
  for (size_t i = tag + 1; i < d.tags.size(); ++i) {
    if (d.tags[i].first == word && (d.Is(i, TagKind::kUnknown) || (d.Means(i, MeaningKind::kMoment) && d.Chosen(i).source == 0))) return i;
  }
  return d.tags.size();
}

// From the first of the row's two moments until the second, which not all have come to.
std::optional<Operand> BetweenTwoMoments(const Draft& d) {
  std::vector<size_t> moments;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    if (d.scope.main().column(c).time && !d.scope.main().profile().columns[c].Hidden()) moments.push_back(c);
  }
  if (moments.size() != 2 || !d.scope.main().profile().columns[moments[1]].nullable || d.scope.main().profile().columns[moments[0]].nullable) return std::nullopt;
  return Operand{d.scope.Ref(0, moments[0]), d.scope.Ref(0, moments[1]), 1};
}

}  // namespace

// how long do trips last
void ReadHowLong(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t place = PlaceOfTime(d, i);
    const bool how_long = d.Is(i, TagKind::kHowLong) && !d.used[i];
    if ((!how_long && place == d.tags.size()) || d.silent.has_value()) continue;
    std::optional<Operand> operand = place < d.tags.size() ? BetweenTwoMoments(d) : OperandOf(d, Dimension::kDuration, i);
    if (operand.has_value() && place < d.tags.size()) {
      d.used[place] = true;
      d.composed.certainty *= 0.92;
    }
    if (!operand.has_value()) continue;
    // "how long is our longest episode": as that says.
    if (const size_t extreme = d.Next(i); d.Is(extreme, TagKind::kExtreme) && !d.used[extreme] && d.tags[extreme].dimension == Dimension::kDuration && HowLongBefore(d, extreme) == i) continue;
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    (void)AggregateFor(d, i, &kind, &quantile, &more);
    d.AddMeasure(kind, *operand, quantile);
    const std::string what = operand->IsSpan() ? base::StrCat("the time from ", operand->column.name, " until ", operand->until.name) : operand->column.name;
    d.NoteThat("how_long", d.Words(i), base::StrCat(kind == MeasureKind::kAverage ? "the average of " : "of ", what));
    d.used[i] = true;
    for (size_t j = i; j < d.tags.size(); ++j) {
      if (d.Is(j, TagKind::kUnknown) && (d.Text(j) == "last" || d.Text(j) == "lasted")) d.used[j] = true;
      if (d.Is(j, TagKind::kExtreme) && d.Text(j) == "last") d.used[j] = true;
    }
  }
}

// The 4 heaviest parcels; slowest endpoints; cheapest trip; latest order
void ReadExtremes(Draft& d) {
  if (ReadRated(d)) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kExtreme) || d.used[i]) continue;
    // What it is said of.
    size_t noun = d.tags.size();
    for (size_t j = i + 1; j < d.tags.size() && j < i + 7; ++j) {
      if (d.Is(j, TagKind::kFiller) || d.Is(j, TagKind::kNumber) || d.Means(j, MeaningKind::kValue)) continue;
      // "the hottest salt water tank": the column of the value before it.
      if (d.used[j] && d.Means(j, MeaningKind::kColumn) && d.Means(j - 1, MeaningKind::kValue) && d.Ref(d.Chosen(j - 1)) == d.Ref(d.Chosen(j))) continue;
      // "slowest gate reader": the reader.
      if (d.Lexical(j) && d.modifier[j] && d.Lexical(j + 1)) continue;
      if (d.Lexical(j) || d.Is(j, TagKind::kRows)) noun = j;
      break;
    }
    // "five bookings that lasted the longest"
    if (noun == d.tags.size() && d.tags[i].extreme == ExtremeOf::kDimension) {
      for (size_t j = 0; j < i; ++j) {
        const bool rows = d.Means(j, MeaningKind::kTable) || (d.Means(j, MeaningKind::kEntity) && d.Chosen(j).source == 0 && d.FactsOf(d.Chosen(j)).row_id);
        const size_t that = d.tags[j].last + 1;
        if (!rows || d.used[j] || that >= d.words.size() || !IsOneOf(d.words[that].text, {"that", "which", "with"})) continue;
        noun = j;
        if (const size_t many = d.Previous(j); d.Is(many, TagKind::kNumber) && !d.used[many] && d.tags[many].unit.empty() && d.tags[many].number >= 1 && d.tags[many].number <= 10'000) {
          d.form.limit = static_cast<uint64_t>(d.tags[many].number);
          d.composed.said_limit = true;
          d.used[many] = true;
        }
      }
    }
    if (d.tags[i].extreme == ExtremeOf::kTime) {
      if (d.time.empty()) continue;
      // "oldest member" of a table that knows when they were born: by age, or by when they came?
      if (IsOneOf(d.Text(i), {"oldest", "youngest"})) {
        bool born = false;
        for (size_t c = 0; c < d.scope.main().size(); ++c) {
          for (const std::string& word : d.scope.main().column(c).words) born = born || IsOneOf(word, {"birth", "born", "age", "birthday"});
        }
        // "the oldest patient" of an age: by it.
        if (const std::optional<Operand> age = OperandOf(d, Dimension::kAge, i); born && age.has_value() && age->column.source == 0 && d.Means(noun, MeaningKind::kTable)) {
          d.form.shape = Shape::kRows;
          d.form.row_order = *age;
          d.form.row_descending = d.Text(i) == "oldest";
          if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[noun].last].text) ? kRankedRows : 1;
          d.used[i] = true;
          d.composed.said_table = true;
          d.Use(noun);
          continue;
        }
        if (born) continue;
      }
      // "when did the latest run begin and how many litres did it get": that row.
      if (d.asks_when && AsksForDetails(d, i)) {
        d.form.shape = Shape::kRows;
        d.form.row_order = {d.time, {}, 1};
        d.form.row_descending = d.tags[i].descending;
        d.form.limit = 1;
        d.used[i] = true;
        if (noun < d.tags.size()) d.Use(noun);
        d.composed.said_table = true;
        continue;
      }
      // "when was the last error"
      if (d.asks_when) {
        d.AddMeasure(d.tags[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, {d.time, {}, 1});
        d.used[i] = true;
        if (noun < d.tags.size() && d.Means(noun, MeaningKind::kTable)) {
          d.used[noun] = true;
          d.composed.said_table = true;
        }
        continue;
      }
      const bool rows = noun < d.tags.size() && (d.Means(noun, MeaningKind::kTable) || d.Is(noun, TagKind::kRows) || (d.Lexical(noun) && d.FactsOf(d.Chosen(noun)).row_id));
      const bool values = d.placed.size() > 0 && noun == d.tags.size();
      // "latest temperature of each sensor", "last price": the row that has it.
      const bool number = d.Means(noun, MeaningKind::kColumn) && d.Chosen(noun).source == 0 && d.FactsOf(d.Chosen(noun)).measure && !Plural(d.words[d.tags[noun].last].text) && !d.BreakBetween(i, noun);
      if (!rows && !values && !number) continue;
      d.form.shape = Shape::kRows;
      d.form.row_order = {d.time, {}, 1};
      d.form.row_descending = d.tags[i].descending;
      // "latest errors" of a level: some of them.
      const size_t kind = d.Next(i);
      const size_t named = rows ? noun : d.Means(kind, MeaningKind::kValue) ? kind : d.tags.size();
      if (d.form.limit == 0) d.form.limit = named < d.tags.size() && Plural(d.words[d.tags[named].last].text) ? kRankedRows : 1;
      d.used[i] = true;
      if (noun < d.tags.size()) {
        d.Use(noun);
        d.composed.said_table = true;
      }
      continue;
    }
    // "longest wait": a column of that kind follows.
    std::optional<Operand> operand;
    bool descending = d.tags[i].descending;
    // "longest article by word count": the column that it is measured by is said.
    bool said_by = false;
    if (const size_t by = noun < d.tags.size() ? d.Next(noun) : d.tags.size(); d.Is(by, TagKind::kBy) && !d.used[by] && d.Text(by) == "by" && d.Lexical(d.Next(by)) && !d.used[d.Next(by)]) {
      const size_t column = d.Next(by);
      for (const Meaning& meaning : d.tags[column].meanings) {
        if (said_by || meaning.kind != MeaningKind::kColumn || !d.FactsOf(meaning).measure || d.FactsOf(meaning).category) continue;
        operand = Operand{d.Ref(meaning), {}, 1};
        said_by = true;
        d.Use(by);
        d.Use(column);
      }
    }
    if (!said_by && noun < d.tags.size() && d.Lexical(noun)) {
      for (const Meaning& meaning : d.tags[noun].meanings) {
        if (meaning.kind != MeaningKind::kColumn || !d.FactsOf(meaning).measure) continue;
        // "the coldest exposures": the rows, and not the number that is called likewise and measures something else.
        const Dimension own = d.FactsOf(meaning).dimension;
        const bool other = d.tags[i].dimension != Dimension::kNone && d.tags[i].dimension != Dimension::kOther && own != Dimension::kNone && own != d.tags[i].dimension;
        if (other && (d.Chosen(noun).kind == MeaningKind::kTable || meaning.weight < 0.9)) continue;
        operand = Operand{d.Ref(meaning), {}, 1};
      }
      if (operand.has_value()) {
        d.Use(noun);
        noun = d.tags.size();
      }
    }
    if (!operand.has_value() && !d.form.row_order.empty() && d.form.row_order.IsSpan()) operand = d.form.row_order;
    Dimension dimension = d.tags[i].dimension;
    // "longest hike of each guide, in km": the unit says which length.
    for (size_t u = 0; u < d.tags.size() && dimension == Dimension::kDuration; ++u) {
      if (!d.Is(u, TagKind::kUnit) || d.used[u] || d.tags[u].first == 0 || d.words[d.tags[u].first - 1].text != "in") continue;
      const auto unit = knowledge::FindUnit(d.tags[u].unit);
      if (unit.has_value() && unit->dimension == Dimension::kDistance) dimension = Dimension::kDistance;
    }
    // "the fastest lorry" of a table that knows speeds has the highest.
    if (!operand.has_value() && IsOneOf(d.Text(i), {"fastest", "slowest"}) && SpeedOperand(d).has_value()) {
      operand = SpeedOperand(d);
      descending = !descending;
    }
    if (!operand.has_value()) operand = dimension == Dimension::kMoney ? MoneyOperand(d) : OperandOf(d, dimension, i);
    if (dimension == Dimension::kMoney && IsOneOf(d.words[d.tags[i].last].text, {"expensive", "costly"})) operand = CostlyOperand(d, i, operand);
    if (!operand.has_value() && dimension == Dimension::kMoney) operand = ListPrice(d, noun);
    if (!operand.has_value()) operand = MeasuredQuantity(d, dimension, i);
    if (!operand.has_value() && (d.Text(i) == "largest" || d.Text(i) == "biggest") && !SizeIsOpen(d)) operand = MoneyOperand(d);
    if (!operand.has_value()) continue;
    // "the most expensive cake" of order lines that know what was paid for each: rather by the price that the list of cakes has.
    if (dimension == Dimension::kMoney && noun < d.tags.size() && PricedElsewhere(d, noun)) d.composed.certainty *= 0.7;
    d.used[i] = true;
    d.composed.said_measure = true;
    const size_t how_long = dimension == Dimension::kDuration ? HowLongBefore(d, i) : d.tags.size();
    if (how_long < d.tags.size()) d.used[how_long] = true;
    if (operand->IsSpan() && dimension == Dimension::kDuration && noun == d.tags.size()) UseWordsOfSpan(d, *operand, i);
    // "which room had the longest visits": the rooms are ranked.
    bool ranks_other = false;
    for (size_t j = 0; j < i; ++j) {
      // "complaint with the longest wait"
      const bool with = d.Lexical(j) && d.Next(j) <= i && d.tags[j].last + 1 < d.words.size() && d.words[d.tags[j].last + 1].text == "with" && d.Previous(j) == d.tags.size();
      if (!d.Lexical(j) || d.used[j] || (!with && !d.Has(TagKind::kWhich))) continue;
      const Meaning& named = d.Chosen(j);
      if (with && OfColumn(named) && d.FactsOf(named).category && !d.FactsOf(named).row_id) {
        d.AddGroup(d.Ref(named));
        d.explicit_group = true;
        d.plural_rank = Plural(d.words[d.tags[j].last].text);
        d.Use(j);
      }
      for (const Meaning& meaning : d.tags[j].meanings) {
        ranks_other = ranks_other || (OfColumn(meaning) && d.FactsOf(meaning).category && !d.FactsOf(meaning).row_id);
      }
    }
    if (ranks_other) {
      // "which truck drove the furthest": in all.
      MeasureKind kind = IsOneOf(d.Text(i), {"furthest", "farthest"}) ? MeasureKind::kSum : MeasureKind::kAverage;
      d.assumed = true;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(d, i, &kind, &quantile, &more);
      d.AddMeasure(kind, *operand, quantile);
      d.ranked = true;
      d.form.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (noun < d.tags.size()) d.Use(noun);
      d.NoteThat("ranked_by", d.Words(i), base::StrCat(kind == MeasureKind::kSum ? "by the sum of " : "by the average of ", operand->column.name));
      continue;
    }
    // "the three pools that were slowest to respond", "the five looms that stood still longest in total": each of those that were named with their
    // number, and no single rows.
    if (d.form.limit > 1 && d.group_noun_seen && d.form.groups.size() == 1 && d.form.groups[0].kind == GroupKind::kColumn && d.form.measures.empty() && !d.Has(TagKind::kPer) && !d.Has(TagKind::kBy)) {
      MeasureKind kind = MeasureKind::kAverage;
      for (size_t total = i + 1; total <= i + 2 && total < d.tags.size(); ++total) {
        if (!d.Is(total, TagKind::kAggregate) || d.tags[total].aggregate != MeasureKind::kSum || d.used[total]) continue;
        kind = MeasureKind::kSum;
        d.used[total] = true;
      }
      d.assumed = d.assumed || kind == MeasureKind::kAverage;
      d.AddMeasure(kind, *operand);
      d.ranked = true;
      d.plural_rank = true;
      d.form.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (noun < d.tags.size()) d.Use(noun);
      d.NoteThat("ranked_by", d.Words(i), base::StrCat(kind == MeasureKind::kSum ? "by the sum of " : "by the average of ", operand->column.name));
      continue;
    }
    const bool group = noun < d.tags.size() && d.Lexical(noun) && d.Chosen(noun).kind != MeaningKind::kTable && d.FactsOf(d.Chosen(noun)).category &&
                       !(d.FactsOf(d.Chosen(noun)).row_id && d.Chosen(noun).source == 0);
    bool single = false;
    if (group) {
      // A thing that each row has its own of is a row: parcels, not endpoints.
      const ColumnRef ref = d.Ref(d.Chosen(noun));
      const catalog::ColumnProfile& profile = d.scope.Profile(ref);
      single = profile.distinct > 0 && d.scope.main().profile().rows > 0 && profile.distinct * 8 > d.scope.main().profile().rows;
    }
    if (group && !single) {
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(d, noun, &kind, &quantile, &more);
      d.AddMeasure(kind, *operand, quantile);
      d.AddGroup(d.Ref(d.Chosen(noun)));
      d.explicit_group = true;
      d.ranked = true;
      d.plural_rank = Plural(d.words[d.tags[noun].last].text);
      d.form.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.Use(noun);
      d.NoteThat("ranked_by", d.Words(i), base::StrCat("by the average of ", operand->column.name));
    } else if (noun == d.tags.size() && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer) && d.placed.empty() && !d.group_noun_seen && !d.Has(TagKind::kWhich) && d.form.limit < 2) {
      d.AddMeasure(descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *operand);
      d.form.row_order = {};
    } else if ((d.Has(TagKind::kBy) && !said_by && d.form.limit < 2) || d.Has(TagKind::kPer) || (d.Has(TagKind::kWhich) && noun == d.tags.size())) {
      const bool which = d.Has(TagKind::kWhich) && noun == d.tags.size() && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer);
      d.AddMeasure(which ? MeasureKind::kAverage : (descending ? MeasureKind::kMaximum : MeasureKind::kMinimum), *operand);
      if (which) {
        d.ranked = true;
        d.form.order = descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      if (noun < d.tags.size()) d.Use(noun);
    } else if (how_long < d.tags.size() && d.form.limit < 2 && noun < d.tags.size() && !Plural(d.words[d.tags[noun].last].text)) {
      // "how long is our longest episode": that length, and not the episode.
      d.AddMeasure(descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *operand);
      d.Use(noun);
    } else {
      d.form.shape = Shape::kRows;
      d.form.row_order = *operand;
      d.form.row_descending = descending;
      if (d.form.limit == 0) d.form.limit = noun < d.tags.size() && Plural(d.words[d.tags[noun].last].text) ? kRankedRows : 1;
      if (noun < d.tags.size()) {
        if (d.Means(noun, MeaningKind::kTable)) d.composed.said_table = true;
        d.Use(noun);
      }
    }
  }
}

}  // namespace aurora::query::language
