#pragma once

#include "absl/status/statusor.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "services/ingest/range_replay/range_replay.h"

// Replays of ranges on the wire and in the database.
namespace aurora::ingest {

// InvalidArgument unless exactly one way to choose messages is used, and for spans that cannot be.
absl::StatusOr<RangeWish> FromProto(const v1::StartRangeReplayRequest& request);
// Unspecified is kNone.
RangeVerdict FromProto(v1::RangeReplayDecision decision);
RangeReplay FromProto(const v1::RangeReplay& replay);
// With what only the database keeps.
void ToProto(const RangeReplay& replay, v1::RangeReplay* out);
// As callers see it.
void ToAnswer(const RangeReplay& replay, v1::RangeReplay* out);

}  // namespace aurora::ingest
