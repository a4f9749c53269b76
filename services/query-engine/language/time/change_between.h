#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// "did sales go up from April to May": two times that are compared, and not all of what lies between them. `span`: what was read at `at`;
// the first of the two, nullopt where no change is asked for.
std::optional<TimeSpan> FirstOfChange(const std::vector<Word>& words, size_t at, const TimeSpan& span, absl::Time now);

// Whether "to" at `at` stands between them; `tags` end before it.
bool IsToOfChange(const std::vector<Word>& words, size_t at, const std::vector<Tag>& tags, absl::Time now);

}  // namespace aurora::query::language
