#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/table/schema.h"
#include "services/schema-inference/proposal/key_choice.h"
#include "services/schema-inference/samples/sample_set.h"

// The three questions that this service answers, without any wire type. All are pure functions of what they
// get.
namespace aurora::schema_inference {

inline constexpr size_t kSamplesMax = 10'000;
inline constexpr size_t kSampleBytesMax = 64 << 20;

struct TableNames {
  std::string database;
  std::string table;
  std::string topic;
};

// Evidence of one column, without pointers into the statistics.
struct FieldEvidence {
  std::string name;
  uint64_t present = 0;
  uint64_t null = 0;
  uint64_t samples = 0;
  uint64_t distinct = 0;
  std::vector<std::string> examples;
  std::string reason;
};

struct SchemaProposal {
  table::TableSchema schema;
  std::vector<FieldEvidence> evidence;
  KeyChoice keys;
  std::string create_table_sql;
  uint64_t usable = 0;
  std::vector<RejectedSamples> rejected;
};

struct SchemaChange {
  table::Field field;
  std::string sql;
  std::string reason;
};
struct EvolutionPlan {
  table::TableSchema schema;
  std::vector<SchemaChange> changes;
};

struct SchemaCheck {
  std::string create_table_sql;
  uint64_t usable = 0;
  std::vector<RejectedSamples> rejected;
};

// InvalidArgument without a single JSON object among the samples, or for names that cannot be;
// ResourceExhausted beyond kSamplesMax or kSampleBytesMax. So for all three.
absl::StatusOr<SchemaProposal> ProposeSchema(const std::vector<std::string_view>& samples,
                                             const TableNames& names, absl::Time now);

// Adds columns for new fields and makes columns Nullable whose value is missing now and then; nothing else,
// so that no plan loses data. A field without any value is left for later. `new_fields_only`: the samples are only
// what had no column, so that nothing follows from what they lack.
absl::StatusOr<EvolutionPlan> PlanEvolution(const table::TableSchema& current,
                                            const std::vector<std::string_view>& samples, absl::Time now,
                                            bool new_fields_only = false);

absl::StatusOr<SchemaCheck> CheckSchema(const table::TableSchema& schema,
                                        const std::vector<std::string_view>& samples);

}  // namespace aurora::schema_inference
