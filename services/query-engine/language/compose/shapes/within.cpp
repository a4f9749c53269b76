#include "services/query-engine/language/compose/shapes/shapes.h"

#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

namespace {

// "latest order of each customer", "last reading per sensor", "3 heaviest parcels by depot": so many rows of each.
void RankRowsOfEach(Draft& d) {
  if (d.form.shape != Shape::kRows || d.form.limit == 0 || d.form.row_order.empty() || d.form.row_order.IsSpan() || d.form.groups.empty()) return;
  // "status of the last shipment": no rows of each.
  const bool of_each = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) {
    for (size_t i = 0; i < d.tags.size(); ++i) {
      const size_t noun = d.Next(i);
      if ((d.Is(i, TagKind::kPer) || d.Is(i, TagKind::kBy)) && d.used[i] && group.kind == GroupKind::kColumn && d.Lexical(noun) && std::any_of(d.tags[noun].meanings.begin(), d.tags[noun].meanings.end(), [&](const Meaning& meaning) { return OfColumn(meaning) && d.Ref(meaning) == group.column; })) return true;
    }
    return false;
  });
  if (!of_each) return;
  const bool one = d.form.groups.size() == 1 && d.form.groups[0].kind == GroupKind::kColumn && !d.scope.Facts(d.form.groups[0].column).row_id && !d.scope.Profile(d.form.groups[0].column).array;
  if (one) {
    d.form.limit_per = 0;
  } else {
    d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
}

}  // namespace

// "top 3 drivers per yard", "the best-selling drink in each bar": ranked within each yard, and not among all pairs.
void RankWithinEach(Draft& d) {
  RankRowsOfEach(d);
  if (d.form.limit == 0 || d.form.order == Order::kNone || d.form.groups.size() != 2 || d.form.shape != Shape::kMeasures || d.form.compared.has_value()) return;
  std::optional<size_t> within;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.used[i]) continue;
    // "each day", "per month"
    const bool stepped = d.Is(i, TagKind::kGrain) && IsOneOf(d.Text(i), {"per", "each", "every", "by", "for", "in", "daily", "weekly", "monthly", "hourly"});
    for (size_t g = 0; g < d.form.groups.size() && stepped; ++g) {
      if (d.form.groups[g].kind == GroupKind::kBucket) within = g;
    }
    const std::string& last = d.words[d.tags[i].last].text;
    const bool each = d.Is(i, TagKind::kPer) || (d.Is(i, TagKind::kBy) && IsOneOf(last, {"each", "every"}));
    const size_t noun = d.Next(i);
    if (!each || !d.Lexical(noun) || d.Text(i) == "divided") continue;
    for (size_t g = 0; g < d.form.groups.size(); ++g) {
      if (d.form.groups[g].kind != GroupKind::kColumn || d.scope.Facts(d.form.groups[g].column).row_id) continue;
      const bool said = std::any_of(d.tags[noun].meanings.begin(), d.tags[noun].meanings.end(), [&](const Meaning& meaning) {
        return meaning.kind != MeaningKind::kTable && meaning.kind != MeaningKind::kValue && d.Ref(meaning) == d.form.groups[g].column;
      });
      if (said) within = g;
    }
  }
  d.form.limit_per = within;
}

// "on how many days", "how many different days": the steps that have a row.
void CountSteps(Draft& d) {
  if (d.time.empty() || !d.form.measures.empty() || d.form.shape != Shape::kMeasures || !d.form.having.empty()) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kCount)) continue;
    const bool distinct = d.Is(d.Next(i), TagKind::kDistinct);
    const size_t unit = distinct ? d.Next(d.Next(i)) : d.Next(i);
    const auto step = unit < d.tags.size() ? ReadUnit(d.Text(unit)) : std::nullopt;
    const bool on = d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"on", "in"});
    // "how many days did Acme come": each of them was told apart, where their number is asked for.
    const auto bucket = std::find_if(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return step.has_value() && group.kind == GroupKind::kBucket && group.grain == Grain{*step, 1}; });
    const bool apart = bucket != d.form.groups.end() && !d.Has(TagKind::kGrain);
    if (!step.has_value() || *step < Unit::kHour || !(apart || (!d.used[i] && (on || distinct))) || (d.form.HasBucket() && !apart)) continue;
    if (apart) d.form.groups.erase(bucket);
    // "how many hours of standstill": how long it was in all, and no hours of the clock.
    if (*step == Unit::kHour && !on && !distinct && d.tags[unit].last + 1 < d.words.size() && d.words[d.tags[unit].last + 1].text == "of") {
      d.used[unit] = false;
      continue;
    }
    // "how many hours were they down", where each row says how long: added up likewise.
    bool lasts = false;
    for (size_t c = 0; c < d.scope.main().size(); ++c) lasts = lasts || (d.scope.main().column(c).measure && d.scope.main().column(c).dimension == knowledge::Dimension::kDuration);
    if (*step == Unit::kHour && !on && !distinct && lasts) {
      d.used[unit] = false;
      continue;
    }
    Measure measure;
    measure.kind = MeasureKind::kCountDistinct;
    measure.step = Grain{*step, 1};
    measure.operand.column = d.time;
    measure.name = d.NameOf(measure);
    d.form.measures.push_back(std::move(measure));
    d.composed.said_measure = true;
    d.Use(i);
    d.used[unit] = true;
    if (distinct) d.used[d.Next(i)] = true;
    return;
  }
}

}  // namespace aurora::query::language
