#pragma once

#include <cstdint>
#include <string_view>

namespace aurora::ingest {

inline constexpr int64_t kSecondsOfDay = 86'400;

// Reads the usual ways of ISO 8601 fast: "2026-11-21T12:00:00" with up to nine digits of fraction, then "Z",
// "+01:00" or nothing. The date of the last text is kept: it seldom changes between events. Not thread-safe.
class IsoTime {
 public:
  // Ticks of 10^-scale seconds since 1970; false for anything else, which may still be a time that
  // table::ParseDateTime understands. kScanPaddingBytes must be readable behind the text.
  bool Ticks(std::string_view text, int scale, int64_t* ticks);

 private:
  bool Days(const char* text);

  // "YYYY-MM-" and "DD" of the last text; days since 1970.
  uint64_t year_month_ = 0;
  uint16_t day_ = 0;
  int64_t days_ = 0;
};

}  // namespace aurora::ingest
