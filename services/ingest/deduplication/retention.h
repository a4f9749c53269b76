#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace aurora::ingest {

// A key is remembered by its row. From the statement that makes the table, as the server prints it: FailedPrecondition, with the
// remedy, when its engine merges rows away, or when it has a TTL that is not longer than the window.
absl::Status CheckRowsStay(std::string_view table, std::string_view create_statement, absl::Duration within);

}  // namespace aurora::ingest
