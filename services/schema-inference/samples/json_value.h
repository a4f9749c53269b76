#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::schema_inference {

// A parsed message: small and plain, because inference looks at every value several times.
struct JsonValue {
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };
  struct Member;

  Kind kind = Kind::kNull;
  // kString: without quotes and escapes; kNumber: as written; kBool: "true" or "false".
  std::string text;
  std::vector<JsonValue> elements;
  std::vector<Member> members;

  // null when there is none, or when this is no object.
  const JsonValue* Find(std::string_view key) const;
  // As JSON, cut at `bytes_max`.
  std::string Print(size_t bytes_max) const;
};

struct JsonValue::Member {
  std::string key;
  JsonValue value;
};

}  // namespace aurora::schema_inference
