#pragma once

#include <vector>

#include "absl/status/status.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {

// Copies into the shadow the rows of the range that Kafka gives no message for any more: removed by retention or compaction, or of
// an earlier topic of the name. Afterwards the shadow is what the range becomes. Nothing to do where such rows shall be dropped.
// Can be repeated.
absl::Status KeepMissingRows(RangeSession& session);
// Only those of these spans, which are read in whole.
absl::Status KeepMissingRows(RangeSession& session, const std::vector<ReplaySpan>& spans);

// Counts of the shadow and of what came with it, into the record.
absl::Status CountShadow(RangeSession& session);

}  // namespace aurora::ingest
