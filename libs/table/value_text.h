#pragma once

#include <cstdint>
#include <string_view>

#include "libs/table/schema.h"

// Text of a message -> the column's binary value. Ingest decodes with these and schema inference recognises
// with them, so that a type is proposed only for what can be loaded. No allocation, no exceptions; false
// means that the text is not exactly such a value, and then the output is untouched.
namespace aurora::table {

__extension__ typedef __int128 Int128;

// "2026-11-21". Days since 1970-01-01 (Date: 1970 to 2149 is the caller's check by DateFits).
bool ParseDate(std::string_view text, int32_t* days);
// Whether the days fit Date (UInt16) or Date32.
bool DateFits(int64_t days, Kind kind);

// ISO 8601 / RFC 3339: "2026-11-21T12:00:00[.fraction][Z|+01:00|+0100]", also with a blank instead of T,
// without seconds, or the date alone; without a zone it counts as UTC. Ticks of 10^-scale seconds since 1970;
// digits of the fraction beyond the scale must be zeros, or the text does not fit (nothing is cut silently).
// *fraction_digits (may be null): significant digits of the fraction.
bool ParseDateTime(std::string_view text, int scale, int64_t* ticks, int* fraction_digits = nullptr);
// What DateTime64 holds, in seconds since 1970: 1900-01-01 to 2299-12-31.
inline constexpr int64_t kDateTime64SecondsMin = -2208988800;
inline constexpr int64_t kDateTime64SecondsMax = 10413791999;
// Whether a DateTime64(scale) or DateTime holds it: years 1900 to 2299 (DateTime: 1970 to 2106).
bool DateTimeFits(int64_t ticks, int scale, Kind kind);
// A number of a message as ticks of the scale; false when digits would be lost or it does not fit.
bool EpochToTicks(int64_t value, EpochUnit unit, int scale, int64_t* ticks);

// 8-4-4-4-12 hexadecimal digits. high holds the first 8 bytes, most significant byte first.
bool ParseUuid(std::string_view text, uint64_t* high, uint64_t* low);
bool ParseIpv4(std::string_view text, uint32_t* address);
// 16 bytes in network order.
bool ParseIpv6(std::string_view text, uint8_t address[16]);

// "-12.50", also JSON numbers with an exponent; the value times 10^scale. False when digits would be lost or
// more than `precision` digits are needed. *scale_seen (may be null): digits after the point as written.
bool ParseDecimal(std::string_view text, int precision, int scale, Int128* value, int* scale_seen = nullptr);

}  // namespace aurora::table
