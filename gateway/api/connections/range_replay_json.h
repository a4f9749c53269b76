#pragma once

#include "absl/status/statusor.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "gateway/api/json.h"

// REST bodies of replays of ranges, to and from aurora.ingest.v1.
namespace aurora::gateway::api {

absl::StatusOr<ingest::v1::StartRangeReplayRequest> ParseRangeReplay(std::string_view body);
json::object ToJson(const ingest::v1::RangeReplay& replay);

}  // namespace aurora::gateway::api
