#pragma once

#include "absl/status/status.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {

// Before rows are swapped: messages of the replay that did not fit become dead letters of the connection, and what a filter left
// out is written down for it. Can be repeated.
absl::Status AdoptLetters(RangeSession& session);
// Afterwards: removes dead letters of the connection whose message is a row now or was left out, or which have a later version. Those of
// messages that Kafka does not hold stay. Can be repeated.
absl::Status RemoveSettledLetters(RangeSession& session, const Definition& definition);
// Removes what stands under the replay's own id. Can be repeated.
absl::Status ForgetLetters(RangeSession& session);

}  // namespace aurora::ingest
