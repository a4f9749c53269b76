#include "libs/table/value_text.h"

#include <cstring>

namespace aurora::table {
namespace {

constexpr int64_t kPowersOfTen[] = {1,      10,      100,      1000,      10000,
                                    100000, 1000000, 10000000, 100000000, 1000000000};
constexpr int64_t kSecondsOfDay = 86400;
constexpr int64_t kSecondsMin = kDateTime64SecondsMin;
constexpr int64_t kSecondsMax = kDateTime64SecondsMax;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Reads exactly `count` digits.
bool Digits(std::string_view& text, int count, int* value) {
  if (static_cast<int>(text.size()) < count) return false;
  int result = 0;
  for (int i = 0; i < count; ++i) {
    if (!IsDigit(text[i])) return false;
    result = result * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  *value = result;
  return true;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

int DaysOfMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// Days since 1970-01-01 of a date of the Gregorian calendar, counted in eras of 400 years from 1 March.
int32_t DaysFromCivil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

bool TakeDate(std::string_view& text, int32_t* days) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!Digits(text, 4, &year) || !Take(text, '-') || !Digits(text, 2, &month) || !Take(text, '-') ||
      !Digits(text, 2, &day)) {
    return false;
  }
  if (month < 1 || month > 12 || day < 1 || day > DaysOfMonth(year, month)) return false;
  *days = DaysFromCivil(year, month, day);
  return true;
}

// ".250" in units of 10^-scale; digits beyond the scale must be zeros.
bool TakeFraction(std::string_view& text, int scale, int64_t* ticks, int* significant) {
  int digits = 0;
  *significant = 0;
  *ticks = 0;
  while (!text.empty() && IsDigit(text[0])) {
    const int digit = text[0] - '0';
    ++digits;
    if (digits <= scale) {
      *ticks = *ticks * 10 + digit;
    } else if (digit != 0) {
      return false;
    }
    if (digit != 0) *significant = digits;
    text.remove_prefix(1);
  }
  for (int i = digits; i < scale; ++i) *ticks *= 10;
  return digits > 0;
}

bool TakeZone(std::string_view& text, int* offset_seconds) {
  *offset_seconds = 0;
  if (text.empty() || Take(text, 'Z') || Take(text, 'z')) return true;
  const bool minus = text[0] == '-';
  if (!Take(text, '+') && !Take(text, '-')) return false;
  int hours = 0;
  int minutes = 0;
  if (!Digits(text, 2, &hours)) return false;
  const bool colon = Take(text, ':');
  if ((colon || !text.empty()) && !Digits(text, 2, &minutes)) return false;
  if (hours > 18 || minutes > 59) return false;
  *offset_seconds = (hours * 60 + minutes) * 60 * (minus ? -1 : 1);
  return true;
}

struct TimeOfDay {
  int seconds = 0;
  int64_t ticks = 0;
  int significant = 0;
  int offset_seconds = 0;
};

bool TakeTime(std::string_view& text, int scale, TimeOfDay* time) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!Digits(text, 2, &hour) || !Take(text, ':') || !Digits(text, 2, &minute)) return false;
  if (Take(text, ':')) {
    if (!Digits(text, 2, &second)) return false;
    if ((Take(text, '.') || Take(text, ',')) &&
        !TakeFraction(text, scale, &time->ticks, &time->significant)) {
      return false;
    }
  }
  if (hour > 23 || minute > 59 || second > 59) return false;
  time->seconds = (hour * 60 + minute) * 60 + second;
  return TakeZone(text, &time->offset_seconds);
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// One group of an IPv6 address: 1 to 4 hexadecimal digits.
bool TakeGroup(std::string_view& text, uint16_t* group) {
  int value = 0;
  size_t digits = 0;
  while (digits < text.size() && digits < 4 && HexValue(text[digits]) >= 0) {
    value = value * 16 + HexValue(text[digits++]);
  }
  if (digits == 0) return false;
  text.remove_prefix(digits);
  *group = static_cast<uint16_t>(value);
  return true;
}

void PutGroup(uint8_t* out, uint16_t group) {
  out[0] = static_cast<uint8_t>(group >> 8);
  out[1] = static_cast<uint8_t>(group & 0xFF);
}

// "1e3", "12E-2" -> the exponent; 0 when there is none.
bool TakeExponent(std::string_view& text, int* exponent) {
  *exponent = 0;
  if (!Take(text, 'e') && !Take(text, 'E')) return true;
  const bool minus = Take(text, '-');
  if (!minus) Take(text, '+');
  if (text.empty()) return false;
  while (!text.empty() && IsDigit(text[0])) {
    *exponent = *exponent * 10 + (text[0] - '0');
    if (*exponent > 1000) return false;
    text.remove_prefix(1);
  }
  if (minus) *exponent = -*exponent;
  return true;
}

}  // namespace

bool ParseDate(std::string_view text, int32_t* days) {
  int32_t parsed = 0;
  if (!TakeDate(text, &parsed) || !text.empty()) return false;
  *days = parsed;
  return true;
}

bool DateFits(int64_t days, Kind kind) {
  if (kind == Kind::kDate) return days >= 0 && days <= 65535;
  return days >= kSecondsMin / kSecondsOfDay && days <= kSecondsMax / kSecondsOfDay;
}

bool ParseDateTime(std::string_view text, int scale, int64_t* ticks, int* fraction_digits) {
  int32_t days = 0;
  TimeOfDay time;
  if (!TakeDate(text, &days)) return false;
  if (!text.empty()) {
    if (!Take(text, 'T') && !Take(text, ' ') && !Take(text, 't')) return false;
    if (!TakeTime(text, scale, &time) || !text.empty()) return false;
  }
  const int64_t seconds = days * kSecondsOfDay + time.seconds - time.offset_seconds;
  int64_t scaled = 0;
  if (__builtin_mul_overflow(seconds, kPowersOfTen[scale], &scaled) ||
      __builtin_add_overflow(scaled, time.ticks, &scaled)) {
    return false;
  }
  *ticks = scaled;
  if (fraction_digits != nullptr) *fraction_digits = time.significant;
  return true;
}

bool DateTimeFits(int64_t ticks, int scale, Kind kind) {
  const int64_t power = kPowersOfTen[scale];
  const int64_t seconds = ticks / power - (ticks % power < 0 ? 1 : 0);
  if (kind == Kind::kDateTime) return seconds >= 0 && seconds <= 0xFFFFFFFFLL;
  return seconds >= kSecondsMin && seconds <= kSecondsMax;
}

bool EpochToTicks(int64_t value, EpochUnit unit, int scale, int64_t* ticks) {
  int unit_scale = 0;
  switch (unit) {
    case EpochUnit::kNone:
      return false;
    case EpochUnit::kSeconds:
      unit_scale = 0;
      break;
    case EpochUnit::kMilliseconds:
      unit_scale = 3;
      break;
    case EpochUnit::kMicroseconds:
      unit_scale = 6;
      break;
  }
  int64_t result = value;
  if (scale >= unit_scale) {
    if (__builtin_mul_overflow(value, kPowersOfTen[scale - unit_scale], &result)) return false;
  } else {
    const int64_t power = kPowersOfTen[unit_scale - scale];
    if (value % power != 0) return false;
    result = value / power;
  }
  if (!DateTimeFits(result, scale, Kind::kDateTime64)) return false;
  *ticks = result;
  return true;
}

bool ParseUuid(std::string_view text, uint64_t* high, uint64_t* low) {
  if (text.size() != 36) return false;
  uint64_t halves[2] = {0, 0};
  int nibbles = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-') return false;
      continue;
    }
    const int value = HexValue(text[i]);
    if (value < 0) return false;
    uint64_t& half = halves[nibbles++ / 16];
    half = half << 4 | static_cast<uint64_t>(value);
  }
  *high = halves[0];
  *low = halves[1];
  return true;
}

bool ParseIpv4(std::string_view text, uint32_t* address) {
  uint32_t result = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && !Take(text, '.')) return false;
    uint32_t value = 0;
    size_t digits = 0;
    while (digits < text.size() && digits < 3 && IsDigit(text[digits])) {
      value = value * 10 + static_cast<uint32_t>(text[digits++] - '0');
    }
    // A leading zero may mean octal elsewhere: not such an address.
    if (digits == 0 || value > 255 || (digits > 1 && text[0] == '0')) return false;
    text.remove_prefix(digits);
    result = result << 8 | value;
  }
  if (!text.empty()) return false;
  *address = result;
  return true;
}

bool ParseIpv6(std::string_view text, uint8_t address[16]) {
  uint8_t bytes[16] = {};
  size_t filled = 0;
  // Where "::" stands, in bytes; 17 for nowhere.
  size_t gap = 17;
  if (text.substr(0, 2) == "::") {
    gap = 0;
    text.remove_prefix(2);
  }
  while (!text.empty() && filled < 16) {
    uint32_t v4 = 0;
    if (filled <= 12 && ParseIpv4(text, &v4)) {
      PutGroup(bytes + filled, static_cast<uint16_t>(v4 >> 16));
      PutGroup(bytes + filled + 2, static_cast<uint16_t>(v4 & 0xFFFF));
      filled += 4;
      text = {};
      break;
    }
    uint16_t group = 0;
    if (!TakeGroup(text, &group)) return false;
    PutGroup(bytes + filled, group);
    filled += 2;
    if (text.empty()) break;
    if (!Take(text, ':') || text.empty()) return false;
    if (text[0] == ':') {
      if (gap != 17) return false;
      gap = filled;
      text.remove_prefix(1);
    }
  }
  if (!text.empty() || (gap == 17 ? filled != 16 : filled > 14)) return false;
  if (gap != 17) {
    const size_t tail = filled - gap;
    std::memmove(bytes + 16 - tail, bytes + gap, tail);
    std::memset(bytes + gap, 0, 16 - filled);
  }
  std::memcpy(address, bytes, 16);
  return true;
}

bool ParseDecimal(std::string_view text, int precision, int scale, Int128* value, int* scale_seen) {
  const bool minus = Take(text, '-');
  Int128 digits = 0;
  // Digits kept in `digits` after leading zeros; more than 38 could overflow.
  int count = 0;
  int after_point = 0;
  bool any = false;
  bool point = false;
  for (; !text.empty() && (IsDigit(text[0]) || (text[0] == '.' && !point)); text.remove_prefix(1)) {
    if (text[0] == '.') {
      if (!any) return false;
      point = true;
      continue;
    }
    any = true;
    if (point) ++after_point;
    if (digits != 0 || text[0] != '0') ++count;
    if (count > 38) return false;
    digits = digits * 10 + (text[0] - '0');
  }
  int exponent = 0;
  if (!any || (point && after_point == 0) || !TakeExponent(text, &exponent) || !text.empty()) return false;
  if (scale_seen != nullptr) *scale_seen = after_point - exponent > 0 ? after_point - exponent : 0;

  int shift = scale - after_point + exponent;
  for (; shift < 0 && digits != 0; ++shift) {
    if (digits % 10 != 0) return false;
    digits /= 10;
    --count;
  }
  if (digits != 0) {
    if (count + shift > precision) return false;
    for (; shift > 0; --shift) digits *= 10;
  }
  *value = minus ? -digits : digits;
  return true;
}

}  // namespace aurora::table
