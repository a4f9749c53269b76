#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace aurora::clickhouse {

// Some of the engine's own numbers, for callers that must tell them apart.
inline constexpr int kIllegalColumn = 44;
inline constexpr int kUnknownIdentifier = 47;
inline constexpr int kNotImplemented = 48;
inline constexpr int kUnknownTable = 60;
inline constexpr int kUnknownDatabase = 81;
inline constexpr int kNotEnoughSpace = 243;
inline constexpr int kTooManyParts = 252;
inline constexpr int kQueryWasCancelled = 394;
inline constexpr int kViolatedConstraint = 469;
inline constexpr int kAccessDenied = 497;
inline constexpr int kAlterForbidden = 524;

// The one table from the engine's error number to a status code; Internal for numbers that it does not know.
absl::StatusCode CodeOf(int engine_code);

// An error of the engine for the rest of Aurora: the code by the table, a message fit for a user, the number
// as payload.
absl::Status ToStatus(int engine_code, std::string_view engine_text);

// The engine's number in a status made by ToStatus; 0 when it did not come from there.
int ErrorCode(const absl::Status& status);

// The engine's text without what is nobody's business: versions, paths, user names, addresses, stack traces,
// error numbers and names; at most kSafeMessageBytesMax bytes.
std::string SafeMessage(std::string_view engine_text);
inline constexpr size_t kSafeMessageBytesMax = 1000;

}  // namespace aurora::clickhouse
