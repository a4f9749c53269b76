#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/spans.h"

namespace aurora::query::language {
namespace {

// Words between "by" and "date".
constexpr size_t kMomentWordsMax = 3;

bool OwnMoment(const Draft& d, size_t tag) { return d.Means(tag, MeaningKind::kMoment) && d.Chosen(tag).source == 0 && d.Chosen(tag).values.empty(); }

void TakeTime(Draft& d, const ColumnRef& ref, size_t first, size_t last) {
  d.time = ref;
  d.used_columns.push_back(ref);
  d.NoteThat("time_column", d.Words(first, last), base::StrCat("by ", ref.name));
  for (size_t i = first; i <= last; ++i) d.Use(i);
}

}  // namespace

// "weekly sum by closing date", "donations on 20 May from 10:00 to 12:00, by start time", "by resolved_at": which of the row's times the
// question goes by, where the step is said or the stretch is too short to have days of its own.
void ReadTimeBasis(Draft& d) {
  const bool window = d.form.window.has_value() && !d.form.window->Unbounded();
  const bool within_day = window && d.form.window->from != absl::InfinitePast() && d.form.window->to - d.form.window->from <= absl::Hours(24);
  const bool steps = d.form.HasBucket() || d.Has(TagKind::kGrain);
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kBy) || d.used[i] || d.Text(i) != "by") continue;
    if (d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"sorted", "sort", "ordered", "order", "ranked", "rank", "followed", "divided", "grouped", "group", "split"})) continue;
    // A column by its own name: nobody wants a row for each moment.
    const size_t named = i + 1;
    if (OwnMoment(d, named) && d.Text(named).find('_') != std::string::npos && d.scope.Profile(d.Ref(d.Chosen(named))).column_class == catalog::ColumnClass::kTime && (window || steps)) {
      TakeTime(d, d.Ref(d.Chosen(named)), i, named);
      continue;
    }
    if (!steps && !within_day) continue;
    for (size_t end = i + 2; end < d.tags.size() && end <= i + 1 + kMomentWordsMax && !d.BreakBetween(i, end - 1); ++end) {
      if (d.BreakBetween(end - 1, end)) break;
      const bool date = d.tags[end].first == d.tags[end].last && IsOneOf(d.Text(end), {"date", "time", "timestamp", "day"});
      if (!date) continue;
      if (d.Text(end) == "day" && !steps) break;
      if (const std::optional<ColumnRef> moment = MomentOf(d, i + 1, end - 1); moment.has_value()) TakeTime(d, *moment, i, end);
      break;
    }
  }
}

}  // namespace aurora::query::language
