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
  std::string time_column;
  std::string time_column_reason;
  std::string partition_by;
  std::string partition_by_reason;
  std::vector<std::string> order_by;
  std::string order_by_reason;
};

KeyChoice ChooseKeys(const std::vector<ColumnEvidence>& columns, absl::Time now);

}  // namespace aurora::schema_inference
