#include "services/ingest/pipeline/rejections/rejection_share.h"

#include "absl/strings/cord.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr char kUrl[] = "aurora/too-many-rejections";

}  // namespace

absl::Status TooManyRejections(std::string_view message) {
  absl::Status status = absl::FailedPreconditionError(base::Absl(message));
  status.SetPayload(kUrl, absl::Cord());
  return status;
}

bool IsTooManyRejections(const absl::Status& status) { return status.GetPayload(kUrl).has_value(); }

}  // namespace aurora::ingest
