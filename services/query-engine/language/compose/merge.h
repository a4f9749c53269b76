#pragma once

#include <optional>

#include "absl/time/time.h"
#include "services/query-engine/language/compose/composed.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::language {

// The question before, with what the follow-up says in place of it: another window, another value of the same column,
// another grouping, another figure. What it does not mention stays. nullopt where there is no such figure of what was measured.
std::optional<LogicalForm> Merge(const LogicalForm& previous, const Composed& follow_up, absl::Time now);

}  // namespace aurora::query::language
