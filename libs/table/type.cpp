#include "libs/table/type.h"

#include <charconv>
#include <optional>
#include <utility>

#include "libs/base/text.h"

namespace aurora::table {
namespace {

using base::StrCat;

constexpr std::pair<std::string_view, Kind> kSimpleTypes[] = {
    {"Bool", Kind::kBool},       {"Int8", Kind::kInt8},       {"Int16", Kind::kInt16},
    {"Int32", Kind::kInt32},     {"Int64", Kind::kInt64},     {"UInt8", Kind::kUInt8},
    {"UInt16", Kind::kUInt16},   {"UInt32", Kind::kUInt32},   {"UInt64", Kind::kUInt64},
    {"Float32", Kind::kFloat32}, {"Float64", Kind::kFloat64}, {"String", Kind::kString},
    {"UUID", Kind::kUuid},       {"IPv4", Kind::kIpv4},       {"IPv6", Kind::kIpv6},
    {"Date", Kind::kDate},       {"Date32", Kind::kDate32},   {"DateTime", Kind::kDateTime},
};

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "Name(inner)" -> inner.
std::optional<std::string_view> Inside(std::string_view text, std::string_view name) {
  if (text.size() < name.size() + 2 || text.substr(0, name.size()) != name || text[name.size()] != '(' ||
      text.back() != ')') {
    return std::nullopt;
  }
  return Trim(text.substr(name.size() + 1, text.size() - name.size() - 2));
}

bool ParseSmallNumber(std::string_view text, uint8_t maximum, uint8_t* value) {
  text = Trim(text);
  unsigned parsed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (error != std::errc() || end != text.data() + text.size() || parsed > maximum) return false;
  *value = static_cast<uint8_t>(parsed);
  return true;
}

bool IsUtc(std::string_view text) { return text == "'UTC'" || text == "'Etc/UTC'"; }

bool ParseDecimalType(std::string_view text, Type* type) {
  const auto inside = Inside(text, "Decimal");
  if (!inside) return false;
  const size_t comma = inside->find(',');
  *type = Type::Of(Kind::kDecimal);
  return comma != std::string_view::npos &&
         ParseSmallNumber(inside->substr(0, comma), 38, &type->precision) && type->precision > 0 &&
         ParseSmallNumber(inside->substr(comma + 1), type->precision, &type->scale);
}

bool ParseTimeType(std::string_view text, Type* type) {
  if (const auto inside = Inside(text, "DateTime")) {
    *type = Type::Of(Kind::kDateTime);
    return IsUtc(*inside);
  }
  const auto inside = Inside(text, "DateTime64");
  if (!inside) return false;
  *type = Type::Of(Kind::kDateTime64);
  const size_t comma = inside->find(',');
  return ParseSmallNumber(inside->substr(0, comma), 9, &type->scale) &&
         (comma == std::string_view::npos || IsUtc(Trim(inside->substr(comma + 1))));
}

bool ParseScalar(std::string_view text, Type* type) {
  for (const auto& [name, kind] : kSimpleTypes) {
    if (text == name) {
      *type = Type::Of(kind);
      return true;
    }
  }
  return ParseDecimalType(text, type) || ParseTimeType(text, type);
}

bool ParseElement(std::string_view text, Type* type) {
  if (const auto inside = Inside(text, "LowCardinality")) {
    const auto nullable = Inside(*inside, "Nullable");
    *type = Type::LowCardinalityString();
    type->nullable = nullable.has_value();
    return nullable.value_or(*inside) == "String";
  }
  if (const auto inside = Inside(text, "Nullable")) {
    if (!ParseScalar(*inside, type)) return false;
    type->nullable = true;
    return true;
  }
  return ParseScalar(text, type);
}

std::string ScalarName(const Type& type) {
  if (type.kind == Kind::kDecimal) {
    return StrCat("Decimal(", int{type.precision}, ", ", int{type.scale}, ")");
  }
  if (type.kind == Kind::kDateTime64) return StrCat("DateTime64(", int{type.scale}, ", 'UTC')");
  if (type.kind == Kind::kDateTime) return "DateTime('UTC')";
  for (const auto& [name, kind] : kSimpleTypes) {
    if (kind == type.kind) return std::string(name);
  }
  return "String";
}

}  // namespace

std::string Type::Name() const {
  std::string name = ScalarName(*this);
  if (nullable) name = StrCat("Nullable(", name, ")");
  if (low_cardinality) name = StrCat("LowCardinality(", name, ")");
  if (array) name = StrCat("Array(", name, ")");
  return name;
}

absl::StatusOr<Type> ParseType(std::string_view text) {
  text = Trim(text);
  Type type;
  bool known = false;
  if (const auto inside = Inside(text, "Array")) {
    known = ParseElement(*inside, &type);
    type.array = true;
  } else {
    known = ParseElement(text, &type);
  }
  if (known) return type;
  return absl::InvalidArgumentError(StrCat(
      "type ", text.substr(0, 100),
      " cannot be filled from messages; use Bool, Int8 to Int64, UInt8 to UInt64, Float32, Float64, "
      "Decimal(P, S), String, LowCardinality(String), UUID, IPv4, IPv6, Date, Date32, DateTime('UTC') or "
      "DateTime64(P, 'UTC'), each also as Nullable(T) or Array(T)"));
}

}  // namespace aurora::table
