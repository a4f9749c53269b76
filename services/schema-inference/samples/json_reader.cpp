#include "services/schema-inference/samples/json_reader.h"

#include <simdjson.h>

#include <string>
#include <unordered_set>

namespace aurora::schema_inference {
namespace {

namespace od = simdjson::ondemand;
using table::Rejection;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

Rejection FromSimdjson(simdjson::error_code error) {
  switch (error) {
    case simdjson::SUCCESS:
      return Rejection::kNone;
    case simdjson::UTF8_ERROR:
      return Rejection::kInvalidUtf8;
    case simdjson::EMPTY:
      return Rejection::kEmpty;
    case simdjson::CAPACITY:
      return Rejection::kTooLarge;
    case simdjson::DEPTH_ERROR:
      return Rejection::kTooDeep;
    default:
      return Rejection::kNotJson;
  }
}

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

size_t SkipDigits(std::string_view text, size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

// A number by the grammar of JSON, of any size: the parser itself refuses those beyond 64 bits.
bool IsNumber(std::string_view text) {
  size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const size_t whole = SkipDigits(text, at);
  if (whole == at || (text[at] == '0' && whole > at + 1)) return false;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const size_t end = SkipDigits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const size_t end = SkipDigits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

Rejection ReadValue(od::value source, int depth, JsonValue* value);

Rejection ReadArray(od::array source, int depth, JsonValue* value) {
  value->kind = JsonValue::Kind::kArray;
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  for (auto item : source) {
    od::value element;
    if (const auto error = std::move(item).get(element)) return FromSimdjson(error);
    value->elements.emplace_back();
    const Rejection rejection = ReadValue(element, depth, &value->elements.back());
    if (rejection != Rejection::kNone) return rejection;
  }
  return Rejection::kNone;
}

Rejection ReadObject(od::object source, int depth, JsonValue* value) {
  value->kind = JsonValue::Kind::kObject;
  if (depth > table::kNestingMax) return Rejection::kTooDeep;
  std::unordered_set<std::string> keys;
  for (auto item : source) {
    od::field field;
    if (const auto error = std::move(item).get(field)) return FromSimdjson(error);
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return FromSimdjson(error);
    if (!keys.emplace(key).second) return Rejection::kDuplicateKey;
    value->members.push_back({std::string(key), {}});
    const Rejection rejection = ReadValue(field.value(), depth, &value->members.back().value);
    if (rejection != Rejection::kNone) return rejection;
  }
  return Rejection::kNone;
}

Rejection ReadScalar(od::value& source, od::json_type type, JsonValue* value) {
  if (type == od::json_type::string) {
    value->kind = JsonValue::Kind::kString;
    std::string_view text;
    if (const auto error = source.get_string().get(text)) return FromSimdjson(error);
    value->text = std::string(text);
    return Rejection::kNone;
  }
  value->text = std::string(Trim(source.raw_json_token()));
  if (type == od::json_type::number) {
    value->kind = JsonValue::Kind::kNumber;
    return IsNumber(value->text) ? Rejection::kNone : Rejection::kNotJson;
  }
  if (type == od::json_type::boolean) {
    value->kind = JsonValue::Kind::kBool;
    return value->text == "true" || value->text == "false" ? Rejection::kNone : Rejection::kNotJson;
  }
  value->kind = JsonValue::Kind::kNull;
  return value->text == "null" ? Rejection::kNone : Rejection::kNotJson;
}

// `depth` counts the objects and arrays around the value.
Rejection ReadValue(od::value source, int depth, JsonValue* value) {
  od::json_type type;
  if (const auto error = source.type().get(type)) return FromSimdjson(error);
  if (type == od::json_type::object) {
    od::object object;
    if (const auto error = source.get_object().get(object)) return FromSimdjson(error);
    return ReadObject(object, depth + 1, value);
  }
  if (type == od::json_type::array) {
    od::array array;
    if (const auto error = source.get_array().get(array)) return FromSimdjson(error);
    return ReadArray(array, depth + 1, value);
  }
  Rejection rejection = ReadScalar(source, type, value);
  if (rejection == Rejection::kNone && type != od::json_type::string) {
    // The token was only looked at: step over it.
    if (type == od::json_type::null) {
      bool null = false;
      rejection = FromSimdjson(source.is_null().get(null));
    } else if (type == od::json_type::boolean) {
      bool truth = false;
      rejection = FromSimdjson(source.get_bool().get(truth));
    }
  }
  return rejection;
}

}  // namespace

struct JsonReader::Impl {
  od::parser parser;
  std::string padded;
};

JsonReader::JsonReader() : impl_(std::make_unique<Impl>()) {}
JsonReader::~JsonReader() = default;

Rejection JsonReader::Read(std::string_view bytes, JsonValue* value) {
  *value = {};
  if (bytes.size() > table::kMessageBytesMax) return Rejection::kTooLarge;
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) bytes.remove_prefix(kByteOrderMark.size());
  bytes = Trim(bytes);
  if (bytes.empty()) return Rejection::kEmpty;
  impl_->padded.assign(bytes);
  impl_->padded.append(simdjson::SIMDJSON_PADDING, '\0');
  od::document document;
  if (const auto error =
          impl_->parser.iterate(impl_->padded.data(), bytes.size(), impl_->padded.size()).get(document)) {
    return FromSimdjson(error);
  }
  // As the member of an object any value can be read: only JSON of another kind is "no object".
  if (bytes[0] != '{') {
    const std::string wrapped = "{\"\":" + std::string(bytes) + "}";
    JsonValue outer;
    const Rejection rejection = Read(wrapped, &outer);
    if (rejection != Rejection::kNone) return rejection;
    return outer.members.size() == 1 ? Rejection::kNotObject : Rejection::kNotJson;
  }
  od::object object;
  if (const auto error = document.get_object().get(object)) return FromSimdjson(error);
  const Rejection rejection = ReadObject(object, 1, value);
  if (rejection != Rejection::kNone) return rejection;
  // Anything behind the object is where the parser would go on.
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? Rejection::kNone
                                                                        : Rejection::kNotJson;
}

}  // namespace aurora::schema_inference
