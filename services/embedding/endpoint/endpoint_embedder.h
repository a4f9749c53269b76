#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "services/embedding/model/embedder.h"

namespace aurora::embedding {

struct EndpointOptions {
  // "http://127.0.0.1:11434/v1": `/embeddings` is called below it. Empty: no endpoint.
  std::string url;
  std::string model;
  base::Secret key;
  absl::Duration timeout = absl::Seconds(10);
};

// Vectors of an OpenAI-compatible endpoint (OpenAI, Ollama, llama.cpp, vLLM). One try a call: the caller
// falls back to words.
absl::StatusOr<std::unique_ptr<Embedder>> CreateEndpointEmbedder(const EndpointOptions& options);

// The request's and the answer's JSON, apart from the network.
std::string EmbeddingsRequest(const std::string& model, std::span<const std::string> texts);
// Vectors in the order of their `index`, made unit length. Internal when the answer has not `count` equally
// long ones.
absl::StatusOr<std::vector<Vector>> ParseEmbeddingsAnswer(std::string_view json, size_t count);

}  // namespace aurora::embedding
