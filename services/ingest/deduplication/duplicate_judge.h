#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "libs/clickhouse/column.h"

namespace aurora::ingest {

// Says of each row that a message would become whether it is left out, in the order of the offsets. Not thread-safe.
class DuplicateJudge {
 public:
  virtual ~DuplicateJudge() = default;
  // Of the row that was appended to the columns last. When trouble() is not ok afterwards the answer means nothing.
  virtual bool IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t offset, int64_t timestamp_ms) = 0;
  // The message is in the table or in the dead letters already.
  virtual void Held(int64_t offset, int64_t timestamp_ms) = 0;
  virtual const absl::Status& trouble() const = 0;
};

}  // namespace aurora::ingest
