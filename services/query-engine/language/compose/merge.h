#pragma once

#include "absl/time/time.h"
#include "services/query-engine/language/compose/composed.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::language {

// The question before, with what the follow-up says in place of it: another window, another value of the same column,
// another grouping. What it does not mention stays.
LogicalForm Merge(const LogicalForm& previous, const Composed& follow_up, absl::Time now);

}  // namespace aurora::query::language
