#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Values of other formats as JSON text, appended to *json. Text passes as the bytes that it is: whoever reads the JSON
// checks its UTF-8.
namespace aurora::ingest {

void AppendJsonString(std::string_view text, std::string* json);
void AppendJsonInteger(int64_t value, std::string* json);
void AppendJsonUnsigned(uint64_t value, std::string* json);
// The shortest text that is the same number, always with a point or an exponent, so that a whole one is not taken for an
// integer; null for what JSON has no number for (NaN, infinite).
void AppendJsonFloat(float value, std::string* json);
void AppendJsonDouble(double value, std::string* json);
// Bytes as base64 text.
void AppendJsonBase64(std::string_view bytes, std::string* json);

}  // namespace aurora::ingest
