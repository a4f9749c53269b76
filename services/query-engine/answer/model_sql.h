#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::answer {

// Rules of SQL that a model wrote, beside the guard's: the present moment is the parameter `now`, which gets the asker's clock
// here, and nothing in it is random, so that an answer can be given again. InvalidArgument names what to write instead.
absl::Status BindNow(guard::UncheckedSql& sql, absl::Time now);

}  // namespace aurora::query::answer
