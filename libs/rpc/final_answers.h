#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace aurora::rpc {

// Tells callers with every error that a handler answered not to try again (gRPC's metadata `grpc-retry-pushback-ms`): what is
// retried is a peer that could not be reached (see MakeChannel), not a ClickHouse or Kafka behind it.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeAnswersFinal();

}  // namespace aurora::rpc
