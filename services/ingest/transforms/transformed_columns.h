#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "libs/table/schema.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// A table that was proposed for messages as they are shown (TransformTranslator::Names::kNew), for messages
// as they come: columns of renamed fields are filled from where the messages have them, and have the types
// that casts say. A column of the partition that is no time any more leaves that to Kafka's timestamp.
void AdaptSchema(const TransformPlan& plan, table::TableSchema& schema);

// A column for a field that the table does not have yet, as transforms want it: its type, and where another
// name was given *name_path, of which the name is to be made.
void AdaptNewField(const TransformPlan& plan, table::Field& field, std::vector<std::string>* name_path);

// Columns whose text may stand for a number, or true and false.
std::set<std::string> CastColumns(const TransformPlan& plan, const table::TableSchema& schema);

// InvalidArgument names a column that is filled from a dropped field.
absl::Status CheckSchema(const TransformPlan& plan, const table::TableSchema& schema);

}  // namespace aurora::ingest
