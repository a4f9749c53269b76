#pragma once

namespace aurora::rpc {

// Sends gRPC's own log into ours, at level debug: what matters of it comes back as a Status. Any number of
// calls, from any thread.
void RouteGrpcLog();

}  // namespace aurora::rpc
