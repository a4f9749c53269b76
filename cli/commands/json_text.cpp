#include "cli/commands/json_text.h"

#include <boost/json.hpp>
#include <cstdio>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace aurora::cli {

namespace json = boost::json;

const json::value& Member(const json::value& object, const char* name) {
  static const auto* null = new json::value();
  if (!object.is_object()) return *null;
  const json::value* member = object.as_object().if_contains(name);
  return member == nullptr ? *null : *member;
}

const json::array& List(const json::value& object, const char* name) {
  static const auto* empty = new json::array();
  const json::value& member = Member(object, name);
  return member.is_array() ? member.as_array() : *empty;
}

std::string CellText(const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(value.as_string());
  // JSON's own form of a number is with an exponent.
  if (value.is_double()) return absl::StrFormat("%.10g", value.as_double());
  return json::serialize(value);
}

std::string Text(const json::value& object, const char* name) { return CellText(Member(object, name)); }

std::string MomentText(const json::value& object, const char* name) {
  std::string text = Text(object, name);
  const size_t point = text.rfind('.');
  return point == std::string::npos || text.back() != 'Z' ? text : text.substr(0, point) + "Z";
}

double Number(const json::value& object, const char* name) {
  double number = 0;
  return absl::SimpleAtod(Text(object, name), &number) ? number : 0;
}

int PrintJson(const json::value& value) {
  std::printf("%s\n", json::serialize(value).c_str());
  return 0;
}

}  // namespace aurora::cli
