#pragma once

#include "absl/status/statusor.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// The column with a wider type, as a person asked for it: every value that the column can hold has one in the new type, and
// ClickHouse converts what is stored (docs/adr/0014). Whole numbers become wider ones, Decimal or Float64 (beyond 2^53 a
// Float64 rounds, which is why nobody does it unasked); everything but times and arrays becomes String; times become
// finer. A Nullable column stays Nullable, and any column may become Nullable.
//
// InvalidArgument for a type that would lose values or that is the same; FailedPrecondition for a column of a key, which
// ClickHouse does not change. Both name the column and what is possible.
absl::StatusOr<table::Field> WidenField(const table::TableSchema& schema, const table::Field& field,
                                        const table::Type& wanted);

}  // namespace aurora::ingest
