#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"

// Units as what is shown in, and as what is added up.

namespace aurora::query::language {

using knowledge::Dimension;

// "call minutes": the noun only says what the unit is of.
bool OfRows(const Draft& d, size_t noun, size_t unit) {
  if (noun + 1 != unit || !d.Is(unit, TagKind::kUnit) || d.BreakBetween(noun, unit) || !(d.Means(noun, MeaningKind::kTable) || d.Means(noun, MeaningKind::kEntity))) return false;
  const size_t before = d.Previous(noun);
  return d.words[d.tags[noun].last].text.back() != 's' && (d.Is(before, TagKind::kAggregate) || d.Is(before, TagKind::kCount));
}

namespace {

// A unit that is so many times the one that a duration is kept in is asked of no sum of it: hours of milliseconds.
constexpr double kFarUnits = 1e6;

// "median minutes from the call until we are there": between two moments, which were not found. "Minutes from Kent and Dorset" are of places.
bool SpansBehind(const Draft& d, size_t unit) {
  bool from = false;
  bool between = false;
  for (size_t i = unit + 1; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kTime)) continue;
    const std::string& text = d.Text(i);
    if (IsOneOf(text, {"from", "between"}) && !d.Means(d.Next(i), MeaningKind::kValue)) (text == "from" ? from : between) = true;
    if ((from && IsOneOf(text, {"until", "till", "to"})) || (between && text == "and")) return true;
    if ((from || between) && d.words[d.tags[i].last].break_after) return false;
  }
  return false;
}

// "top 4 subjects by ...": what is ranked, where it was not read yet.
bool RanksSome(const Draft& d, size_t by) {
  for (size_t i = 0; i < by; ++i) {
    const size_t rank = d.Previous(i);
    const bool ranked = d.Is(rank, TagKind::kTop) || d.Is(rank, TagKind::kMost) || (d.Is(rank, TagKind::kNumber) && (d.Is(d.Previous(rank), TagKind::kTop) || d.Is(d.Previous(rank), TagKind::kMost)));
    if (ranked && d.Lexical(i) && d.MayGroup(d.Chosen(i))) return true;
  }
  return false;
}

}  // namespace

// "in minutes", "in km", "kilometres driven"
void ReadUnits(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kUnit) || d.used[i]) continue;
    // "postage in pounds" of parcels that are weighed: of the money that is asked for.
    const bool pays = IsOneOf(d.tags[i].unit, {"pounds", "pound"}) && !d.form.measures.empty() && std::all_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) {
      return !measure.operand.empty() && !measure.operand.IsSpan() && d.scope.Facts(measure.operand.column).dimension == Dimension::kMoney;
    });
    const std::string said = pays ? "gbp" : d.tags[i].unit;
    const auto unit = knowledge::FindUnit(said);
    bool shown = false;
    // "the three longest stays, in minutes": of each row shown.
    if (d.form.shape == Shape::kRows && d.form.row_order.IsSpan() && unit->dimension == Dimension::kDuration) {
      d.form.row_order.scale = unit->factor;
      shown = true;
      if (d.Text(d.Next(i)) == "each" && d.Next(d.Next(i)) == d.tags.size()) d.used[d.Next(i)] = true;
    }
    // "the largest payment, in euros", "longest lesson in hours": of the row that is shown.
    if (d.form.shape == Shape::kRows && !d.form.row_order.empty() && !d.form.row_order.IsSpan() && d.form.measures.empty() && unit->dimension != Dimension::kNone && d.scope.Facts(d.form.row_order.column).dimension == unit->dimension && !d.scope.Facts(d.form.row_order.column).unit.empty() && d.tags[i].first > 0 && d.words[d.tags[i].first - 1].text == "in") {
      d.form.row_order.scale = UnitFactor(d, d.form.row_order, said, false);
      shown = true;
    }
    for (Measure& measure : d.form.measures) {
      if (measure.operand.empty()) continue;
      if (measure.operand.IsSpan()) {
        if (unit->dimension != Dimension::kDuration) continue;
        measure.operand.scale = unit->factor;
        shown = true;
        continue;
      }
      if (d.scope.Profile(measure.operand.column).column_class != catalog::ColumnClass::kNumber) continue;
      const auto own = knowledge::FindUnit(d.scope.Facts(measure.operand.column).unit);
      const double parts = d.scope.Facts(measure.operand.column).parts;
      if (own.has_value() && own->dimension == unit->dimension && own->factor > 0 && unit->factor > 0) {
        measure.operand.scale = parts * unit->factor / own->factor;
        shown = true;
      } else if (own.has_value() && parts != 1 && knowledge::UnitSymbol(said) == knowledge::UnitSymbol(d.scope.Facts(measure.operand.column).unit)) {
        measure.operand.scale = parts;
        shown = true;
      } else if (!own.has_value() && d.scope.Facts(measure.operand.column).dimension == unit->dimension) {
        shown = true;
      }
    }
    if (shown) {
      d.used[i] = true;
      // "top 4 subjects by hours taught"
      const size_t by = d.Previous(i);
      if (d.Is(by, TagKind::kBy) && !d.used[by] && d.Text(by) == "by" && d.tags[by].last + 1 == d.tags[i].first && RanksSome(d, by)) {
        d.Use(by);
        d.ranked = true;
        if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
      }
      continue;
    }
    // "average kilos per day": of what each day adds up to.
    const bool of_steps = d.form.shape == Shape::kNested && Additive(unit->dimension);
    if (!d.form.measures.empty() || (d.form.shape != Shape::kMeasures && !of_steps)) continue;
    // A unit as what is summed: "how many kilometres", "kilometres driven".
    size_t ahead = d.Previous(i);
    // "total call minutes": of the rows that are named between
    if (OfRows(d, ahead, i)) ahead = d.Previous(ahead);
    // "top 3 rooms by booked hours": what was done in them.
    const bool deed = (d.Means(ahead, MeaningKind::kTable) || d.Means(ahead, MeaningKind::kEntity) || d.Means(ahead, MeaningKind::kMoment)) && d.tags[ahead].last + 1 == d.tags[i].first && Participle(d.Text(ahead)) && d.Is(d.Previous(ahead), TagKind::kBy);
    if (deed) {
      d.used[ahead] = true;
      ahead = d.Previous(ahead);
    }
    // "data sent by hour in MB"
    const bool shown_in = d.tags[i].first > 0 && d.words[d.tags[i].first - 1].text == "in" && !d.counted;
    // "top five buyers by euros spent"
    const bool ranks = d.Is(ahead, TagKind::kBy) && d.Text(ahead) == "by" && !d.used[ahead] && (d.form.limit > 0 || d.Has(TagKind::kTop) || d.Has(TagKind::kMost)) && (!d.form.groups.empty() || RanksSome(d, ahead));
    // "glass collected in March, kg"
    const bool alone = i + 1 == d.tags.size() && d.BreakBetween(ahead, i) && !d.counted && !d.Has(TagKind::kCount);
    // "copper kilos by yard", "weekly litres": what is weighed or filled adds up, whatever stands before it. Hours and euros may be said of a single row.
    const bool adds_up = (Additive(unit->dimension) || of_steps) && unit->dimension != Dimension::kMoney && !d.Is(ahead, TagKind::kNumber) && !d.counted;
    if (!shown_in && !alone && !ranks && !adds_up && ahead < d.tags.size() && !d.Is(ahead, TagKind::kCount) && !d.Is(ahead, TagKind::kAggregate) && !d.Is(ahead, TagKind::kCumulative) && !d.Is(ahead, TagKind::kMost) && !d.Is(ahead, TagKind::kTop)) continue;
    std::optional<Operand> operand = unit->dimension == Dimension::kMoney ? MoneyOperand(d) : OperandOf(d, unit->dimension, i);
    if (!operand.has_value()) continue;
    if (unit->dimension == Dimension::kDuration && !operand->IsSpan() && SpansBehind(d, i)) continue;
    // "hours taught" of the milliseconds that a page took: of something else.
    const auto kept_in = knowledge::FindUnit(operand->IsSpan() ? std::string() : d.scope.Facts(operand->column).unit);
    if (unit->dimension == Dimension::kDuration && kept_in.has_value() && kept_in->factor > 0 && unit->factor / kept_in->factor >= kFarUnits) continue;
    if (ranks) {
      d.Use(ahead);
      d.ranked = true;
      if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
    }
    const auto own = knowledge::FindUnit(d.scope.Facts(operand->column).unit);
    if (own.has_value() && own->factor > 0 && unit->factor > 0 && own->dimension == unit->dimension) operand->scale = unit->factor / own->factor;
    if (operand->IsSpan() && unit->factor > 0) operand->scale = unit->factor;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    if (!of_steps) (void)AggregateFor(d, i, &kind, &quantile, &more);
    // "biggest boat of each flag, in metres": the longest, and no length of all of them together.
    const bool longest = unit->dimension == Dimension::kDistance && kind == MeasureKind::kSum && std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) { return (tag.kind == TagKind::kMost || tag.kind == TagKind::kExtreme) && IsOneOf(d.words[tag.last].text, {"biggest", "largest", "longest", "tallest"}); });
    if (longest && d.Has(TagKind::kPer)) kind = MeasureKind::kMaximum;
    // "tonnes taken in" of rows that belong to silos: what a silo holds does not add up over them.
    if (kind == MeasureKind::kSum && !operand->IsSpan() && operand->column.source > 0) continue;
    const size_t before = d.Previous(i);
    if (d.Is(before, TagKind::kCount)) d.used[before] = true;
    if (d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop)) {
      d.used[before] = true;
      d.ranked = true;
      d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    d.AddMeasure(kind, *operand, quantile);
    d.NoteThat("unit", d.Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "", operand->column.name));
    d.used[i] = true;
  }
}

}  // namespace aurora::query::language
