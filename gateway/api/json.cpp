#include "gateway/api/json.h"

#include <google/protobuf/timestamp.pb.h>

#include <boost/json/parse.hpp>
#include <charconv>
#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/edit_distance.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

constexpr size_t kDepthMax = 32;
// Of a value in a message.
constexpr size_t kShownBytesMax = 64;

std::string_view View(const json::string& text) { return {text.data(), text.size()}; }

// A value as it can stand in a message, with a blank before it; "" for an empty text, a list or an object.
std::string ShownValue(const json::value* value) {
  if (value == nullptr || value->is_null() || value->is_structured()) return "";
  if (!value->is_string()) return " " + Serialize(*value);
  std::string_view text = View(value->get_string());
  if (text.empty()) return "";
  const bool whole = text.size() <= kShownBytesMax;
  text = text.substr(0, kShownBytesMax);
  // Not in the middle of a character.
  while (!whole && !IsUtf8(text)) text.remove_suffix(1);
  return base::StrCat(" ", base::log::JsonQuote(whole ? std::string(text) : base::StrCat(text, "...")));
}

template <typename Number>
void AppendNumber(Number number, std::string* text) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  text->append(buffer, end);
}

}  // namespace

void AppendJson(const json::value& value, std::string* text) {
  switch (value.kind()) {
    case json::kind::null:
      *text += "null";
      break;
    case json::kind::bool_:
      *text += value.get_bool() ? "true" : "false";
      break;
    case json::kind::int64:
      AppendNumber(value.get_int64(), text);
      break;
    case json::kind::uint64:
      AppendNumber(value.get_uint64(), text);
      break;
    case json::kind::double_:
      if (std::isfinite(value.get_double())) {
        AppendNumber(value.get_double(), text);
      } else {
        *text += "null";
      }
      break;
    case json::kind::string:
      *text += base::log::JsonQuote(View(value.get_string()));
      break;
    case json::kind::array: {
      char separator = '[';
      for (const json::value& item : value.get_array()) {
        *text += separator;
        AppendJson(item, text);
        separator = ',';
      }
      *text += value.get_array().empty() ? "[]" : "]";
      break;
    }
    case json::kind::object: {
      char separator = '{';
      for (const auto& member : value.get_object()) {
        *text += separator;
        *text += base::log::JsonQuote({member.key().data(), member.key().size()});
        *text += ':';
        AppendJson(member.value(), text);
        separator = ',';
      }
      *text += value.get_object().empty() ? "{}" : "}";
      break;
    }
  }
}

std::string Serialize(const json::value& value) {
  std::string text;
  AppendJson(value, &text);
  return text;
}

absl::StatusOr<json::object> ParseObject(std::string_view body, bool optional) {
  if (body.empty() && optional) return json::object();
  json::parse_options options;
  options.max_depth = kDepthMax;
  boost::system::error_code error;
  json::value parsed = json::parse(boost::core::string_view(body.data(), body.size()), error, {}, options);
  if (error) return absl::InvalidArgumentError("the body is not JSON in UTF-8; send an object");
  if (!parsed.is_object()) return absl::InvalidArgumentError("the body is JSON, but no object; send an object");
  return std::move(parsed.get_object());
}

std::string ObjectReader::Path(std::string_view name) const {
  return where_.empty() ? std::string(name) : base::StrCat(where_, ".", name);
}

std::string ObjectReader::Named(std::string_view name) const {
  return subject_.noun.empty() ? Path(name) : base::StrCat(subject_.noun, " ", name);
}

void ObjectReader::Fail(std::string_view name, std::string_view what) {
  Misfit(name, base::StrCat(ShownValue(Find(name)), " ", what));
}

void ObjectReader::Misfit(std::string_view name, std::string_view what) {
  status_.Update(absl::InvalidArgumentError(base::StrCat(Named(name), what)));
}

const json::value* ObjectReader::Find(std::string_view name) {
  known_.emplace(name);
  const json::value* value = object_.if_contains(boost::core::string_view(name.data(), name.size()));
  return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* ObjectReader::Any(std::string_view name) { return Find(name); }

void ObjectReader::Require(std::string_view name) {
  if (Find(name) == nullptr) Fail(name, "is missing");
}

bool ObjectReader::Text(std::string_view name, std::string* value, size_t bytes_max) {
  const json::value* found = Find(name);
  if (found == nullptr) return false;
  if (!found->is_string()) {
    Misfit(name, " must be a string");
    return false;
  }
  if (found->get_string().size() > bytes_max) {
    Misfit(name, absl::StrCat(" is longer than ", bytes_max, " bytes"));
    return false;
  }
  *value = View(found->get_string());
  return true;
}

bool ObjectReader::Integer(std::string_view name, int64_t* value, int64_t minimum, int64_t maximum) {
  const json::value* found = Find(name);
  if (found == nullptr) return false;
  boost::system::error_code error;
  const int64_t number = found->is_number() ? found->to_number<int64_t>(error) : 0;
  if (!found->is_number() || error || number < minimum || number > maximum) {
    Fail(name, absl::StrCat("must be a whole number from ", minimum, " to ", maximum));
    return false;
  }
  *value = number;
  return true;
}

bool ObjectReader::Boolean(std::string_view name, bool* value) {
  const json::value* found = Find(name);
  if (found == nullptr) return false;
  if (!found->is_bool()) {
    Fail(name, "must be true or false");
    return false;
  }
  *value = found->get_bool();
  return true;
}

bool ObjectReader::Texts(std::string_view name, std::vector<std::string>* values, size_t count_max) {
  const json::array* found = Array(name);
  if (found == nullptr) return false;
  if (found->size() > count_max) {
    Misfit(name, absl::StrCat(" has more than ", count_max, " items"));
    return false;
  }
  for (const json::value& item : *found) {
    if (!item.is_string()) {
      Misfit(name, " must be a list of strings");
      return false;
    }
    values->emplace_back(View(item.get_string()));
  }
  return true;
}

const json::object* ObjectReader::Object(std::string_view name) {
  const json::value* found = Find(name);
  if (found == nullptr) return nullptr;
  if (!found->is_object()) {
    Misfit(name, " must be an object");
    return nullptr;
  }
  return &found->get_object();
}

const json::array* ObjectReader::Array(std::string_view name) {
  const json::value* found = Find(name);
  if (found == nullptr) return nullptr;
  if (!found->is_array()) {
    Misfit(name, " must be a list");
    return nullptr;
  }
  return &found->get_array();
}

absl::Status ObjectReader::Finish() const {
  if (!status_.ok()) return status_;
  for (const auto& member : object_) {
    const std::string_view key(member.key().data(), member.key().size());
    if (known_.find(key) != known_.end()) continue;
    const std::string nearest =
        base::Nearest(key, std::vector<std::string>(known_.begin(), known_.end()));
    return absl::InvalidArgumentError(
        base::StrCat(Named(key.substr(0, 64)), " is unknown",
                     nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
  }
  return absl::OkStatus();
}

std::string FormatTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  return absl::FormatTime(micros % 1000 == 0 ? "%Y-%m-%dT%H:%M:%E3SZ" : "%Y-%m-%dT%H:%M:%E6SZ",
                          absl::FromUnixMicros(micros), absl::UTCTimeZone());
}

absl::Time FromProto(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

json::value TimestampJson(const google::protobuf::Timestamp& timestamp) {
  return json::value(FormatTimestamp(FromProto(timestamp)));
}

void ToProto(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  timestamp->set_seconds(seconds);
  timestamp->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
}

absl::StatusOr<absl::Time> ParseTimestamp(std::string_view text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, base::Absl(text), &time, &error) || time == absl::InfiniteFuture() ||
      time == absl::InfinitePast()) {
    return absl::InvalidArgumentError("is not an RFC 3339 time such as 2026-11-21T14:00:00Z");
  }
  return time;
}

bool IsUtf8(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const size_t length = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3 : (lead >> 3) == 30 ? 4 : 0;
    if (length == 0 || i + length > bytes.size()) return false;
    uint32_t point = length == 1 ? lead : lead & (0x7f >> length);
    for (size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if ((next >> 6) != 2) return false;
      point = (point << 6) | (next & 0x3f);
    }
    static constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
    i += length;
  }
  return true;
}

std::string Base64(std::string_view bytes) { return absl::Base64Escape(base::Absl(bytes)); }

}  // namespace aurora::gateway::api
