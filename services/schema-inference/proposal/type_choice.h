#pragma once

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "libs/table/schema.h"
#include "services/schema-inference/evidence/field_statistics.h"

namespace aurora::schema_inference {

// A type, and the sentence that says why.
struct TypeChoice {
  table::Type type;
  table::EpochUnit epoch_unit = table::EpochUnit::kNone;
  std::string reason;
};

// `samples`: messages that could have carried the field; fewer values than that make it Nullable. `now`
// bounds what is plausible as a time.
TypeChoice ChooseType(std::string_view name, const FieldStatistics& statistics, uint64_t samples,
                      absl::Time now);

// 1000 -> "1,000"
std::string Thousands(uint64_t number);

}  // namespace aurora::schema_inference
