#pragma once

#include <string>

#include "absl/status/status.h"

namespace aurora::cli {

// Copies a SQLite database that others use meanwhile, as it is at one moment. `to` must not be there. Unavailable when
// it stays locked, ResourceExhausted when the disk is full, DataLoss when it is none.
absl::Status CopyDatabase(const std::string& from, const std::string& to);

// OK when every page and index of it is sound; DataLoss.
absl::Status CheckDatabase(const std::string& path);

}  // namespace aurora::cli
