#pragma once

#include <exception>
#include <string>

#include "absl/status/status.h"

namespace aurora::state {

// An error of a driver. `broken`: the connection itself must be opened anew. `unanswered`: there was nobody to say anything.
struct DriverError {
  absl::Status status;
  bool broken = false;
  bool unanswered = false;
};

// Call with what a driver threw. The driver's words may hold values of a statement, so only their kind is told.
DriverError TranslateSqlite(const std::exception& thrown, const std::string& database);
DriverError TranslatePostgresql(const std::exception& thrown, const std::string& database);

}  // namespace aurora::state
