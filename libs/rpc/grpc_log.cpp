#include "libs/rpc/grpc_log.h"

#include <grpc/support/log.h>

#include <mutex>

#include "libs/base/log.h"

namespace aurora::rpc {

void RouteGrpcLog() {
  static std::once_flag once;
  std::call_once(once, [] {
    gpr_set_log_function([](gpr_log_func_args* arguments) {
      base::log::Debug(
          "grpc", {{"severity", gpr_log_severity_string(arguments->severity)}, {"text", arguments->message}});
    });
  });
}

}  // namespace aurora::rpc
