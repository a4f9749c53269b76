#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::clickhouse {

enum class Kind : uint8_t {
  kBool,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kInt128,
  kInt256,
  kUInt8,
  kUInt16,
  kUInt32,
  kUInt64,
  kUInt128,
  kUInt256,
  kFloat32,
  kFloat64,
  // precision, scale.
  kDecimal,
  kString,
  // width.
  kFixedString,
  kUuid,
  kIpv4,
  kIpv6,
  kDate,
  kDate32,
  // time_zone.
  kDateTime,
  // scale, time_zone.
  kDateTime64,
  // One argument.
  kNullable,
  kArray,
  kLowCardinality,
  // Two arguments: key, value.
  kMap,
  // Arguments, and names when they have some.
  kTuple,
  // Enum8, Enum16, JSON, Variant, AggregateFunction and whatever comes: kept as text.
  kOther,
};

// The type of a column as the server names it.
struct Type {
  Kind kind = Kind::kOther;
  int precision = 0;
  int scale = 0;
  size_t width = 0;
  // "" when the type names none (the server's own zone).
  std::string time_zone;
  std::vector<Type> arguments;
  std::vector<std::string> names;
  // kOther: the whole name.
  std::string text;

  bool operator==(const Type&) const = default;

  // As the server prints it: "Nullable(DateTime64(3, 'UTC'))".
  std::string Name() const;
  // Without Nullable and LowCardinality around it.
  const Type& Bare() const;
  bool IsNullable() const;
  bool IsInteger() const { return kind >= Kind::kInt8 && kind <= Kind::kUInt256; }
  bool IsNumber() const { return kind >= Kind::kInt8 && kind <= Kind::kDecimal; }
  bool IsTime() const { return kind >= Kind::kDate && kind <= Kind::kDateTime64; }
  // Bytes of a value in Native's layout; 0 when they vary or it is made of columns.
  size_t FixedBytes() const;
};

// Nesting beyond this is refused.
inline constexpr int kTypeDepthMax = 32;

// InvalidArgument names the text and the position.
absl::StatusOr<Type> ParseType(std::string_view name);

// `order` with backquotes and its backquotes and backslashes escaped: safe for any text without NUL.
std::string QuoteIdentifier(std::string_view name);
// `db`.`table`, or `table` when the database is empty.
std::string QuoteTable(std::string_view database, std::string_view table);
// 'text' with quotes, backslashes and control characters escaped.
std::string QuoteString(std::string_view text);

}  // namespace aurora::clickhouse
