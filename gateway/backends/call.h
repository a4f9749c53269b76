#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/http/cancellation.h"
#include "libs/rpc/request_context.h"

namespace aurora::gateway::backends {

// What goes with each call to a service.
struct CallOptions {
  rpc::RequestContext context;
  absl::Duration timeout = absl::Seconds(10);
  // May be null.
  std::shared_ptr<http::Cancellation> cancellation;
};

// The answer of one call; errors are those of rpc::FromGrpc.
template <typename Response>
using Reply = boost::asio::awaitable<absl::StatusOr<Response>>;

// A server's stream, read one message at a time: the next is not asked for before the last was worked off, so
// that a slow reader slows the server. Used by one coroutine; destroying it cancels the call.
template <typename Response>
class Stream {
 public:
  virtual ~Stream() = default;
  // False at the end, whose reason Finish tells.
  virtual boost::asio::awaitable<bool> Next(Response* message) = 0;
  // After Next was false.
  virtual boost::asio::awaitable<absl::Status> Finish() = 0;
};

}  // namespace aurora::gateway::backends
