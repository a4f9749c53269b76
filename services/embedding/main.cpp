#include <filesystem>

#include "libs/base/log.h"
#include "libs/base/worker_pool.h"
#include "libs/service/runtime.h"
#include "services/embedding/model/minilm.h"
#include "services/embedding/options.h"
#include "services/embedding/search/collections.h"
#include "services/embedding/service/embedding_service.h"

namespace aurora::embedding {
namespace {

absl::StatusOr<std::unique_ptr<Embedder>> MakeEmbedder(const Options& options) {
  if (options.method == "words") return absl::FailedPreconditionError("method is words by configuration");
  if (options.method == "endpoint") return CreateEndpointEmbedder(options.endpoint);
  MiniLmOptions model;
  model.path = options.model_path;
  model.threads = static_cast<int>(options.model_threads);
  if (model.path.empty()) {
    model.path = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "../share/aurora/minilm";
  }
  return CreateMiniLm(model);
}

}  // namespace

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  auto embedder = MakeEmbedder(options);
  const std::string degraded_reason(embedder.ok() ? "" : embedder.status().message());
  if (!embedder.ok()) base::log::Warning("words alone are active", {{"status", embedder.status()}});
  Embedder* model = embedder.ok() ? embedder->get() : nullptr;

  auto cache = VectorCache::Open(options.cache_path, static_cast<size_t>(options.cache_entries_max));
  if (!cache.ok()) return cache.status();
  Collections collections(model, **cache);
  base::WorkerPool pool(2, 64);
  EmbeddingServiceImpl service(collections, model, **cache, degraded_reason, pool);
  auto server = rpc::Server::Create(options.grpc, {&service}, runtime);
  if (!server.ok()) return server.status();
  // Words alone is a lesser answer, not an outage: the reason is in DescribeModel and the log.
  runtime.AddReadinessCheck("collections", [] { return absl::OkStatus(); });
  return runtime.Run();
}

}  // namespace aurora::embedding

int main(int argc, char** argv) {
  aurora::embedding::Options options;
  return aurora::service::Main(
      argc, argv, {"embedding", "text to vectors, and search over names and values"},
      [&](auto& configuration) { options.Declare(configuration); },
      [&](auto& runtime) { return aurora::embedding::Serve(options, runtime); });
}
