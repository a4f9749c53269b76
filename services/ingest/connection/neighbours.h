#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// What schema inference says about one column.
struct ColumnEvidence {
  std::string name;
  uint64_t present = 0;
  uint64_t null = 0;
  uint64_t samples = 0;
  uint64_t distinct = 0;
  std::vector<std::string> examples;
  std::string reason;
};

struct RejectedSamples {
  std::string reason;
  uint64_t count = 0;
};

// A table as schema inference proposes it.
struct TableProposal {
  table::TableSchema schema;
  std::vector<ColumnEvidence> evidence;
  std::vector<std::string> reasons;
  std::string create_table_sql;
  std::vector<RejectedSamples> rejected;
};

// A column for a field that a table does not have yet.
struct NewColumn {
  table::Field field;
  std::string reason;
  // What its name is made of, when that is not the field's path.
  std::vector<std::string> name_path = {};
};

// The services that ingest asks: a process edge, with a fake in tests. Thread-safe.
class Neighbours {
 public:
  virtual ~Neighbours() = default;
  // InvalidArgument when no sample is a JSON object.
  virtual absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>& samples,
                                                    const std::string& database, const std::string& table,
                                                    const std::string& topic, absl::Time deadline) = 0;
  // Columns for what messages had beyond the table's: `samples` are their _overflow. None for fields whose type cannot be told
  // yet, and for keys that are data.
  virtual absl::StatusOr<std::vector<NewColumn>> PlanNewColumns(const table::TableSchema& schema,
                                                                const std::vector<std::string>& samples,
                                                                absl::Time deadline) = 0;
  // Makes the database when it is missing, and lets ingest write to it.
  virtual absl::Status EnsureDatabase(const std::string& database, absl::Time deadline) = 0;
};

}  // namespace aurora::ingest
