#include "services/schema-inference/samples/column_fit.h"

#include <charconv>
#include <cmath>

#include "libs/table/value_text.h"

namespace aurora::schema_inference {
namespace {

using table::EpochUnit;
using table::Kind;
using table::Rejection;
using JsonKind = JsonValue::Kind;

constexpr int kDecimalDigitsMax = 38;
constexpr int64_t kSecondsOfDay = 86400;

Rejection FitsInteger(const JsonValue& value, const table::Type& type) {
  if (value.kind != JsonKind::kNumber) return Rejection::kTypeMismatch;
  table::Int128 exact = 0;
  if (!table::ParseDecimal(value.text, kDecimalDigitsMax, 0, &exact)) return Rejection::kOutOfRange;
  const int first = static_cast<int>(type.IsSigned() ? Kind::kInt8 : Kind::kUInt8);
  const int bits = 8 << (static_cast<int>(type.kind) - first);
  const table::Int128 one = 1;
  const table::Int128 minimum = type.IsSigned() ? -(one << (bits - 1)) : 0;
  const table::Int128 maximum = (one << (type.IsSigned() ? bits - 1 : bits)) - 1;
  return exact >= minimum && exact <= maximum ? Rejection::kNone : Rejection::kOutOfRange;
}

template <typename T>
Rejection FitsFloat(const JsonValue& value) {
  if (value.kind != JsonKind::kNumber) return Rejection::kTypeMismatch;
  T parsed = 0;
  const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), parsed);
  return error == std::errc() && std::isfinite(parsed) ? Rejection::kNone : Rejection::kOutOfRange;
}

Rejection FitsDecimal(const JsonValue& value, const table::Type& type) {
  if (value.kind != JsonKind::kNumber && value.kind != JsonKind::kString) return Rejection::kTypeMismatch;
  table::Int128 scaled = 0;
  if (table::ParseDecimal(value.text, type.precision, type.scale, &scaled)) return Rejection::kNone;
  const bool number = value.kind == JsonKind::kNumber ||
                      table::ParseDecimal(value.text, kDecimalDigitsMax, type.scale, &scaled);
  return number ? Rejection::kOutOfRange : Rejection::kTypeMismatch;
}

int UnitScale(EpochUnit unit) {
  switch (unit) {
    case EpochUnit::kMilliseconds:
      return 3;
    case EpochUnit::kMicroseconds:
      return 6;
    default:
      return 0;
  }
}

Rejection ReadTicks(const JsonValue& value, const table::Field& field, int scale, int64_t* ticks) {
  if (value.kind == JsonKind::kString) {
    return table::ParseDateTime(value.text, scale, ticks) ? Rejection::kNone : Rejection::kTypeMismatch;
  }
  if (value.kind != JsonKind::kNumber || field.epoch_unit == EpochUnit::kNone)
    return Rejection::kTypeMismatch;
  const int unit_scale = UnitScale(field.epoch_unit);
  table::Int128 exact = 0;
  if (scale >= unit_scale) {
    if (!table::ParseDecimal(value.text, 18, scale - unit_scale, &exact)) return Rejection::kOutOfRange;
    *ticks = static_cast<int64_t>(exact);
    return Rejection::kNone;
  }
  if (!table::ParseDecimal(value.text, 18, 0, &exact) ||
      !table::EpochToTicks(static_cast<int64_t>(exact), field.epoch_unit, scale, ticks)) {
    return Rejection::kOutOfRange;
  }
  return Rejection::kNone;
}

Rejection FitsTime(const JsonValue& value, const table::Field& field) {
  const bool has_fraction = field.type.kind == Kind::kDateTime64;
  const int scale = has_fraction ? field.type.scale : 0;
  int64_t ticks = 0;
  const Rejection rejection = ReadTicks(value, field, scale, &ticks);
  if (rejection != Rejection::kNone) return rejection;
  return table::DateTimeFits(ticks, scale, field.type.kind) ? Rejection::kNone : Rejection::kOutOfRange;
}

Rejection FitsDate(const JsonValue& value, const table::Field& field) {
  int32_t days = 0;
  if (value.kind == JsonKind::kString) {
    if (!table::ParseDate(value.text, &days)) return Rejection::kTypeMismatch;
  } else {
    int64_t seconds = 0;
    const Rejection rejection = ReadTicks(value, field, 0, &seconds);
    if (rejection != Rejection::kNone) return rejection;
    if (seconds % kSecondsOfDay != 0) return Rejection::kOutOfRange;
    days = static_cast<int32_t>(seconds / kSecondsOfDay);
  }
  return table::DateFits(days, field.type.kind) ? Rejection::kNone : Rejection::kOutOfRange;
}

Rejection FitsText(const JsonValue& value, Kind kind) {
  if (value.kind != JsonKind::kString) return Rejection::kTypeMismatch;
  uint64_t high = 0;
  uint64_t low = 0;
  uint32_t v4 = 0;
  uint8_t v6[16];
  const bool fits = kind == Kind::kUuid   ? table::ParseUuid(value.text, &high, &low)
                    : kind == Kind::kIpv4 ? table::ParseIpv4(value.text, &v4)
                                          : table::ParseIpv6(value.text, v6);
  return fits ? Rejection::kNone : Rejection::kTypeMismatch;
}

Rejection FitsScalar(const JsonValue& value, const table::Field& field) {
  if (value.kind == JsonKind::kNull) return field.type.nullable ? Rejection::kNone : Rejection::kMissingValue;
  const table::Type& type = field.type;
  if (type.IsInteger()) return FitsInteger(value, type);
  switch (type.kind) {
    case Kind::kString:
      return Rejection::kNone;
    case Kind::kBool:
      return value.kind == JsonKind::kBool ? Rejection::kNone : Rejection::kTypeMismatch;
    case Kind::kFloat32:
      return FitsFloat<float>(value);
    case Kind::kFloat64:
      return FitsFloat<double>(value);
    case Kind::kDecimal:
      return FitsDecimal(value, type);
    case Kind::kDate:
    case Kind::kDate32:
      return FitsDate(value, field);
    case Kind::kDateTime:
    case Kind::kDateTime64:
      return FitsTime(value, field);
    default:
      return FitsText(value, type.kind);
  }
}

const JsonValue* ValueAt(const JsonValue& message, const std::vector<std::string>& path) {
  const JsonValue* value = &message;
  for (const std::string& step : path) {
    value = value->Find(step);
    if (value == nullptr) return nullptr;
  }
  return value;
}

}  // namespace

Rejection FitsColumn(const JsonValue* value, const table::Field& field) {
  if (field.type.array) {
    // Absent and null become an empty array.
    if (value == nullptr || value->kind == JsonKind::kNull) return Rejection::kNone;
    if (value->kind != JsonKind::kArray) return Rejection::kTypeMismatch;
    for (const JsonValue& element : value->elements) {
      const Rejection rejection = FitsScalar(element, field);
      if (rejection != Rejection::kNone) return rejection;
    }
    return Rejection::kNone;
  }
  if (value == nullptr) return field.type.nullable ? Rejection::kNone : Rejection::kMissingValue;
  return FitsScalar(*value, field);
}

Rejection FitsTable(const JsonValue& message, const table::TableSchema& schema, const table::Field** column) {
  for (const table::Field& field : schema.fields) {
    if (field.path.empty()) continue;
    const Rejection rejection = FitsColumn(ValueAt(message, field.path), field);
    if (rejection == Rejection::kNone) continue;
    *column = &field;
    return rejection;
  }
  return Rejection::kNone;
}

}  // namespace aurora::schema_inference
