#include "services/query-engine/language/compose/merge.h"

#include <algorithm>

namespace aurora::query::language {
namespace {

bool IsTime(const Group& group) { return group.kind == GroupKind::kBucket; }

}  // namespace

LogicalForm Merge(const LogicalForm& previous, const Composed& follow_up, absl::Time now) {
  LogicalForm merged = previous;
  const LogicalForm& said = *follow_up.form;
  if (said.window.has_value()) {
    merged.window = said.window;
    merged.window_words = said.window_words;
    merged.compared = said.compared;
    merged.compared_words = said.compared_words;
  }
  for (const Condition& condition : said.filters) {
    const auto same = [&](const Condition& known) { return known.column == condition.column; };
    merged.filters.erase(std::remove_if(merged.filters.begin(), merged.filters.end(), same), merged.filters.end());
  }
  merged.filters.insert(merged.filters.end(), said.filters.begin(), said.filters.end());
  if (follow_up.said_measure) merged.measure = said.measure;
  if (!said.groups.empty()) {
    const bool only_time = std::all_of(said.groups.begin(), said.groups.end(), IsTime);
    // "as an hourly chart" changes the step; "by X instead" replaces; "split by X" adds to a series.
    std::vector<Group> kept;
    for (const Group& group : merged.groups) {
      if (only_time ? !IsTime(group) && !follow_up.instead : IsTime(group) && !follow_up.instead) kept.push_back(group);
    }
    kept.insert(kept.end(), said.groups.begin(), said.groups.end());
    std::stable_partition(kept.begin(), kept.end(), IsTime);
    merged.groups = std::move(kept);
    merged.rows = false;
    if (!follow_up.said_limit) merged.limit = 0;
    if (!follow_up.said_order) merged.order = Order::kNone;
  }
  if (follow_up.said_limit) merged.limit = said.limit;
  if (follow_up.said_order) merged.order = said.order;
  // A series over a window of another length keeps its step unless that would make one bucket of it.
  if (said.window.has_value() && said.groups.empty()) {
    for (Group& group : merged.groups) {
      if (!IsTime(group)) continue;
      const Grain wanted = DefaultGrain(*merged.window, now);
      if (static_cast<int>(wanted.unit) < static_cast<int>(group.grain.unit)) group.grain = wanted;
    }
  }
  return merged;
}

}  // namespace aurora::query::language
