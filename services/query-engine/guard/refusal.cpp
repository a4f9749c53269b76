#include "services/query-engine/guard/refusal.h"

#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::query::guard {

absl::Status Refuse(std::string_view rule, std::string_view message) {
  return rpc::WithReason(absl::InvalidArgumentError(base::StrCat("refused (", rule, "): ", message)), "sql_refused");
}

absl::Status SqlError(std::string_view message) {
  return rpc::WithReason(absl::InvalidArgumentError(base::Absl(message)), "sql_error");
}

}  // namespace aurora::query::guard
