#pragma once

#include "absl/status/statusor.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {

// How the rows of the range in table and shadow differ, by hashes of their values, window by window so that memory is bounded. A
// column that only one of the two has is not compared.
absl::StatusOr<RangeDiff> CompareTables(RangeSession& session);

}  // namespace aurora::ingest
