#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// "next month", "tomorrow", "in the next two weeks": the one kind of window that lies ahead of now. It asks for a prediction,
// unless a column holds what is planned.
std::optional<TimeSpan> ReadAhead(const std::vector<Word>& words, size_t at, absl::Time now);

}  // namespace aurora::query::language
