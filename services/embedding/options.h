#pragma once

#include <cstdint>
#include <string>

#include "libs/rpc/endpoint.h"
#include "services/embedding/endpoint/endpoint_embedder.h"

namespace aurora::service {
class Configuration;
}

namespace aurora::embedding {

// Every key of aurora-embedding; `aurora-embedding --print-config` documents them.
struct Options {
  rpc::ServerOptions grpc;
  // "minilm", "endpoint" or "words".
  std::string method = "minilm";
  // Empty: share/aurora/minilm beside the program's folder.
  std::string model_path;
  int64_t model_threads = 1;
  EndpointOptions endpoint;
  std::string cache_path;
  int64_t cache_entries_max = 50'000;

  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::embedding
