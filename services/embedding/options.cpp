#include "services/embedding/options.h"

#include "libs/service/configuration.h"

namespace aurora::embedding {

void Options::Declare(service::Configuration& configuration) {
  grpc.Declare(configuration);
  configuration.AddChoice(
      "method", &method,
      "what makes vectors: the built-in model, an OpenAI-compatible endpoint, or nothing (words alone)",
      {"minilm", "endpoint", "words"});
  configuration.Add("model.path", &model_path,
                    "folder of the built-in model; empty: share/aurora/minilm beside the program's folder");
  configuration.Add("model.threads", &model_threads, "threads of one inference", 1, 64);
  configuration.Add("endpoint.url", &endpoint.url,
                    "base URL of the endpoint, e.g. http://127.0.0.1:11434/v1");
  configuration.Add("endpoint.model", &endpoint.model, "name of the endpoint's embedding model");
  configuration.AddSecret("endpoint.key", &endpoint.key, "the endpoint's key, if it wants one");
  configuration.Add("endpoint.timeout", &endpoint.timeout, "longest call to the endpoint",
                    absl::Milliseconds(10), absl::Minutes(5));
  configuration.Add("cache.path", &cache_path, "file that keeps vectors over a restart; empty: memory only");
  configuration.Add("cache.entries_max", &cache_entries_max, "vectors kept, about 1.6 kB each", 1,
                    10'000'000);
}

}  // namespace aurora::embedding
