#pragma once

#include <string>

#include "absl/status/status.h"

namespace grpc {
class Status;
}

namespace aurora::rpc {

// The one table between absl::Status and gRPC. A stable reason (WithReason) travels in the error details.
grpc::Status ToGrpc(const absl::Status& status);
absl::Status FromGrpc(const grpc::Status& status);

// Adds a stable machine-readable word to an error, e.g. "sql_refused"; the gateway uses it as the problem's
// `code`.
absl::Status WithReason(absl::Status status, std::string reason);
// "" when there is none.
std::string Reason(const absl::Status& status);

}  // namespace aurora::rpc
