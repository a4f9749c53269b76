#pragma once

#include <string>
#include <string_view>

namespace aurora::ingest {

// Appends HMAC-SHA-256 of the value under the salt to *json, as text of 64 hexadecimal digits in quotes.
void AppendHash(std::string_view salt, std::string_view value, std::string* json);

}  // namespace aurora::ingest
