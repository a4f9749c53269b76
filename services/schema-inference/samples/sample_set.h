#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "libs/table/schema.h"
#include "services/schema-inference/samples/json_value.h"

namespace aurora::schema_inference {

// Samples that would not become rows for one reason.
struct RejectedSamples {
  // A stable code, as in the dead letters; with the column where one is at fault: "type_mismatch: total".
  std::string reason;
  uint64_t count = 0;
  // Index of the first one.
  uint64_t first = 0;
};

// Sampled messages, read once: those that are JSON objects, and why the others are none.
struct SampleSet {
  std::vector<JsonValue> usable;
  // Index of each usable one among the samples.
  std::vector<uint64_t> index;
  std::vector<RejectedSamples> rejected;

  static SampleSet Read(const std::vector<std::string_view>& samples);
  // "2 empty, 1 not JSON"; "none" without samples.
  std::string DescribeRejected() const;
};

// As SampleSet.rejected, and in addition the usable ones that do not fit the table; *usable counts the
// others.
std::vector<RejectedSamples> RejectedBy(const SampleSet& samples, const table::TableSchema& schema,
                                        uint64_t* usable);

}  // namespace aurora::schema_inference
