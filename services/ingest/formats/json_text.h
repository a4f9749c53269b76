#pragma once

#include <string_view>

#include "libs/table/rejection.h"

namespace aurora::ingest {

// Whether the text is one whole JSON value: kNone, kNotJson, or kTooDeep beyond `nesting_max` levels. Numbers of any
// size are fine. UTF-8 and control characters are the caller's to check (simdjson's first stage does).
table::Rejection CheckJson(std::string_view json, int nesting_max);

// Whether the text is a number as JSON writes it.
bool IsJsonNumber(std::string_view text);

// Without the blanks of JSON at both ends.
std::string_view TrimJson(std::string_view json);

// null, {} or []: a value that says nothing about its type. `json` is trimmed.
bool IsBlankJson(std::string_view json);

}  // namespace aurora::ingest
