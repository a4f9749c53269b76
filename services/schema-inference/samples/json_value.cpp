#include "services/schema-inference/samples/json_value.h"

#include "libs/base/log.h"

namespace aurora::schema_inference {
namespace {

void PrintTo(const JsonValue& value, size_t bytes_max, std::string* out) {
  if (out->size() > bytes_max) return;
  switch (value.kind) {
    case JsonValue::Kind::kNull:
      *out += "null";
      return;
    case JsonValue::Kind::kBool:
    case JsonValue::Kind::kNumber:
      *out += value.text;
      return;
    case JsonValue::Kind::kString:
      *out += base::log::JsonQuote(value.text);
      return;
    case JsonValue::Kind::kArray: {
      *out += '[';
      for (size_t i = 0; i < value.elements.size(); ++i) {
        if (i > 0) *out += ',';
        PrintTo(value.elements[i], bytes_max, out);
      }
      *out += ']';
      return;
    }
    case JsonValue::Kind::kObject: {
      *out += '{';
      for (size_t i = 0; i < value.members.size(); ++i) {
        if (i > 0) *out += ',';
        *out += base::log::JsonQuote(value.members[i].key) + ":";
        PrintTo(value.members[i].value, bytes_max, out);
      }
      *out += '}';
      return;
    }
  }
}

// Not in the middle of a character.
void CutUtf8(std::string* text, size_t bytes_max) {
  if (text->size() <= bytes_max) return;
  size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;
  text->resize(end);
}

}  // namespace

const JsonValue* JsonValue::Find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string JsonValue::Print(size_t bytes_max) const {
  std::string out;
  PrintTo(*this, bytes_max, &out);
  CutUtf8(&out, bytes_max);
  return out;
}

}  // namespace aurora::schema_inference
