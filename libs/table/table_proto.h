#pragma once

#include "absl/status/statusor.h"
#include "libs/table/schema.h"

namespace aurora::schema::v1 {
class Field;
class TableSchema;
}  // namespace aurora::schema::v1

// Conversion to and from the wire: link aurora::table_proto.
namespace aurora::table {

void ToProto(const Field& field, schema::v1::Field* out);
void ToProto(const TableSchema& schema, schema::v1::TableSchema* out);
// InvalidArgument for a type that ParseType does not know. Does not validate otherwise: see ValidateSchema.
absl::StatusOr<Field> FromProto(const schema::v1::Field& field);
absl::StatusOr<TableSchema> FromProto(const schema::v1::TableSchema& schema);

}  // namespace aurora::table
