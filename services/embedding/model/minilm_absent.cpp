#include "services/embedding/model/minilm.h"

namespace aurora::embedding {

absl::StatusOr<std::unique_ptr<Embedder>> CreateMiniLm(const MiniLmOptions&) {
  return absl::FailedPreconditionError(
      "this build has no OpenVINO; run third_party/openvino.sh and build again");
}

}  // namespace aurora::embedding
