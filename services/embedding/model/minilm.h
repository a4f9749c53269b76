#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/embedding/model/embedder.h"

namespace aurora::embedding {

inline constexpr size_t kMiniLmDimensions = 384;

struct MiniLmOptions {
  // Folder with model.safetensors and vocab.txt.
  std::string path;
  // Of model.safetensors; the default is the official revision's.
  std::string sha256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db";
  // Threads of one inference.
  int threads = 1;
};

// all-MiniLM-L6-v2 (Wang et al. 2020; sentence-transformers, Apache-2.0) on OpenVINO, in f32, built from the
// weights. Errors: NotFound without the files, FailedPrecondition when their hash is another one or OpenVINO
// was not built in.
absl::StatusOr<std::unique_ptr<Embedder>> CreateMiniLm(const MiniLmOptions& options);

}  // namespace aurora::embedding
