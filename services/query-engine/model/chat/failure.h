#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::query::model::chat {

// Why a model gave no usable answer: the reason is one of these and the value of the metric's label `cause`.
inline constexpr char kTimeout[] = "timeout";
inline constexpr char kUnreachable[] = "unreachable";
inline constexpr char kRateLimited[] = "rate_limited";
inline constexpr char kRefused[] = "refused";
// It wants another key.
inline constexpr char kUnauthorized[] = "unauthorized";
inline constexpr char kServerError[] = "server_error";
inline constexpr char kCut[] = "cut";
inline constexpr char kMalformed[] = "malformed";
inline constexpr char kTooLong[] = "too_long";
inline constexpr char kBudget[] = "budget";
// A limit of ours, not the provider's.
inline constexpr char kRequestLimit[] = "request_limit";
inline constexpr char kBusy[] = "busy";
inline constexpr char kDown[] = "down";

inline absl::Status Failure(absl::StatusCode code, const char* cause, std::string_view message) {
  return rpc::WithReason(absl::Status(code, base::Absl(message)), cause);
}

}  // namespace aurora::query::model::chat
