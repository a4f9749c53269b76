#pragma once

#include <string>
#include <vector>

#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/schema/scope.h"

// What replies show of a question and of its form.

namespace aurora::query::model {

// Without the question mark.
std::string Trimmed(std::string question);

// The profiles of a form's tables; they live as long as the scope.
std::vector<const catalog::TableProfile*> ProfilesOf(const language::LogicalForm& form, const language::Scope& scope);

std::string SqlText(const language::LogicalForm& form, const language::Scope& scope);

}  // namespace aurora::query::model
