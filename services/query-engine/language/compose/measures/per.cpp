#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// Whether what is measured before `per` is there in some rows only: seconds worked, of rows that say that a job was finished.
bool MeasuredOnce(const Draft& d, size_t per) {
  for (size_t i = per; i-- > 0;) {
    if (!d.Lexical(i)) continue;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (meaning.kind == MeaningKind::kColumn && meaning.source == 0 && d.FactsOf(meaning).measure) return d.scope.Profile(d.Ref(meaning)).nullable;
    }
  }
  return false;
}

// "booking" of booked_at and of a table of bookings.
bool IsAlsoRows(const Draft& d, size_t tag) {
  return std::any_of(d.tags[tag].meanings.begin(), d.tags[tag].meanings.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kTable && meaning.source == 0; });
}

// "feedings where the purpose is training": what the value is of, and nothing that is counted.
bool NamesColumnOfValue(const Draft& d, size_t tag) {
  if (!d.Lexical(tag) || !OfColumn(d.Chosen(tag))) return false;
  size_t value = d.Next(tag);
  if (d.Is(value, TagKind::kNegation)) value = d.Next(value);
  return d.Means(value, MeaningKind::kValue) && !d.BreakBetween(tag, value) && d.Ref(d.Chosen(value)) == d.Ref(d.Chosen(tag));
}

// "weight of parcels", "the cost for repairs"
bool IsFigureOf(const Draft& d, size_t figure, size_t rows) {
  if (!d.Lexical(figure) || d.used[figure] || d.Chosen(figure).kind != MeaningKind::kColumn || !d.FactsOf(d.Chosen(figure)).measure || d.BreakBetween(figure, rows)) return false;
  const size_t between = d.tags[figure].last + 1;
  return between < d.tags[rows].first && IsOneOf(d.words[between].text, {"of", "for"});
}

// "total weight of parcels per van", where "weight of parcels per van" is the weight over the vans.
bool IsTotalled(const Draft& d, size_t per) {
  for (size_t i = 0; i < per; ++i) {
    if (d.used[i] || !d.Is(i, TagKind::kAggregate) || d.tags[i].aggregate != MeasureKind::kSum || !IsOneOf(d.words[d.tags[i].first].text, {"total", "sum", "combined", "overall"})) continue;
    const size_t figure = d.Next(i);
    if (d.Lexical(figure) && d.Chosen(figure).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(figure)).measure && !d.BreakBetween(i, figure)) return true;
  }
  return false;
}

// "p90 of the minutes worked per finished job" of a log with some rows for each job: of the rows that tell it once for each. Where each row has
// some of it, it would have to be added up first.
bool ReadSpreadOfEach(Draft& d, size_t per, size_t noun) {
  size_t each = noun;
  if (d.Means(noun, MeaningKind::kValue) && d.Lexical(noun + 1) && !d.BreakBetween(noun, noun + 1)) each = noun + 1;
  if (!d.Means(each, MeaningKind::kEntity) || d.Chosen(each).source != 0 || !HasFewRowsEach(d, d.Ref(d.Chosen(each)))) return false;
  if (!MeasuredOnce(d, per)) {
    d.Fail(Problem::kNotUnderstood, each);
    return true;
  }
  d.assumed = true;
  d.NoteThat("each", d.Words(per, each), base::StrCat("of the rows that have it, one for each ", d.Ref(d.Chosen(each)).name));
  d.Use(per);
  d.Use(each);
  return true;
}

}  // namespace

// stalls per play; trips per rider; revenue per customer
namespace {

// "what did guests pay per night", "earns the most per hire", "average spend per night": the money of the verb, and no number of those who
// pay it.
bool MoneyOfDeed(Draft& d, size_t per, bool counted, Measure* above) {
  for (size_t w = 0; w < d.tags[per].first && !counted; ++w) {
    if (!knowledge::MovesMoney(d.words[w].text)) continue;
    const std::optional<Operand> money = MoneyOperand(d);
    if (!money.has_value()) return false;
    above->kind = MeasureKind::kSum;
    above->operand = *money;
    d.money = true;
    for (size_t j = 0; j < per; ++j) {
      const bool subject = d.tags[j].last + 1 == w && EntityLike(d, d.tags[j].meanings.empty() ? Meaning() : d.Chosen(j));
      const bool how_much = d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate == MeasureKind::kSum;
      if (d.tags[j].first == w || subject || how_much) d.used[j] = true;
    }
    return true;
  }
  return false;
}

// "how many orders did each customer place on average": per customer.
bool EachOnAverage(const Draft& d, size_t tag) {
  if (!d.Is(tag, TagKind::kBy) || !IsOneOf(d.Text(tag), {"each", "every"}) || tag == 0 || !d.Means(d.Next(tag), MeaningKind::kEntity)) return false;
  const bool counted = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(tag), [](const Tag& one) { return one.kind == TagKind::kCount; });
  const Tag& last = d.tags.back();
  return counted && last.kind == TagKind::kAggregate && last.aggregate == MeasureKind::kAverage && d.words[last.first].text == "on";
}

}  // namespace

namespace {

// "null while it is out": not known yet, where "null when none was given" is nothing.
bool NullWhileUnknown(const std::string& comment) {
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].text == "null" && IsOneOf(words[i + 1].text, {"while", "until"})) return true;
  }
  return false;
}

}  // namespace

void ReadPer(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!(d.Is(i, TagKind::kPer) || EachOnAverage(d, i)) || d.used[i]) continue;
    size_t noun = d.Next(i);
    if (noun < d.tags.size() && d.modifier[noun]) noun = d.Next(noun);
    const size_t distinct = d.Is(noun, TagKind::kDistinct) ? d.Next(noun) : noun;
    if (d.Is(noun, TagKind::kRows)) {
      continue;
    }
    // "median price per stem" of a price that is of one: no more than its name.
    if (const size_t price = d.Previous(i); price + 1 == i && noun < d.tags.size() && d.Means(price, MeaningKind::kColumn) && !d.used[price] && !d.BreakBetween(price, noun)) {
      if (const std::optional<Operand> of_each = PriceOfEach(d, noun); of_each.has_value() && of_each->column == d.Ref(d.Chosen(price))) {
        d.Use(i);
        d.Use(noun);
        continue;
      }
    }
    // "median energy per session": of the rows.
    const bool own_row = d.Means(noun, MeaningKind::kTable) || (d.Means(noun, MeaningKind::kEntity) && d.Chosen(noun).source == 0 && d.FactsOf(d.Chosen(noun)).row_id);
    const bool spread = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(i), [](const Tag& tag) {
      return tag.kind == TagKind::kAggregate && tag.aggregate != MeasureKind::kSum && tag.aggregate != MeasureKind::kAverage;
    });
    if (own_row && spread) {
      d.composed.said_table = true;
      d.Use(i);
      d.Use(noun);
      continue;
    }
    if (spread && !own_row && ReadSpreadOfEach(d, i, noun)) continue;
    // "average copies per flyer order": of the rows with that value.
    const size_t rows_of = d.Next(noun);
    const bool of_such = noun < d.tags.size() && d.Means(noun, MeaningKind::kValue) && d.Chosen(noun).source == 0 && !d.BreakBetween(noun, rows_of) &&
                         (d.Is(rows_of, TagKind::kRows) || (d.Lexical(rows_of) && d.Chosen(rows_of).weight <= kCommentNoun) || d.Means(rows_of, MeaningKind::kTable) || (d.Means(rows_of, MeaningKind::kEntity) && d.Chosen(rows_of).source == 0 && d.FactsOf(d.Chosen(rows_of)).row_id));
    const bool averaged = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(i), [](const Tag& tag) { return tag.kind == TagKind::kAggregate && tag.aggregate == MeasureKind::kAverage; });
    if (of_such && averaged && !Plural(d.words[d.tags[rows_of].last].text)) {
      d.composed.said_table = true;
      d.Use(i);
      d.Use(rows_of);
      continue;
    }
    // "share of aborted lifts per crane": already a ratio, of each of them.
    const bool shared = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(i), [&](const Tag& tag) {
      return tag.kind == TagKind::kRatio && !IsOneOf(d.words[tag.first].text, {"rate", "rates", "ratio"});
    });
    const auto group = d.Lexical(distinct) ? std::find_if(d.tags[distinct].meanings.begin(), d.tags[distinct].meanings.end(), [&](const Meaning& other) {
      return d.MayGroup(other);
    }) : std::vector<Meaning>::const_iterator();
    // "median minutes per kiln", "total weight of parcels per van": of each of them, whatever their number.
    if ((shared || (!own_row && (spread || IsTotalled(d, i)))) && d.Lexical(distinct) && group != d.tags[distinct].meanings.end()) {
      d.AddGroup(d.Ref(*group));
      d.explicit_group = true;
      d.used[i] = true;
      d.Use(distinct);
      d.used[noun] = true;
      continue;
    }
    Measure below;
    bool ratio = false;
    // "cost per kWh", "revenue per night": the sum of one over the sum of the other.
    if (d.Is(distinct, TagKind::kUnit) && !d.used[distinct]) {
      const auto unit = knowledge::FindUnit(d.tags[distinct].unit);
      const std::optional<Operand> operand = unit.has_value() ? OperandOf(d, unit->dimension, distinct) : std::nullopt;
      if (!operand.has_value() || operand->IsSpan()) continue;
      below.kind = MeasureKind::kSum;
      below.operand = *operand;
      below.operand.scale = UnitFactor(d, *operand, d.tags[distinct].unit, false);
      ratio = true;
    } else if (!d.Lexical(distinct)) {
      continue;
    } else if (const Meaning& quantity = d.Chosen(distinct); quantity.kind == MeaningKind::kColumn && d.FactsOf(quantity).measure && Additive(d.FactsOf(quantity).dimension)) {
      below.kind = MeasureKind::kSum;
      below.operand = {d.Ref(quantity), {}, 1};
      ratio = true;
    }
    const Meaning nothing;
    const Meaning& meaning = d.Lexical(distinct) ? d.Chosen(distinct) : nothing;
    bool explicit_count = false;
    bool average = false;
    for (size_t j = 0; j < i; ++j) {
      explicit_count = explicit_count || (d.Is(j, TagKind::kCount) && !d.used[j]);
      average = average || (d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate == MeasureKind::kAverage && !d.used[j]);
    }
    // "number of loads per foreman on average"
    size_t trailing = distinct;
    while (trailing < d.tags.size() && !(d.Is(trailing, TagKind::kAggregate) && d.Text(trailing) == "on" && d.tags[trailing].aggregate == MeasureKind::kAverage && !d.used[trailing])) ++trailing;
    average = average || (trailing < d.tags.size() && explicit_count);
    if (ratio) {
      // by a quantity
    } else if (meaning.kind == MeaningKind::kValue && noun + 1 < d.tags.size() && d.tags[noun + 1].first == d.tags[noun].first) {
      // "stops per donor" of sites whose role is donor: of each of them.
    } else if (meaning.kind == MeaningKind::kValue && distinct == noun) {
      Condition condition;
      condition.operand = {d.Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.comparison = meaning.comparison;
      condition.words = d.Words(noun);
      below.only.push_back(std::move(condition));
      ratio = true;
      // "per completed job": of the rows.
      const size_t rows = noun + 1;
      if (d.Lexical(rows) && !d.BreakBetween(noun, rows) && (d.Means(rows, MeaningKind::kTable) || (d.Means(rows, MeaningKind::kEntity) && d.Chosen(rows).source == 0 && d.FactsOf(d.Chosen(rows)).row_id))) {
        d.composed.said_table = true;
        d.Use(rows);
      }
    } else if (meaning.kind == MeaningKind::kTable || (meaning.kind == MeaningKind::kMoment && IsAlsoRows(d, distinct)) || (meaning.kind == MeaningKind::kEntity && d.FactsOf(meaning).row_id && meaning.source == 0)) {
      ratio = true;
    } else if (meaning.kind == MeaningKind::kEntity || (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).category)) {
      const catalog::ColumnProfile& profile = d.scope.Profile(d.Ref(meaning));
      const bool many = profile.distinct > 60 || (profile.distinct == 0 && profile.values.empty());
      bool numeric = false;
      for (size_t j = 0; j < i; ++j) numeric = numeric || (d.Lexical(j) && !d.used[j] && d.Chosen(j).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(j)).measure);
      // "average attempts per city": of a number, though few of them are known.
      for (size_t j = 0; j < i && average; ++j) numeric = numeric || IsAveraged(d, j);
      // "average order value per device": of money.
      for (size_t j = 0; j < i; ++j) numeric = numeric || d.Text(j) == "value" || d.Text(j) == "size" || d.Text(j) == "amount" || d.Text(j) == "basket";
      const bool ranks = d.Has(TagKind::kTop) || d.Has(TagKind::kMost) || d.form.limit > 0;
      const bool of_count = average && !numeric;
      // "average time per play by device": of each play, told apart by the device.
      const bool grouped = many && numeric && average && !ranks && d.Has(TagKind::kBy) && i < d.tags.size() - 1;
      if (grouped) {
        below.kind = MeasureKind::kCountDistinct;
        below.operand = {d.Ref(meaning), {}, 1};
        ratio = true;
      }
      if ((many && !ranks && (!explicit_count || average) && (!average || !numeric)) || (of_count && explicit_count) || of_count) {
        below.kind = MeasureKind::kCountDistinct;
        below.operand = {d.Ref(meaning), {}, 1};
        ratio = true;
      }
    }
    if (!ratio) continue;
    // Above: the number before it, or the rows.
    Measure above;
    bool found = MoneyOfDeed(d, i, explicit_count, &above);
    for (size_t j = i; j-- > 0 && !found;) {
      if (d.BreakBetween(j, j + 1) && j + 1 < i) break;
      if (d.used[j] || d.Is(j, TagKind::kFiller) || NamesColumnOfValue(d, j)) continue;
      if (d.Is(j, TagKind::kMoney) || (d.Lexical(j) && d.Chosen(j).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(j)).measure)) {
        std::optional<Operand> operand = d.Is(j, TagKind::kMoney) ? MoneyOperand(d) : std::optional<Operand>(Operand{d.Ref(d.Chosen(j)), {}, 1});
        if (!operand.has_value()) break;
        above.kind = MeasureKind::kSum;
        above.operand = *operand;
        if (d.Is(j, TagKind::kMoney) || (d.scope.main().money() < d.scope.main().size() && operand->column == d.scope.Ref(0, d.scope.main().money()))) d.money = true;
        d.Use(j);
        d.used[j] = true;
        found = true;
      } else if (d.Means(j, MeaningKind::kValue)) {
        Meaning wanted = d.Chosen(j);
        NarrowValues(d, j, wanted);
        Condition condition;
        condition.operand = {d.Ref(wanted), {}, 1};
        condition.values = wanted.values;
        condition.words = d.Words(j);
        const bool same_column = !below.only.empty() && below.only[0].operand == condition.operand;
        // "completed trips per driver": a filter; "errors per request": what is counted.
        if (same_column || (below.kind == MeasureKind::kCount && below.only.empty())) {
          above.only.push_back(std::move(condition));
          d.Use(j);
          found = true;
        } else {
          continue;
        }
      } else if (d.Means(j, MeaningKind::kTable)) {
        d.composed.said_table = true;
        d.Use(j);
        // An adjective before the table's noun is a filter; "total weight of parcels per van" is of the weight.
        found = (below.kind == MeasureKind::kCountDistinct || below.kind == MeasureKind::kSum || !below.only.empty()) && !IsFigureOf(d, d.Previous(j), j);
      } else if (d.Lexical(j) && d.FactsOf(d.Chosen(j)).category && d.Chosen(j).kind != MeaningKind::kMoment && d.Chosen(j).kind != MeaningKind::kTable) {
        // "items per sale" of item and quantity: so many of them, and not so many kinds.
        const auto counted = std::find_if(d.tags[j].meanings.begin(), d.tags[j].meanings.end(), [&](const Meaning& other) {
          return other.kind == MeaningKind::kColumn && other.source == 0 && d.FactsOf(other).measure && d.FactsOf(other).dimension == knowledge::Dimension::kQuantity;
        });
        if (d.FactsOf(d.Chosen(j)).row_id && d.Chosen(j).source == 0) {
          d.composed.said_table = true;
        } else if (counted != d.tags[j].meanings.end()) {
          above.kind = MeasureKind::kSum;
          above.operand = {d.Ref(*counted), {}, 1};
        } else if (d.Chosen(j).kind == MeaningKind::kColumn && below.kind == MeasureKind::kCount && below.only.empty()) {
          // Each row has one of a category.
          break;
        } else if (average && !explicit_count && !Plural(d.words[d.tags[j].last].text)) {
          // "average room temperature": of no number of rooms.
          break;
        } else if (const size_t rank = d.Previous(j); d.Is(rank, TagKind::kExtreme) && !d.BreakBetween(rank, j)) {
          // "cheapest room type per night": what is ranked by its money over the nights, and no number of them.
          const std::optional<Operand> money = d.tags[rank].dimension == knowledge::Dimension::kMoney ? MoneyOperand(d) : std::nullopt;
          if (!money.has_value()) break;
          above.kind = MeasureKind::kSum;
          above.operand = *money;
          d.money = d.ranked = true;
          d.form.order = d.tags[rank].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
          d.AddGroup(d.Ref(d.Chosen(j)));
          d.explicit_group = true;
          d.Use(rank);
        } else {
          above.kind = MeasureKind::kCountDistinct;
          above.operand = {d.Ref(d.Chosen(j)), {}, 1};
        }
        d.Use(j);
        found = true;
      } else if (d.Means(j, MeaningKind::kMoment)) {
        d.Use(j);
        found = true;
      } else {
        break;
      }
    }
    // "per trip" of nothing but trips says nothing.
    if (!found || above == below) continue;
    if (trailing < d.tags.size() && explicit_count) d.used[trailing] = true;
    for (size_t j = 0; j < i; ++j) {
      if (d.Is(j, TagKind::kCount) || d.Is(j, TagKind::kRatio) || (d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate == MeasureKind::kAverage) || d.Is(j, TagKind::kDistinct)) d.used[j] = true;
      if (d.Is(j, TagKind::kAggregate) && d.tags[j].aggregate == MeasureKind::kSum) d.used[j] = true;
    }
    // "items per sale on average"
    if (const size_t behind = d.Next(distinct); d.Is(behind, TagKind::kAggregate) && d.tags[behind].aggregate == MeasureKind::kAverage) d.used[behind] = true;
    if (d.form.shape == Shape::kNested) {
      d.form.shape = Shape::kMeasures;
    }
    d.composed.said_measure = true;
    d.used[i] = true;
    d.Use(distinct);
    d.used[distinct] = true;
    if (distinct != noun) d.used[noun] = true;
    // "average water per wash" of what is null where the meter did not answer: of those that were measured.
    const bool unmeasured = average && above.kind == MeasureKind::kSum && above.only.empty() && below.kind == MeasureKind::kCount && below.only.empty() && !above.operand.IsSpan() && d.scope.Profile(above.operand.column).nullable &&
                            (d.scope.Facts(above.operand.column).dimension != knowledge::Dimension::kMoney || NullWhileUnknown(d.scope.Profile(above.operand.column).comment));
    if (unmeasured) {
      d.AddMeasure(MeasureKind::kAverage, above.operand);
      continue;
    }
    Measure measure;
    measure.kind = MeasureKind::kRatio;
    measure.parts = {above, below};
    measure.name = "per_" + (below.only.empty() ? (below.operand.empty() ? std::string("row") : below.operand.column.name) : below.only[0].values[0]);
    for (char& c : measure.name) {
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) c = '_';
    }
    d.form.measures.push_back(std::move(measure));
  }
}

}  // namespace aurora::query::language
