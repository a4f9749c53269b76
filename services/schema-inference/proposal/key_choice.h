#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/table/schema.h"
#include "services/schema-inference/evidence/field_statistics.h"

namespace aurora::schema_inference {

// A proposed column and what was seen of it.
struct ColumnEvidence {
  table::Field field;
  const FieldStatistics* statistics = nullptr;
  std::string reason;
};

// The column that says when a row happened, and the keys that follow from it; one sentence each says why.
struct KeyChoice {
  // May be Nullable; then the keys use Kafka's timestamp.
  std::string time_column;
  std::string time_column_reason;
  std::string partition_by;
  std::string partition_by_reason;
  std::vector<std::string> order_by;
  std::string order_by_reason;
};

// `samples`: messages that were looked at.
KeyChoice ChooseKeys(const std::vector<ColumnEvidence>& columns, uint64_t samples, absl::Time now);

}  // namespace aurora::schema_inference
