#include "services/ingest/formats/iso_time.h"

#include <cstring>

#include "libs/table/value_text.h"
#include "services/ingest/formats/text_scan.h"

namespace aurora::ingest {
namespace {

constexpr size_t kDateBytes = 10;
constexpr size_t kSecondsBytes = 19;
// Two digits; more than 99 for anything else.
unsigned TwoDigits(const char* text) {
  const auto tens = static_cast<unsigned char>(text[0] - '0');
  const auto ones = static_cast<unsigned char>(text[1] - '0');
  return tens > 9 || ones > 9 ? 100U : tens * 10U + ones;
}

// The seconds that a zone's text stands for; false when it is of another form.
bool ZoneSeconds(std::string_view zone, int64_t* seconds) {
  *seconds = 0;
  if (zone.empty() || zone == "Z") return true;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return false;
  const unsigned hours = TwoDigits(zone.data() + 1);
  const unsigned minutes = TwoDigits(zone.data() + 4);
  if (hours > 18 || minutes > 59) return false;
  *seconds = static_cast<int64_t>(hours * 60 + minutes) * (zone[0] == '-' ? -60 : 60);
  return true;
}

}  // namespace

bool IsoTime::Days(const char* text) {
  const uint64_t year_month = LoadWord(text);
  uint16_t day;
  std::memcpy(&day, text + sizeof(year_month), sizeof(day));
  if (year_month == year_month_ && day == day_) return true;
  int32_t days = 0;
  if (!table::ParseDate({text, kDateBytes}, &days)) return false;
  year_month_ = year_month;
  day_ = day;
  days_ = days;
  return true;
}

bool IsoTime::Ticks(std::string_view text, int scale, int64_t* ticks) {
  if (text.size() < kSecondsBytes || !Days(text.data())) return false;
  const char* const at = text.data() + kDateBytes;
  // "T12:00:00"
  const unsigned hour = TwoDigits(at + 1);
  const unsigned minute = TwoDigits(at + 4);
  const unsigned second = TwoDigits(at + 7);
  if ((at[0] != 'T' && at[0] != ' ') || at[3] != ':' || at[6] != ':' || hour > 23 || minute > 59 || second > 59) {
    return false;
  }
  size_t end = kSecondsBytes;
  int64_t fraction = 0;
  if (end < text.size() && text[end] == '.') {
    const size_t begin = ++end;
    while (end < text.size() && IsDecimalDigit(text[end]) && end - begin < 9) {
      fraction = fraction * 10 + (text[end++] - '0');
    }
    const auto digits = static_cast<int>(end - begin);
    // Digits beyond the column's are ParseDateTime's to judge.
    if (digits == 0 || digits > scale) return false;
    fraction *= kPowersOfTen[scale - digits];
  }
  int64_t zone = 0;
  if (!ZoneSeconds(text.substr(end), &zone)) return false;
  const int64_t seconds = days_ * kSecondsOfDay + static_cast<int64_t>((hour * 60 + minute) * 60 + second) - zone;
  int64_t scaled = 0;
  return !__builtin_mul_overflow(seconds, kPowersOfTen[scale], &scaled) &&
         !__builtin_add_overflow(scaled, fraction, ticks);
}

}  // namespace aurora::ingest
