#pragma once

#include "libs/table/rejection.h"
#include "libs/table/schema.h"
#include "services/schema-inference/samples/json_value.h"

namespace aurora::schema_inference {

// Whether ingest could write the message into the table: kNone, or why not; *column is then the column at
// fault.
table::Rejection FitsTable(const JsonValue& message, const table::TableSchema& schema,
                           const table::Field** column);

// Whether the value goes into the column; null for an absent one.
table::Rejection FitsColumn(const JsonValue* value, const table::Field& field);

}  // namespace aurora::schema_inference
