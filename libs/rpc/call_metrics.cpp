#include "libs/rpc/call_metrics.h"

#include <grpcpp/server_context.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/log.h"

namespace aurora::rpc {
namespace {

namespace log = base::log;

struct Families {
  prometheus::Family<prometheus::Counter>& calls;
  prometheus::Family<prometheus::Histogram>& durations;
};

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* buckets = new prometheus::Histogram::BucketBoundaries{
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
  return *buckets;
}

bool IsOurFault(grpc::StatusCode code) {
  return code == grpc::UNKNOWN || code == grpc::INTERNAL || code == grpc::DATA_LOSS ||
         code == grpc::UNAVAILABLE;
}

// Lives as long as one call; its hooks run one after the other.
class CallObserver final : public grpc::experimental::Interceptor {
 public:
  CallObserver(grpc::experimental::ServerRpcInfo* info, const Families& families)
      : info_(info), families_(families), begin_(absl::Now()) {}

  ~CallObserver() override {
    // A call whose client went away may end without a status.
    if (!recorded_) Record(grpc::Status(grpc::CANCELLED, "the client went away"), "");
  }

  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    using Hook = grpc::experimental::InterceptionHookPoints;
    if (methods->QueryInterceptionHookPoint(Hook::PRE_SEND_STATUS)) {
      const auto& metadata = info_->server_context()->client_metadata();
      const auto id = metadata.find("x-request-id");
      Record(methods->GetSendStatus(), id == metadata.end()
                                           ? std::string_view()
                                           : std::string_view(id->second.data(), id->second.size()));
    }
    methods->Proceed();
  }

 private:
  void Record(const grpc::Status& status, std::string_view request_id) {
    recorded_ = true;
    const absl::Duration elapsed = absl::Now() - begin_;
    const std::string code = absl::StatusCodeToString(static_cast<absl::StatusCode>(status.error_code()));
    families_.calls.Add({{"method", info_->method()}, {"code", code}}).Increment();
    families_.durations.Add({{"method", info_->method()}}, Buckets()).Observe(absl::ToDoubleSeconds(elapsed));
    if (status.ok()) return;
    log::Write(IsOurFault(status.error_code()) ? log::Level::kWarning : log::Level::kInfo, "call failed",
               {{"method", info_->method()},
                {"code", code},
                {"error", status.error_message()},
                {"request_id", request_id},
                {"elapsed_ms", absl::ToInt64Milliseconds(elapsed)}});
  }

  grpc::experimental::ServerRpcInfo* info_;
  const Families& families_;
  absl::Time begin_;
  bool recorded_ = false;
};

class CallMetrics final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit CallMetrics(prometheus::Registry& registry)
      : families_{prometheus::BuildCounter()
                      .Name("aurora_grpc_calls_total")
                      .Help("calls answered, by method and gRPC code")
                      .Register(registry),
                  prometheus::BuildHistogram()
                      .Name("aurora_grpc_call_duration_seconds")
                      .Help("time from a call's arrival to its status")
                      .Register(registry)} {}

  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override {
    if (std::string_view(info->method()).starts_with("/grpc.")) return nullptr;
    return new CallObserver(info, families_);
  }

 private:
  Families families_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallMetrics(
    prometheus::Registry& registry) {
  return std::make_unique<CallMetrics>(registry);
}

}  // namespace aurora::rpc
