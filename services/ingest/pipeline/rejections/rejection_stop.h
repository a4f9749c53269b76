#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/rejections/rejection_share.h"

namespace aurora::ingest {

// Ends a shard's reading when too many messages of its connection did not fit. Belongs to the reading thread.
class RejectionStop {
 public:
  // `share` counts for all shards of the connection, and must outlive this; null: reading never ends.
  explicit RejectionStop(RejectionShare* share) : share_(share) {}

  // After the builder took the message at `offset`, before which it had counted `faults_before`. False when nothing more is to be read.
  bool Count(const BatchBuilder& builder, const kafka::Partition& partition, int64_t offset, uint64_t faults_before);
  // OK, or what was too many (IsTooManyRejections): what was read before is delivered like everything else.
  const absl::Status& status() const { return status_; }

 private:
  RejectionShare* const share_;
  absl::Status status_;
};

}  // namespace aurora::ingest
