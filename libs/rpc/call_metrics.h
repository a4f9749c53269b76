#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace prometheus {
class Registry;
}

namespace aurora::rpc {

// Counts and times every call of our services (not health and reflection) as
// aurora_grpc_calls_total{method,code} and aurora_grpc_call_duration_seconds{method}, and logs failed ones.
// `registry` must outlive the server.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallMetrics(
    prometheus::Registry& registry);

}  // namespace aurora::rpc
