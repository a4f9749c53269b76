#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::state {

// A state URL, understood.
struct ConnectionText {
  bool postgresql = false;
  // What the driver wants.
  std::string text;
  // SQLite's file; empty for PostgreSQL.
  std::string path;
  // For messages: without a password.
  std::string display;
};

// InvalidArgument for other schemes, relative SQLite paths, and a password in the URL.
absl::StatusOr<ConnectionText> ParseUrl(const std::string& url, absl::Duration lock_timeout);

}  // namespace aurora::state
