#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace aurora::query::guard {

// SQL that will not be run whatever it means: reason `sql_refused`, the message names the rule.
absl::Status Refuse(std::string_view rule, std::string_view message);

// SQL with a mistake: reason `sql_error`.
absl::Status SqlError(std::string_view message);

// The same where the mistake is a table or column that is not known, which one that was made a moment ago is neither.
absl::Status UnknownName(std::string_view message);
bool IsUnknownName(const absl::Status& status);

}  // namespace aurora::query::guard
