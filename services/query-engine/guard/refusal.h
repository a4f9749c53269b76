#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace aurora::query::guard {

// SQL that will not be run whatever it means: reason `sql_refused`, the message names the rule.
absl::Status Refuse(std::string_view rule, std::string_view message);

// SQL with a mistake: reason `sql_error`.
absl::Status SqlError(std::string_view message);

}  // namespace aurora::query::guard
