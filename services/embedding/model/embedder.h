#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::embedding {

using Vector = std::vector<float>;

// Text -> vector. Two implementations: MiniLM in this process, and an OpenAI-compatible endpoint.
// Threads: Embed may be called by several threads.
class Embedder {
 public:
  virtual ~Embedder() = default;

  // One vector of unit length for each text, in the same order. Texts beyond the model's window are cut.
  virtual absl::StatusOr<std::vector<Vector>> Embed(std::span<const std::string> texts) = 0;
  // Names the weights, so that vectors of different models are never mixed.
  virtual const std::string& model() const = 0;
  // "minilm" or "endpoint".
  virtual const std::string& method() const = 0;
};

}  // namespace aurora::embedding
