#pragma once

#include "absl/status/status.h"
#include "services/ingest/dead_letters/stored_letters.h"
#include "services/ingest/pipeline/held_rows.h"
#include "services/ingest/range_replay/range_session.h"

// What is written down of messages that were left out on purpose, of the connection and of the replay (under the replay's own id).
namespace aurora::ingest {

// What the replay has left out becomes the connection's, beside what was written down before. Can be repeated.
absl::Status AdoptSkipped(RangeSession& session);
// Of a connection that deduplicates, once its rows are swapped: what was a duplicate may be a row now. What was written down before of
// messages that were read again is replaced by what they have become. Can be repeated.
absl::Status RenewSkipped(RangeSession& session);
// Adds those of the dead letters to `held` whose message the replay has left out: they are no faults any more.
absl::Status AddLeftOut(RangeSession& session, const OffsetWindow& window, const std::vector<LetterVersion>& letters,
                        HeldRows& held);

}  // namespace aurora::ingest
