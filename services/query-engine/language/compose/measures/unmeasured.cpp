#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"

// Rows that have nothing to be measured, and groups that have no name.

namespace aurora::query::language {

// A group without a name is no answer to "which driver": rows that have none are left out.
void LeaveUnnamedOut(Draft& d) {
  const bool ranked = d.form.limit > 0 && d.form.order != Order::kNone;
  if (!ranked && d.form.shape != Shape::kGroups && d.form.shape != Shape::kCountGroups) return;
  for (const Group& group : d.form.groups) {
    if (group.kind != GroupKind::kColumn || !d.scope.Profile(group.column).nullable) continue;
    Condition known;
    known.operand.column = group.column;
    known.comparison = Comparison::kIsNotNull;
    d.form.filters.push_back(known);
  }
}

// "median hours from report to repair per crew", "average outage by cause": who has ended none has no median, what was no outage has no
// cause, and neither is a group of the answer.
void LeaveUnmeasuredOut(Draft& d) {
  // "median turn time and the 95th percentile": of one thing.
  if (d.form.measures.empty() || std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& one) { return !one.only.empty() || !(one.operand == d.form.measures[0].operand) || one.kind == MeasureKind::kCount; })) return;
  const Measure& measure = d.form.measures[0];
  if (measure.kind != MeasureKind::kAverage && measure.kind != MeasureKind::kQuantile && measure.kind != MeasureKind::kMedian) return;
  const bool span = measure.operand.IsSpan();
  const ColumnRef known = span ? measure.operand.until : measure.operand.column;
  if (known.empty() || !d.scope.Profile(known).nullable) return;
  const auto any = [&](auto&& is) { return std::any_of(d.form.groups.begin(), d.form.groups.end(), is); };
  const bool leaves = span ? any([&](const Group& group) { return group.kind == GroupKind::kColumn && d.scope.Profile(group.column).nullable; })
                           : measure.operand.times.empty() && !d.form.HasBucket() && any([](const Group& group) { return group.kind == GroupKind::kColumn; });
  if (!leaves) return;
  Condition there;
  there.operand.column = known;
  there.comparison = Comparison::kIsNotNull;
  if (std::find(d.form.filters.begin(), d.form.filters.end(), there) == d.form.filters.end()) d.form.filters.push_back(there);
}

}  // namespace aurora::query::language
