#include "services/query-engine/guard/refusal.h"

#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::query::guard {
namespace {

constexpr char kUnknownNameUrl[] = "aurora.query/unknown_name";

}  // namespace

absl::Status Refuse(std::string_view rule, std::string_view message) {
  return rpc::WithReason(absl::InvalidArgumentError(base::StrCat("refused (", rule, "): ", message)), "sql_refused");
}

absl::Status SqlError(std::string_view message) {
  return rpc::WithReason(absl::InvalidArgumentError(base::Absl(message)), "sql_error");
}

absl::Status UnknownName(std::string_view message) {
  absl::Status status = SqlError(message);
  status.SetPayload(kUnknownNameUrl, absl::Cord());
  return status;
}

bool IsUnknownName(const absl::Status& status) { return status.GetPayload(kUnknownNameUrl).has_value(); }

}  // namespace aurora::query::guard
