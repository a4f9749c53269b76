#include "libs/base/worker_pool.h"
#include "libs/rpc/endpoint.h"
#include "libs/service/runtime.h"
#include "services/schema-inference/options.h"
#include "services/schema-inference/service/schema_inference_service.h"

namespace aurora::schema_inference {

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  constexpr size_t kCallsWaitingMax = 32;
  base::WorkerPool pool(static_cast<size_t>(options.threads), kCallsWaitingMax);
  SchemaInferenceServiceImpl service(pool);
  auto server = rpc::Server::Create(options.grpc, {&service}, runtime);
  if (!server.ok()) return server.status();
  // Stateless: able to work as soon as it listens.
  runtime.AddReadinessCheck("grpc", [] { return absl::OkStatus(); });
  return runtime.Run();
}

}  // namespace aurora::schema_inference

int main(int argc, char** argv) {
  aurora::schema_inference::Options options;
  return aurora::service::Main(
      argc, argv, {"schema-inference", "sampled messages into a table's schema"},
      [&](auto& configuration) { options.Declare(configuration); },
      [&](auto& runtime) { return aurora::schema_inference::Serve(options, runtime); });
}
