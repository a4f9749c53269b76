#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/schema/scope.h"

namespace aurora::query::language {

// "why?", "what drove that?", "how come": asks for the reason of what the question before has shown, and for nothing else.
bool AsksWhy(const std::vector<Word>& words);

// What the data can say to it: which values of which columns the change from one time to another comes from. A question
// without a comparison is compared with the stretch before its own. nullopt, and `reason` says why, when a sum or a
// count over a time is missing or when no column divides the rows.
std::optional<LogicalForm> ExplainChange(const LogicalForm& previous, const Scope& scope, absl::Time now, std::string* reason);

}  // namespace aurora::query::language
