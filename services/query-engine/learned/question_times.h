#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::learned {

// How a verified answer follows the clock. SQL takes the time of its question's words by {from:DateTime} and {to:DateTime},
// bound anew for each asking, or by now() and its kin. Everything else about time in it stays as it was saved.

// Whether SQL of a question may be kept: a question of "this week" must not be answered by the dates of the week in which it
// was saved. Errors: InvalidArgument that begins with the field.
absl::Status CheckTimes(const std::string& question, const guard::UncheckedSql& sql, absl::Time now);

// The SQL with the parameters of this moment. InvalidArgument when the question's words give no such time.
absl::StatusOr<guard::UncheckedSql> BindTimes(const std::string& question, guard::UncheckedSql sql, absl::Time now);

// Whether it asks the engine's clock: now(), today().
bool AsksClock(const std::string& sql);

}  // namespace aurora::query::learned
