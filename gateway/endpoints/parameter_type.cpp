#include "gateway/endpoints/parameter_type.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <charconv>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::gateway::endpoints {
namespace {

namespace json = boost::json;

struct IntegerType {
  std::string_view name;
  std::string_view least;
  std::string_view most;
};
// As texts, so that one comparison does for all sizes.
constexpr IntegerType kIntegers[] = {
    {"Int8", "128", "127"},
    {"Int16", "32768", "32767"},
    {"Int32", "2147483648", "2147483647"},
    {"Int64", "9223372036854775808", "9223372036854775807"},
    {"Int128", "170141183460469231731687303715884105728", "170141183460469231731687303715884105727"},
    {"Int256", "57896044618658097711785492504343953926634992332820282019728792003956564819968",
     "57896044618658097711785492504343953926634992332820282019728792003956564819967"},
    {"UInt8", "0", "255"},
    {"UInt16", "0", "65535"},
    {"UInt32", "0", "4294967295"},
    {"UInt64", "0", "18446744073709551615"},
    {"UInt128", "0", "340282366920938463463374607431768211455"},
    {"UInt256", "0", "115792089237316195423570985008687907853269984665640564039457584007913129639935"},
};
// Above this many digits a JSON number is not safe to carry a whole number.
constexpr size_t kSafeDigitsMax = 10;

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view WithoutZeros(std::string_view digits) {
  const size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  return digits.substr(first);
}

// Whether digits are at most `most`, which has no leading zero.
bool AtMost(std::string_view digits, std::string_view most) {
  const std::string_view value = WithoutZeros(digits);
  return value.size() != most.size() ? value.size() < most.size() : value <= most;
}

std::string_view Trimmed(std::string_view text) { return base::Std(absl::StripAsciiWhitespace(base::Absl(text))); }

// "Decimal(18, 2)": name and what is in the brackets ("" without any).
struct TypeText {
  std::string_view name;
  std::string_view inner;
};
TypeText Split(std::string_view type) {
  const std::string_view text = Trimmed(type);
  const size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return {text, {}};
  return {Trimmed(text.substr(0, open)), Trimmed(text.substr(open + 1, text.size() - open - 2))};
}

bool ReadNumber(std::string_view text, size_t* number) { return absl::SimpleAtoi(base::Absl(Trimmed(text)), number); }

// The names of 'a' = 1, 'b' = 2, whose quotes are doubled or escaped within. Empty for what is none.
std::vector<std::string> EnumNames(std::string_view text) {
  std::vector<std::string> names;
  for (size_t at = text.find('\''); at != std::string_view::npos; at = text.find('\'', at)) {
    std::string name;
    for (++at; at < text.size(); ++at) {
      const bool doubled = text[at] == '\'' && at + 1 < text.size() && text[at + 1] == '\'';
      if (text[at] == '\\' || doubled) {
        ++at;
      } else if (text[at] == '\'') {
        break;
      }
      if (at < text.size()) name += text[at];
    }
    if (at >= text.size()) return {};
    ++at;
    names.push_back(std::move(name));
  }
  return names;
}

// Plain decimal notation, so that nobody wonders which spellings of infinity or hexadecimal there are.
bool IsFloat(std::string_view value) {
  double number = 0;
  return !value.empty() && value.find_first_not_of("0123456789.eE+-") == std::string_view::npos &&
         absl::SimpleAtod(base::Absl(value), &number) && std::isfinite(number);
}

bool IsUuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? value[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(value[i]))) return false;
  }
  return true;
}

bool IsAddress(int family, std::string_view value) {
  unsigned char bytes[16];
  return inet_pton(family, std::string(value).c_str(), bytes) == 1;
}

std::optional<std::string> If(bool fits, std::string_view value) {
  return fits ? std::optional<std::string>(value) : std::nullopt;
}

// "2026-11-26", and only so.
bool ReadDay(std::string_view text, int first_year, int last_year) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  absl::CivilDay day;
  if (!absl::ParseCivilTime(base::Absl(text), &day)) return false;
  return absl::FormatCivilTime(day) == base::Absl(text) && day.year() >= first_year && day.year() <= last_year;
}

// "14:00:00"
bool IsClock(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return false;
  const std::string_view hour = text.substr(0, 2);
  const std::string_view minute = text.substr(3, 2);
  const std::string_view second = text.substr(6, 2);
  return AllDigits(hour) && AllDigits(minute) && AllDigits(second) && hour < "24" && minute < "60" && second < "60";
}

// A JSON scalar as a query parameter would have it.
std::optional<std::string> ItemText(const json::value& item) {
  if (item.is_string()) return std::string(item.get_string().data(), item.get_string().size());
  if (item.is_int64()) return absl::StrCat(item.get_int64());
  if (item.is_uint64()) return absl::StrCat(item.get_uint64());
  if (item.is_bool()) return item.get_bool() ? "true" : "false";
  if (!item.is_double()) return std::nullopt;
  // The shortest text that reads back the same; Boost's own always has an exponent.
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), item.get_double()).ptr;
  return std::string(text.data(), end);
}

}  // namespace

absl::StatusOr<ParameterType> ParameterType::Parse(std::string_view clickhouse_type) {
  const TypeText text = Split(clickhouse_type);
  if (text.name == "Nullable" || text.name == "LowCardinality") return Parse(text.inner);
  ParameterType type;
  if (text.name == "Array") {
    auto item = Parse(text.inner);
    if (!item.ok()) return item.status();
    if (item->is_list()) return absl::InvalidArgumentError("a list of lists");
    type.kind_ = Kind::kList;
    type.item_ = std::make_shared<const ParameterType>(*std::move(item));
    return type;
  }
  for (const IntegerType& integer : kIntegers) {
    if (text.name != integer.name) continue;
    type.kind_ = Kind::kInteger;
    type.least_ = integer.least;
    type.most_ = integer.most;
    return type;
  }
  if (text.name == "Float32" || text.name == "Float64") {
    type.kind_ = Kind::kFloat;
    return type;
  }
  if (text.name.starts_with("Decimal")) {
    type.kind_ = Kind::kDecimal;
    size_t digits = 0;
    const size_t comma = text.inner.find(',');
    const bool sized = text.name.size() > 7;
    if (sized) digits = text.name == "Decimal32" ? 9 : text.name == "Decimal64" ? 18 : text.name == "Decimal128" ? 38 : 76;
    const bool read = sized ? ReadNumber(text.inner, &type.fraction_digits_)
                            : ReadNumber(text.inner.substr(0, comma), &digits) &&
                                  (comma == std::string_view::npos ||
                                   ReadNumber(text.inner.substr(comma + 1), &type.fraction_digits_));
    if (!read || type.fraction_digits_ > digits) return absl::InvalidArgumentError("a decimal without its digits");
    type.whole_digits_ = digits - type.fraction_digits_;
    return type;
  }
  if (text.name == "Bool") {
    type.kind_ = Kind::kBool;
  } else if (text.name == "String") {
    type.kind_ = Kind::kText;
  } else if (text.name == "FixedString" && ReadNumber(text.inner, &type.bytes_max_)) {
    type.kind_ = Kind::kText;
  } else if (text.name == "UUID") {
    type.kind_ = Kind::kUuid;
  } else if (text.name == "Date" || text.name == "Date32") {
    type.kind_ = Kind::kDate;
    type.first_year_ = text.name == "Date" ? 1970 : 1900;
    type.last_year_ = text.name == "Date" ? 2148 : 2299;
  } else if (text.name == "DateTime" || text.name == "DateTime64" || text.name == "DateTime32") {
    type.kind_ = Kind::kTime;
    if (text.name == "DateTime64" && !ReadNumber(text.inner.substr(0, text.inner.find(',')), &type.fraction_digits_)) {
      return absl::InvalidArgumentError("a DateTime64 without its precision");
    }
    type.first_year_ = text.name == "DateTime64" ? 1900 : 1970;
    type.last_year_ = text.name == "DateTime64" ? 2299 : 2105;
  } else if (text.name == "IPv4") {
    type.kind_ = Kind::kIpv4;
  } else if (text.name == "IPv6") {
    type.kind_ = Kind::kIpv6;
  } else if (text.name == "Enum" || text.name == "Enum8" || text.name == "Enum16") {
    type.kind_ = Kind::kEnum;
    type.names_ = EnumNames(text.inner);
    if (type.names_.empty()) return absl::InvalidArgumentError("an enumeration without names");
  } else {
    return absl::InvalidArgumentError(base::StrCat("the type ", text.name));
  }
  return type;
}

std::optional<std::string> ParameterType::ReadInteger(std::string_view value) const {
  const bool negative = value.starts_with('-');
  const std::string_view digits = negative ? value.substr(1) : value;
  return If(AllDigits(digits) && AtMost(digits, negative ? least_ : most_), value);
}

std::optional<std::string> ParameterType::ReadDecimal(std::string_view value) const {
  const std::string_view plain = value.starts_with('-') ? value.substr(1) : value;
  const size_t point = plain.find('.');
  const std::string_view whole = plain.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : plain.substr(point + 1);
  if (!AllDigits(whole) || (point != std::string_view::npos && !AllDigits(fraction))) return std::nullopt;
  const size_t whole_digits = WithoutZeros(whole) == "0" ? 0 : WithoutZeros(whole).size();
  return If(whole_digits <= whole_digits_ && fraction.size() <= fraction_digits_, value);
}

std::optional<std::string> ParameterType::ReadDate(std::string_view value) const {
  return If(ReadDay(value, first_year_, last_year_), value);
}

std::optional<std::string> ParameterType::ReadTime(std::string_view value) const {
  if (value.size() < 19 || !ReadDay(value.substr(0, 10), first_year_, last_year_) || !IsClock(value.substr(11, 8)) ||
      (value[10] != ' ' && value[10] != 'T' && value[10] != 't')) {
    return std::nullopt;
  }
  const size_t zone = value.find_first_of("Zz+-", 19);
  const std::string_view fraction = value.substr(19, zone == std::string_view::npos ? zone : zone - 19);
  if (!fraction.empty() &&
      (fraction[0] != '.' || !AllDigits(fraction.substr(1)) || fraction.size() - 1 > fraction_digits_)) {
    return std::nullopt;
  }
  if (zone == std::string_view::npos) return base::StrCat(value.substr(0, 10), " ", value.substr(11));
  // With a zone it is a moment: as seconds since 1970, which no time zone of the type bends.
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, absl::AsciiStrToUpper(base::Absl(value)), &time, &error)) return std::nullopt;
  const int64_t seconds = absl::ToUnixSeconds(time);
  // ClickHouse tells a moment from a year by its digits.
  if (seconds < 1'000'000'000 || seconds > 9'999'999'999) {
    const std::string utc = absl::FormatTime("%Y-%m-%d %H:%M:%S", time, absl::UTCTimeZone());
    return base::StrCat(utc, fraction);
  }
  return base::StrCat(seconds, fraction);
}

bool ParameterType::IsQuotedInList() const {
  return kind_ != Kind::kInteger && kind_ != Kind::kFloat && kind_ != Kind::kDecimal && kind_ != Kind::kBool;
}

std::optional<std::string> ParameterType::ReadList(std::string_view value) const {
  boost::system::error_code error;
  const json::value parsed = json::parse(boost::core::string_view(value.data(), value.size()), error);
  if (error || !parsed.is_array() || parsed.get_array().size() > kItemsMax) return std::nullopt;
  std::string list = "[";
  for (const json::value& item : parsed.get_array()) {
    const std::optional<std::string> text = ItemText(item);
    const std::optional<std::string> read = text.has_value() ? item_->Read(*text) : std::nullopt;
    if (!read.has_value()) return std::nullopt;
    if (list.size() > 1) list += ',';
    if (item_->IsQuotedInList()) {
      base::StrAppend(&list, "'", absl::StrReplaceAll(*read, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
    } else {
      list += *read;
    }
  }
  return list + "]";
}

std::optional<std::string> ParameterType::Read(std::string_view value) const {
  if (value.size() > kValueBytesMax || value.find('\0') != std::string_view::npos) return std::nullopt;
  switch (kind_) {
    case Kind::kInteger: return ReadInteger(value);
    case Kind::kFloat: return If(IsFloat(value), value);
    case Kind::kDecimal: return ReadDecimal(value);
    case Kind::kBool: return If(value == "true" || value == "false", value);
    case Kind::kText: return If(value.size() <= bytes_max_, value);
    case Kind::kUuid: return If(IsUuid(value), value);
    case Kind::kDate: return ReadDate(value);
    case Kind::kTime: return ReadTime(value);
    case Kind::kIpv4: return If(IsAddress(AF_INET, value), value);
    case Kind::kIpv6: return If(IsAddress(AF_INET6, value), value);
    case Kind::kEnum: return If(std::find(names_.begin(), names_.end(), value) != names_.end(), value);
    case Kind::kList: return ReadList(value);
  }
  return std::nullopt;
}

std::string ParameterType::example() const {
  switch (kind_) {
    case Kind::kInteger: return "7";
    case Kind::kFloat: return "1.5";
    case Kind::kDecimal: return whole_digits_ == 0 ? "0" : fraction_digits_ == 0 ? "9" : "9.5";
    case Kind::kBool: return "true";
    case Kind::kText: return bytes_max_ < 2 ? "A" : "CA";
    case Kind::kUuid: return "0192f0c1-2b3c-7def-8a01-23456789abcd";
    case Kind::kDate: return "2026-11-26";
    case Kind::kTime: return "2026-11-26 14:00:00";
    case Kind::kIpv4: return "192.0.2.1";
    case Kind::kIpv6: return "2001:db8::1";
    case Kind::kEnum: return names_.front();
    case Kind::kList: {
      const std::string item = item_->example();
      return item_->IsQuotedInList() ? base::StrCat("[", base::log::JsonQuote(item), "]") : base::StrCat("[", item, "]");
    }
  }
  return "";
}

boost::json::object ParameterType::Schema() const {
  switch (kind_) {
    case Kind::kInteger: {
      const std::string pattern = least_ == "0" ? "^[0-9]+$" : "^-?[0-9]+$";
      if (most_.size() > kSafeDigitsMax) {
        return {{"type", json::array{"integer", "string"}}, {"pattern", pattern}};
      }
      int64_t least = 0;
      int64_t most = 0;
      static_cast<void>(absl::SimpleAtoi(base::Absl(least_), &least));
      static_cast<void>(absl::SimpleAtoi(base::Absl(most_), &most));
      return {{"type", "integer"}, {"minimum", -least}, {"maximum", most}};
    }
    case Kind::kFloat: return {{"type", "number"}};
    case Kind::kDecimal: return {{"type", json::array{"number", "string"}}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}};
    case Kind::kBool: return {{"type", "boolean"}};
    case Kind::kText: return {{"type", "string"}, {"maxLength", bytes_max_}};
    case Kind::kUuid: return {{"type", "string"}, {"format", "uuid"}};
    case Kind::kDate: return {{"type", "string"}, {"format", "date"}};
    case Kind::kTime:
      return {{"type", "string"},
              {"description", "2026-11-26 14:00:00 in the type's time zone, or RFC 3339 with a zone."}};
    case Kind::kIpv4: return {{"type", "string"}, {"format", "ipv4"}};
    case Kind::kIpv6: return {{"type", "string"}, {"format", "ipv6"}};
    case Kind::kEnum: {
      json::array names(names_.begin(), names_.end());
      return {{"type", "string"}, {"enum", std::move(names)}};
    }
    case Kind::kList: return {{"type", "array"}, {"items", item_->Schema()}, {"maxItems", kItemsMax}};
  }
  return {};
}

}  // namespace aurora::gateway::endpoints
