#pragma once

#include "absl/time/time.h"
#include "gateway/api/connections/connection_json.h"

// What the calls about connections share: how long the ingest service may take, how a connection is shown.
namespace aurora::gateway::api {

// Looking at what is known.
inline constexpr absl::Duration kReadTime = absl::Seconds(10);
// A batch in hand is finished first, or ClickHouse changes a table.
inline constexpr absl::Duration kChangeTime = absl::Seconds(30);

inline constexpr auto kShowConnection = [](const auto& reply) { return ToJson(reply.connection()); };

}  // namespace aurora::gateway::api
