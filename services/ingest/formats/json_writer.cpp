#include "services/ingest/formats/json_writer.h"

#include <charconv>
#include <cmath>

#include "absl/strings/escaping.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr char kHex[] = "0123456789abcdef";

template <typename Integer>
void AppendInteger(Integer value, std::string* json) {
  char text[24];
  json->append(text, std::to_chars(text, text + sizeof(text), value).ptr);
}

template <typename Floating>
void AppendFloating(Floating value, std::string* json) {
  if (!std::isfinite(value)) {
    *json += "null";
    return;
  }
  char text[40];
  const std::string_view written(text, static_cast<size_t>(std::to_chars(text, text + sizeof(text), value).ptr - text));
  *json += written;
  if (written.find_first_of(".e") == std::string_view::npos) *json += ".0";
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* json) {
  *json += '"';
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    json->append(text, plain, i - plain);
    plain = i + 1;
    *json += '\\';
    switch (c) {
      case '"':
      case '\\': *json += c; break;
      case '\n': *json += 'n'; break;
      case '\r': *json += 'r'; break;
      case '\t': *json += 't'; break;
      default:
        *json += "u00";
        *json += kHex[static_cast<unsigned char>(c) >> 4];
        *json += kHex[c & 15];
    }
  }
  json->append(text, plain, text.size() - plain);
  *json += '"';
}

void AppendJsonInteger(int64_t value, std::string* json) { AppendInteger(value, json); }
void AppendJsonUnsigned(uint64_t value, std::string* json) { AppendInteger(value, json); }
void AppendJsonFloat(float value, std::string* json) { AppendFloating(value, json); }
void AppendJsonDouble(double value, std::string* json) { AppendFloating(value, json); }

void AppendJsonBase64(std::string_view bytes, std::string* json) {
  *json += '"';
  *json += absl::Base64Escape(base::Absl(bytes));
  *json += '"';
}

}  // namespace aurora::ingest
