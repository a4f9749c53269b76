#pragma once

#include <cstdint>
#include <string>

// Times that other formats carry as numbers -> ISO 8601 text, as JSON strings appended to *json. What lies outside the
// years 1 to 9999, which ISO 8601 text cannot carry, stays the number that it is.
namespace aurora::ingest {

// "2026-11-21"; days since 1970-01-01.
void AppendJsonDate(int64_t days, std::string* json);
// "2026-11-21T12:00:00.123Z", with `digits` of a second's fraction (0 to 9); `ticks` of 10^-digits seconds since 1970.
void AppendJsonTimestamp(int64_t ticks, int digits, std::string* json);
// "12:00:00.123": ticks of 10^-digits seconds since midnight. Outside one day: the number.
void AppendJsonTimeOfDay(int64_t ticks, int digits, std::string* json);

}  // namespace aurora::ingest
