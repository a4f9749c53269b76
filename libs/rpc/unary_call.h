#pragma once

#include <functional>

#include "absl/status/status.h"

namespace grpc {
class CallbackServerContext;
class ServerUnaryReactor;
}  // namespace grpc

namespace aurora::base {
class WorkerPool;
}

namespace aurora::rpc {

// Answers a unary call from a worker's thread, so that gRPC's own threads never block: returns the reactor at
// once and finishes it with what `work` returns. `work` fills the response, which gRPC keeps until then.
// RESOURCE_EXHAUSTED without running it when the pool's queue is full; CANCELLED when the caller gave up before
// its turn came.
grpc::ServerUnaryReactor* RunUnary(base::WorkerPool& pool, grpc::CallbackServerContext* context,
                                   std::function<absl::Status()> work);

}  // namespace aurora::rpc
