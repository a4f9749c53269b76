#pragma once

#include <vector>

#include "absl/time/time.h"
#include "libs/table/column_name.h"
#include "services/schema-inference/evidence/field_tree.h"
#include "services/schema-inference/proposal/key_choice.h"

namespace aurora::schema_inference {

// The columns that the samples' fields become: objects are flattened, what cannot be stays JSON text. At most
// `columns_max`; the rest stays in _overflow. The statistics belong to the tree.
std::vector<ColumnEvidence> ProposeColumns(const FieldTree& tree, table::ColumnNamer& namer,
                                           size_t columns_max, absl::Time now);

}  // namespace aurora::schema_inference
