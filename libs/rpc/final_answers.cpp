#include "libs/rpc/final_answers.h"

#include <grpcpp/server_context.h>

namespace aurora::rpc {
namespace {

class FinalAnswer final : public grpc::experimental::Interceptor {
 public:
  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    using Hook = grpc::experimental::InterceptionHookPoints;
    if (methods->QueryInterceptionHookPoint(Hook::PRE_SEND_STATUS) && !methods->GetSendStatus().ok()) {
      // A negative time: never.
      methods->GetSendTrailingMetadata()->emplace("grpc-retry-pushback-ms", "-1");
    }
    methods->Proceed();
  }
};

class FinalAnswers final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo*) override {
    return new FinalAnswer();
  }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeAnswersFinal() {
  return std::make_unique<FinalAnswers>();
}

}  // namespace aurora::rpc
