#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace aurora::ingest {

// The same error with the table named in front; the engine's number stays with it.
absl::Status AboutTable(std::string_view database, std::string_view table, const absl::Status& status);

}  // namespace aurora::ingest
