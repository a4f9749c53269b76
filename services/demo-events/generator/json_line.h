#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::demo {

// Writes one flat or nested JSON object, field by field, in the order of the calls.
class JsonLine {
 public:
  JsonLine() : text_("{") {}

  JsonLine& Text(std::string_view name, std::string_view value);
  // Null when empty.
  JsonLine& TextOrNull(std::string_view name, std::string_view value);
  JsonLine& Integer(std::string_view name, int64_t value);
  JsonLine& IntegerOrNull(std::string_view name, bool is_null, int64_t value);
  // 1999 -> 19.99
  JsonLine& Cents(std::string_view name, int64_t cents);
  // Three decimals.
  JsonLine& Number(std::string_view name, double value);
  JsonLine& List(std::string_view name, const std::vector<std::string>& values);
  JsonLine& Begin(std::string_view name);
  JsonLine& End();

  // The whole object; call once, at the end.
  std::string Finish();

 private:
  void Name(std::string_view name);
  std::string text_;
};

}  // namespace aurora::demo
