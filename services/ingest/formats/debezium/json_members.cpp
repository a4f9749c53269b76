#include "services/ingest/formats/debezium/json_members.h"

#include <algorithm>

#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

// Behind the closing quote of the string that `text` begins with.
size_t StringEnd(std::string_view text) {
  size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

}  // namespace

void JsonMembers::SkipTo(char c) { rest_.remove_prefix(std::min(rest_.find(c), rest_.size())); }

// Up to the comma or brace that ends it.
std::string_view JsonMembers::TakeValue() {
  int depth = 0;
  size_t i = 0;
  while (i < rest_.size()) {
    const char c = rest_[i];
    if (c == '"') {
      i += StringEnd(rest_.substr(i));
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}')) break;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++i;
  }
  const std::string_view value = TrimJson(rest_.substr(0, i));
  rest_.remove_prefix(i);
  return value;
}

bool JsonMembers::Next(std::string_view* name, std::string_view* value) {
  SkipTo('"');
  if (rest_.empty()) return false;
  const size_t end = StringEnd(rest_);
  *name = rest_.substr(1, end - 2);
  rest_.remove_prefix(end);
  SkipTo(':');
  if (rest_.empty()) return false;
  rest_.remove_prefix(1);
  *value = TakeValue();
  return true;
}

std::string_view JsonMember(std::string_view object, std::string_view name) {
  JsonMembers members(object);
  std::string_view found;
  for (std::string_view key, value; members.Next(&key, &value);) {
    if (key == name) found = value;
  }
  return found;
}

}  // namespace aurora::ingest
