#include "services/ingest/evolution/safe_widening.h"

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

using table::Kind;
using table::Type;

int BitsOf(Kind kind) {
  switch (kind) {
    case Kind::kInt8:
    case Kind::kUInt8: return 8;
    case Kind::kInt16:
    case Kind::kUInt16: return 16;
    case Kind::kInt32:
    case Kind::kUInt32: return 32;
    default: return 64;
  }
}

// Decimal digits of the largest number.
int DigitsOf(Kind kind) {
  switch (BitsOf(kind)) {
    case 8: return 3;
    case 16: return 5;
    case 32: return 10;
    default: return kind == Kind::kUInt64 ? 20 : 19;
  }
}

bool IntegerWidens(const Type& from, const Type& to) {
  if (to.kind == Kind::kFloat64) return true;
  if (to.kind == Kind::kDecimal) return to.precision - to.scale >= DigitsOf(from.kind);
  if (!to.IsInteger() || BitsOf(to.kind) <= BitsOf(from.kind)) return false;
  return to.IsSigned() || !from.IsSigned();
}

// Whether each value has one in the new type, Nullable aside.
bool ValueWidens(const Type& from, const Type& to) {
  Type same = to;
  same.nullable = from.nullable;
  if (same == from) return true;
  if (to.array) return false;
  if (to.kind == Kind::kString) return !from.IsTime();
  if (from.IsInteger()) return IntegerWidens(from, to);
  switch (from.kind) {
    case Kind::kFloat32: return to.kind == Kind::kFloat64;
    case Kind::kDecimal:
      return to.kind == Kind::kDecimal && to.scale >= from.scale &&
             to.precision - to.scale >= from.precision - from.scale;
    case Kind::kDate: return to.kind == Kind::kDate32;
    // Nanoseconds do not reach the years that coarser times do.
    case Kind::kDateTime: return to.kind == Kind::kDateTime64;
    case Kind::kDateTime64: return to.kind == Kind::kDateTime64 && to.scale >= from.scale && to.scale < 9;
    default: return false;
  }
}

std::string Possible(const Type& from) {
  if (from.array) return "an array keeps its type";
  if (from.IsInteger()) return "wider whole numbers, Decimal with enough digits, Float64 and String";
  switch (from.kind) {
    case Kind::kFloat32: return "Float64 and String";
    case Kind::kDecimal: return "a Decimal with more digits before and after the point, and String";
    case Kind::kDate: return "Date32";
    case Kind::kDateTime: return "DateTime64(0 to 9, 'UTC')";
    case Kind::kDateTime64: return "a DateTime64 with a finer fraction, up to 8 digits";
    case Kind::kString: return "String with or without LowCardinality";
    default: return "String";
  }
}

}  // namespace

absl::StatusOr<table::Field> WidenField(const table::TableSchema& schema, const table::Field& field,
                                        const table::Type& wanted) {
  const std::string object = base::StrCat("column ", field.name, " of table ", schema.database, ".", schema.table);
  if (table::IsOwnColumn(field.name)) {
    return absl::FailedPreconditionError(base::StrCat(object, " is filled by Aurora itself and keeps its type"));
  }
  if (table::IsKeyColumn(schema, field.name)) {
    return absl::FailedPreconditionError(base::StrCat(
        object, " is one of the table's time, partition, sorting key or version, whose type ClickHouse does not change; connect "
                "the topic to a new table with the wanted type"));
  }
  table::Field wide = field;
  wide.type = wanted;
  // Of an array it says what its elements are.
  if (!wanted.array && !field.type.array) wide.type.nullable = wanted.nullable || field.type.nullable;
  if (wide.type == field.type) {
    return absl::InvalidArgumentError(base::StrCat(object, " is ", field.type.Name(), " already"));
  }
  if (field.type.array || !ValueWidens(field.type, wide.type)) {
    return absl::InvalidArgumentError(base::StrCat(object, " cannot go from ", field.type.Name(), " to ", wanted.Name(),
                                                   " without losing values; possible: ", Possible(field.type)));
  }
  return wide;
}

}  // namespace aurora::ingest
