#include "libs/rpc/unary_call.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <utility>

#include "libs/base/worker_pool.h"
#include "libs/rpc/status.h"

namespace aurora::rpc {

grpc::ServerUnaryReactor* RunUnary(base::WorkerPool& pool, grpc::CallbackServerContext* context,
                                   std::function<absl::Status()> work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool posted = pool.TryPost([context, reactor, work = std::move(work)] {
    reactor->Finish(ToGrpc(context->IsCancelled() ? absl::CancelledError("the caller gave up") : work()));
  });
  if (!posted) {
    reactor->Finish(ToGrpc(absl::ResourceExhaustedError("too many calls wait for their turn; try again later")));
  }
  return reactor;
}

}  // namespace aurora::rpc
