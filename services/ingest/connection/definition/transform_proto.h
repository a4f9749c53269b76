#pragma once

#include "absl/status/statusor.h"
#include "services/ingest/transforms/transform.h"

namespace aurora::ingest::v1 {
class Transforms;
}

// Transforms on the wire and in the database.
namespace aurora::ingest {

// InvalidArgument names the transform; what does not go together is TransformPlan's to refuse.
absl::StatusOr<Transforms> FromProto(const v1::Transforms& transforms);
// Without the secret of hashes.
void ToProto(const Transforms& transforms, v1::Transforms* out);

}  // namespace aurora::ingest
