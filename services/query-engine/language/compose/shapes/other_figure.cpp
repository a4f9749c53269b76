#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

// Follow-ups that only say which figure of the same is wanted.

namespace aurora::query::language {

// "and the median?", "the maximum instead", "as a percentage", "top 3": nothing else is said.
void ReadOtherFigure(Draft& d) {
  if (!d.fragment || !d.form.measures.empty() || !d.placed.empty() || d.form.window.has_value() || !d.form.groups.empty()) return;
  std::optional<size_t> figure;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const TagKind kind = d.tags[i].kind;
    if (kind == TagKind::kFiller || kind == TagKind::kAnd || kind == TagKind::kInstead || (kind == TagKind::kNumber && d.used[i]) || kind == TagKind::kWhich) continue;
    const bool says = kind == TagKind::kAggregate || kind == TagKind::kTop || (kind == TagKind::kRatio && std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"percentage", "percentages", "percent", "share", "shares", "proportion"}); }));
    if (!says || figure.has_value()) return;
    figure = i;
  }
  if (!figure.has_value()) return;
  const Tag& tag = d.tags[*figure];
  if (tag.kind == TagKind::kTop) {
    if (d.form.limit == 0) return;
    d.form.order = tag.descending ? Order::kMeasureDescending : Order::kMeasureAscending;
  } else {
    d.composed.figure = Composed::Figure{tag.kind == TagKind::kRatio ? MeasureKind::kShareOfAll : tag.aggregate, tag.quantile};
  }
  for (size_t i = 0; i < d.tags.size(); ++i) d.used[i] = true;
}

}  // namespace aurora::query::language
