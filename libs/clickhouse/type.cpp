#include "libs/clickhouse/type.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "libs/base/text.h"

namespace aurora::clickhouse {
namespace {

using base::StrCat;

struct Simple {
  Kind kind;
  std::string_view name;
  size_t bytes;
};
constexpr std::array kSimple = {
    Simple{Kind::kBool, "Bool", 1},       Simple{Kind::kInt8, "Int8", 1},       Simple{Kind::kInt16, "Int16", 2},
    Simple{Kind::kInt32, "Int32", 4},     Simple{Kind::kInt64, "Int64", 8},     Simple{Kind::kInt128, "Int128", 16},
    Simple{Kind::kInt256, "Int256", 32},  Simple{Kind::kUInt8, "UInt8", 1},     Simple{Kind::kUInt16, "UInt16", 2},
    Simple{Kind::kUInt32, "UInt32", 4},   Simple{Kind::kUInt64, "UInt64", 8},   Simple{Kind::kUInt128, "UInt128", 16},
    Simple{Kind::kUInt256, "UInt256", 32}, Simple{Kind::kFloat32, "Float32", 4}, Simple{Kind::kFloat64, "Float64", 8},
    Simple{Kind::kString, "String", 0},   Simple{Kind::kUuid, "UUID", 16},      Simple{Kind::kIpv4, "IPv4", 4},
    Simple{Kind::kIpv6, "IPv6", 16},      Simple{Kind::kDate, "Date", 2},       Simple{Kind::kDate32, "Date32", 4},
};

struct Alias {
  std::string_view name;
  int precision;
};
// Decimal32(S) and its like fix the precision.
constexpr std::array kDecimalAliases = {Alias{"Decimal32", 9}, Alias{"Decimal64", 18}, Alias{"Decimal128", 38},
                                        Alias{"Decimal256", 76}};

struct Composite {
  Kind kind;
  std::string_view name;
  size_t arguments;
};
constexpr std::array kComposite = {
    Composite{Kind::kNullable, "Nullable", 1}, Composite{Kind::kArray, "Array", 1},
    Composite{Kind::kLowCardinality, "LowCardinality", 1}, Composite{Kind::kMap, "Map", 2}};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Recursive descent over the name of a type; every step leaves position_ behind what it took.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  absl::StatusOr<Type> Whole() {
    absl::StatusOr<Type> type = One(0);
    if (!type.ok()) return type;
    Blanks();
    if (position_ != text_.size()) return Error();
    return type;
  }

 private:
  absl::Status Error() const {
    return absl::InvalidArgumentError(
        StrCat("\"", text_, "\" is not the name of a type (position ", position_ + 1, ")"));
  }
  void Blanks() {
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\n')) ++position_;
  }
  bool Take(char c) {
    Blanks();
    if (position_ >= text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }
  std::string_view Word() {
    Blanks();
    const size_t begin = position_;
    while (position_ < text_.size() && IsWordByte(text_[position_])) ++position_;
    return text_.substr(begin, position_ - begin);
  }
  std::optional<int> Number() {
    const std::string_view word = Word();
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return number;
  }
  std::optional<std::string> Quoted(char quote) {
    if (!Take(quote)) return std::nullopt;
    std::string value;
    while (position_ < text_.size()) {
      const char c = text_[position_++];
      if (c == quote) return value;
      if (c == '\\' && position_ < text_.size()) {
        value.push_back(text_[position_++]);
      } else {
        value.push_back(c);
      }
    }
    return std::nullopt;
  }
  // Behind the closing parenthesis that matches the one at position_, if there is one.
  bool SkipParentheses() {
    if (!Take('(')) return true;
    int depth = 1;
    while (position_ < text_.size() && depth > 0) {
      const char c = text_[position_];
      if (c == '\'' || c == '`') {
        if (!Quoted(c)) return false;
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')') --depth;
      ++position_;
    }
    return depth == 0;
  }

  absl::StatusOr<Type> One(int depth) {
    if (depth > kTypeDepthMax) return Error();
    const size_t begin = position_;
    const std::string_view word = Word();
    if (word.empty()) return Error();
    Type type;
    for (const Simple& simple : kSimple) {
      if (word == simple.name) {
        type.kind = simple.kind;
        return type;
      }
    }
    for (const Composite& composite : kComposite) {
      if (word == composite.name) return Arguments(composite, depth);
    }
    if (word == "FixedString" || word == "Decimal" || word == "DateTime" || word == "DateTime64") {
      return Sized(word);
    }
    for (const Alias& alias : kDecimalAliases) {
      if (word == alias.name) return DecimalAlias(alias);
    }
    if (word == "Tuple") return Tuple(depth);
    if (!SkipParentheses()) return Error();
    const std::string_view whole = text_.substr(begin, position_ - begin);
    type.text = std::string(whole.substr(whole.find_first_not_of(" \n")));
    return type;
  }

  absl::StatusOr<Type> Arguments(const Composite& composite, int depth) {
    Type type;
    type.kind = composite.kind;
    if (!Take('(')) return Error();
    for (size_t i = 0; i < composite.arguments; ++i) {
      if (i > 0 && !Take(',')) return Error();
      absl::StatusOr<Type> argument = One(depth + 1);
      if (!argument.ok()) return argument;
      type.arguments.push_back(*std::move(argument));
    }
    if (!Take(')')) return Error();
    return type;
  }

  absl::StatusOr<Type> Tuple(int depth) {
    Type type;
    type.kind = Kind::kTuple;
    if (!Take('(')) return Error();
    while (true) {
      // `name Type` or `Type`: a word followed by another is a name.
      const size_t begin = position_;
      std::string name;
      Blanks();
      if (position_ < text_.size() && text_[position_] == '`') {
        name = Quoted('`').value_or("");
      } else {
        name = std::string(Word());
        Blanks();
        if (position_ >= text_.size() || !IsWordByte(text_[position_])) {
          name.clear();
          position_ = begin;
        }
      }
      absl::StatusOr<Type> argument = One(depth + 1);
      if (!argument.ok()) return argument;
      type.arguments.push_back(*std::move(argument));
      if (!name.empty()) type.names.push_back(std::move(name));
      if (Take(')')) break;
      if (!Take(',')) return Error();
    }
    if (!type.names.empty() && type.names.size() != type.arguments.size()) return Error();
    return type;
  }

  absl::StatusOr<Type> DecimalAlias(const Alias& alias) {
    Type type;
    type.kind = Kind::kDecimal;
    type.precision = alias.precision;
    if (!Take('(')) return Error();
    const std::optional<int> scale = Number();
    if (!scale || *scale > type.precision || !Take(')')) return Error();
    type.scale = *scale;
    return type;
  }

  absl::StatusOr<Type> Sized(std::string_view word) {
    Type type;
    if (word == "DateTime") {
      type.kind = Kind::kDateTime;
      if (!Take('(')) return type;
      std::optional<std::string> zone = Quoted('\'');
      if (!zone || !Take(')')) return Error();
      type.time_zone = *std::move(zone);
      return type;
    }
    if (!Take('(')) return Error();
    const std::optional<int> first = Number();
    if (!first) return Error();
    if (word == "FixedString") {
      type.kind = Kind::kFixedString;
      type.width = static_cast<size_t>(*first);
      if (type.width == 0) return Error();
    } else if (word == "Decimal") {
      type.kind = Kind::kDecimal;
      type.precision = *first;
      if (Take(',')) type.scale = Number().value_or(-1);
      if (type.precision < 1 || type.precision > 76 || type.scale < 0 || type.scale > type.precision) {
        return Error();
      }
    } else {
      type.kind = Kind::kDateTime64;
      type.scale = *first;
      if (type.scale > 9) return Error();
      if (Take(',')) {
        std::optional<std::string> zone = Quoted('\'');
        if (!zone) return Error();
        type.time_zone = *std::move(zone);
      }
    }
    if (!Take(')')) return Error();
    return type;
  }

  const std::string_view text_;
  size_t position_ = 0;
};

std::string Quote(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\0':
        quoted += "\\0";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (c == quote || c == '\\') quoted.push_back('\\');
        quoted.push_back(c);
    }
  }
  quoted.push_back(quote);
  return quoted;
}

bool IsPlainName(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (const char c : name) {
    if (!IsWordByte(c)) return false;
  }
  return true;
}

std::string ArgumentNames(const Type& type) {
  std::string text;
  for (size_t i = 0; i < type.arguments.size(); ++i) {
    if (i > 0) text += ", ";
    if (i < type.names.size()) {
      text += IsPlainName(type.names[i]) ? type.names[i] : QuoteIdentifier(type.names[i]);
      text += " ";
    }
    text += type.arguments[i].Name();
  }
  return text;
}

}  // namespace

std::string Type::Name() const {
  for (const Simple& simple : kSimple) {
    if (kind == simple.kind) return std::string(simple.name);
  }
  const std::string zone = time_zone.empty() ? "" : QuoteString(time_zone);
  switch (kind) {
    case Kind::kDecimal:
      return StrCat("Decimal(", precision, ", ", scale, ")");
    case Kind::kFixedString:
      return StrCat("FixedString(", width, ")");
    case Kind::kDateTime:
      return zone.empty() ? "DateTime" : StrCat("DateTime(", zone, ")");
    case Kind::kDateTime64:
      return StrCat("DateTime64(", scale, zone.empty() ? "" : ", ", zone, ")");
    case Kind::kNullable:
      return StrCat("Nullable(", ArgumentNames(*this), ")");
    case Kind::kArray:
      return StrCat("Array(", ArgumentNames(*this), ")");
    case Kind::kLowCardinality:
      return StrCat("LowCardinality(", ArgumentNames(*this), ")");
    case Kind::kMap:
      return StrCat("Map(", ArgumentNames(*this), ")");
    case Kind::kTuple:
      return StrCat("Tuple(", ArgumentNames(*this), ")");
    default:
      return text;
  }
}

const Type& Type::Bare() const {
  const Type* type = this;
  while (type->kind == Kind::kNullable || type->kind == Kind::kLowCardinality) type = &type->arguments[0];
  return *type;
}

bool Type::IsNullable() const {
  const Type* type = this;
  while (type->kind == Kind::kLowCardinality) type = &type->arguments[0];
  return type->kind == Kind::kNullable;
}

size_t Type::FixedBytes() const {
  for (const Simple& simple : kSimple) {
    if (kind == simple.kind) return simple.bytes;
  }
  switch (kind) {
    case Kind::kDecimal:
      return precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
    case Kind::kFixedString:
      return width;
    case Kind::kDateTime:
      return 4;
    case Kind::kDateTime64:
      return 8;
    default:
      return 0;
  }
}

absl::StatusOr<Type> ParseType(std::string_view name) { return Parser(name).Whole(); }

std::string QuoteIdentifier(std::string_view name) { return Quote(name, '`'); }

std::string QuoteTable(std::string_view database, std::string_view table) {
  return database.empty() ? QuoteIdentifier(table)
                          : StrCat(QuoteIdentifier(database), ".", QuoteIdentifier(table));
}

std::string QuoteString(std::string_view text) { return Quote(text, '\''); }

}  // namespace aurora::clickhouse
