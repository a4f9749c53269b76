#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

// Conditions on the hour of the day and on the day of the week.

namespace aurora::query::language {

// in the mornings, every evening
void ReadHours(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kHours) || d.used[i] || d.time.empty()) continue;
    std::vector<int> hours = d.tags[i].hours;
    // "overnight, Wednesday 18:00 to today 06:00": the window is that night.
    if (const std::optional<TimeWindow>& window = d.form.window; window.has_value() && !window->Unbounded() && window->from != absl::InfinitePast() && window->to - window->from <= absl::Hours(16) &&
        !hours.empty() && hours.front() == 0 && StartOf(Unit::kDay, window->from) + absl::Hours(24) <= window->to - absl::Minutes(1) && window->from - StartOf(Unit::kDay, window->from) >= absl::Hours(16)) {
      d.Use(i);
      continue;
    }
    // "on mornings (7 to 11)": the question says which hours those are.
    const size_t from = d.Next(i);
    const size_t join = d.Next(from);
    const size_t to = d.Next(join);
    const auto hour = [&](size_t tag) { return d.Is(tag, TagKind::kNumber) && !d.used[tag] && !d.tags[tag].money && d.tags[tag].unit.empty() && d.tags[tag].number == static_cast<int>(d.tags[tag].number); };
    if (hour(from) && (d.Is(join, TagKind::kTo) || d.Is(join, TagKind::kAnd)) && hour(to) && d.tags[from].number < d.tags[to].number && d.tags[to].number <= 24) {
      hours.clear();
      for (int one = static_cast<int>(d.tags[from].number); one < static_cast<int>(d.tags[to].number); ++one) hours.push_back(one);
      for (size_t used : {from, join, to}) d.used[used] = true;
    }
    Condition condition;
    condition.operand = {d.time, {}, 1};
    condition.part = TimePart::kHour;
    for (int one : hours) condition.values.push_back(base::StrCat(one));
    condition.words = d.Words(i);
    d.NoteThat("daily_hours", condition.words, base::StrCat("from ", condition.values.front(), ":00 until ", hours.back() + 1, ":00 of each day"));
    d.composed.certainty *= 0.92;
    d.Place(condition, i);
    d.used[i] = true;
  }
}

void ReadWeekdays(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kWeekdays) || d.used[i] || d.time.empty()) continue;
    Condition condition;
    condition.operand = {d.time, {}, 1};
    condition.part = TimePart::kWeekday;
    for (int day : d.tags[i].weekdays) condition.values.push_back(base::StrCat(day));
    condition.words = d.Words(i);
    d.Place(condition, i);
    d.used[i] = true;
  }
}

}  // namespace aurora::query::language
