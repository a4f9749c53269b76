#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace aurora::table {

// What one value of a column is, without Nullable, LowCardinality and Array around it.
enum class Kind : uint8_t {
  kBool,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUInt8,
  kUInt16,
  kUInt32,
  kUInt64,
  kFloat32,
  kFloat64,
  // Decimal(precision, scale), precision 1 to 38.
  kDecimal,
  kString,
  kUuid,
  kIpv4,
  kIpv6,
  kDate,
  kDate32,
  // DateTime('UTC'), seconds.
  kDateTime,
  // DateTime64(scale, 'UTC'), scale 0 to 9.
  kDateTime64,
};

// The type of a column that a message fills. Deliberately flat: what does not fit (arrays of arrays or of
// objects, maps) is kept as raw JSON text in a String.
struct Type {
  Kind kind = Kind::kString;
  // Array(element): the other members describe the element.
  bool array = false;
  // Nullable(T); in an array Array(Nullable(T)).
  bool nullable = false;
  // LowCardinality(String) or LowCardinality(Nullable(String)); only with kString.
  bool low_cardinality = false;
  // kDecimal only.
  uint8_t precision = 0;
  // kDecimal: digits after the point; kDateTime64: digits of the fraction of a second.
  uint8_t scale = 0;

  static Type Of(Kind kind) { return Type{kind}; }
  static Type Decimal(uint8_t precision, uint8_t scale) {
    return Type{Kind::kDecimal, false, false, false, precision, scale};
  }
  static Type DateTime64(uint8_t scale) { return Type{Kind::kDateTime64, false, false, false, 0, scale}; }
  static Type LowCardinalityString() { return Type{Kind::kString, false, false, true}; }

  bool operator==(const Type&) const = default;

  // As ClickHouse prints it, e.g. "Nullable(DateTime64(3, 'UTC'))".
  std::string Name() const;
  bool IsTime() const {
    return kind == Kind::kDate || kind == Kind::kDate32 || kind == Kind::kDateTime ||
           kind == Kind::kDateTime64;
  }
  bool IsInteger() const { return kind >= Kind::kInt8 && kind <= Kind::kUInt64; }
  bool IsSigned() const { return kind >= Kind::kInt8 && kind <= Kind::kInt64; }
};

// Times of another zone than UTC are refused, a time without a zone counts as UTC. InvalidArgument names the
// text and what is possible.
absl::StatusOr<Type> ParseType(std::string_view text);

}  // namespace aurora::table
