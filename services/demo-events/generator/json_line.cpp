#include "services/demo-events/generator/json_line.h"

#include "absl/strings/str_format.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::demo {

void JsonLine::Name(std::string_view name) {
  if (text_.back() != '{') text_ += ',';
  base::StrAppend(&text_, "\"", name, "\":");
}

JsonLine& JsonLine::Text(std::string_view name, std::string_view value) {
  Name(name);
  text_ += base::log::JsonQuote(value);
  return *this;
}

JsonLine& JsonLine::TextOrNull(std::string_view name, std::string_view value) {
  if (!value.empty()) return Text(name, value);
  Name(name);
  text_ += "null";
  return *this;
}

JsonLine& JsonLine::Integer(std::string_view name, int64_t value) {
  Name(name);
  base::StrAppend(&text_, value);
  return *this;
}

JsonLine& JsonLine::IntegerOrNull(std::string_view name, bool is_null, int64_t value) {
  if (!is_null) return Integer(name, value);
  Name(name);
  text_ += "null";
  return *this;
}

JsonLine& JsonLine::Cents(std::string_view name, int64_t cents) {
  Name(name);
  absl::StrAppendFormat(&text_, "%d.%02d", cents / 100, cents % 100);
  return *this;
}

JsonLine& JsonLine::Number(std::string_view name, double value) {
  Name(name);
  absl::StrAppendFormat(&text_, "%.3f", value);
  return *this;
}

JsonLine& JsonLine::List(std::string_view name, const std::vector<std::string>& values) {
  Name(name);
  text_ += '[';
  for (const std::string& value : values) {
    if (text_.back() != '[') text_ += ',';
    text_ += base::log::JsonQuote(value);
  }
  text_ += ']';
  return *this;
}

JsonLine& JsonLine::Begin(std::string_view name) {
  Name(name);
  text_ += '{';
  return *this;
}

JsonLine& JsonLine::End() {
  text_ += '}';
  return *this;
}

std::string JsonLine::Finish() {
  text_ += '}';
  return std::move(text_);
}

}  // namespace aurora::demo
