#pragma once

#include <memory>
#include <optional>

#include "absl/time/time.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::http {
class Cancellation;
}
namespace aurora::query::execution {
class QueryRunner;
}

namespace aurora::query::answer {

// Whether two queries give the same rows, in whatever order of rows and columns and under whatever names; numbers to nine
// digits. nullopt when it cannot be told: one of them fails, is slow, or has more rows than are compared. Queries of the same
// text are not run.
std::optional<bool> SameResult(execution::QueryRunner& runner, const guard::CheckedSql& one, const guard::CheckedSql& other, absl::Time deadline,
                               const std::shared_ptr<http::Cancellation>& cancellation);

}  // namespace aurora::query::answer
