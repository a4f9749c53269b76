#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace aurora::ingest {

// Bytes that must be readable behind a text that is scanned: the functions below look at whole words.
inline constexpr size_t kScanPaddingBytes = 64;

inline uint64_t LoadWord(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// Copies `count` bytes and tells whether all of them are ASCII.
inline bool CopyText(const char* from, size_t count, char* to) {
  uint64_t seen = 0;
  size_t done = 0;
#if defined(__SSE2__)
  __m128i wide = _mm_setzero_si128();
  for (; done + 16 <= count; done += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + done));
    wide = _mm_or_si128(wide, bytes);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + done), bytes);
  }
  if (_mm_movemask_epi8(wide) != 0) seen = 0x80;
#endif
  for (; done + sizeof(seen) <= count; done += sizeof(seen)) {
    const uint64_t word = LoadWord(from + done);
    seen |= word;
    std::memcpy(to + done, &word, sizeof(word));
  }
  for (; done < count; ++done) {
    to[done] = from[done];
    seen |= static_cast<unsigned char>(from[done]);
  }
  return (seen & 0x8080808080808080) == 0;
}

inline bool IsDecimalDigit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

// The first quote, backslash or control character at or behind `text`, eight bytes at a time. One must come within
// the padding (zeros will do).
inline const char* StringStopByWords(const char* text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHighs = 0x8080808080808080;
  for (;; text += 8) {
    const uint64_t word = LoadWord(text);
    const auto zeros = [](uint64_t x) { return (x - kOnes) & ~x; };
    // Borrows only make false hits above a true one: the lowest is exact.
    const uint64_t hits = (zeros(word ^ (kOnes * '"')) | zeros(word ^ (kOnes * '\\')) |
                           ((word - kOnes * 0x20) & ~word)) & kHighs;
    if (hits != 0) return text + (__builtin_ctzll(hits) >> 3);
  }
}

// The same with the widest registers that every machine of the architecture has.
inline const char* StringStop(const char* text) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1f);
  for (;; text += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                                      _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    const int mask = _mm_movemask_epi8(hits);
    if (mask != 0) return text + __builtin_ctz(static_cast<unsigned>(mask));
  }
#else
  return StringStopByWords(text);
#endif
}

// 10^0 to 10^18: what an int64_t holds.
inline constexpr int64_t kPowersOfTen[] = {1,
                                           10,
                                           100,
                                           1'000,
                                           10'000,
                                           100'000,
                                           1'000'000,
                                           10'000'000,
                                           100'000'000,
                                           1'000'000'000,
                                           10'000'000'000,
                                           100'000'000'000,
                                           1'000'000'000'000,
                                           10'000'000'000'000,
                                           100'000'000'000'000,
                                           1'000'000'000'000'000,
                                           10'000'000'000'000'000,
                                           100'000'000'000'000'000,
                                           1'000'000'000'000'000'000};
inline constexpr double kDoublePowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                                1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

// A number as JSON writes it, looked at once.
struct NumberScan {
  const char* end = nullptr;
  // All digits without point and sign; meaningful for at most 18 of them.
  uint64_t digits_value = 0;
  int digits = 0;
  // Digits behind the point.
  int scale = 0;
  bool negative = false;
  bool exponent = false;

  bool IsWhole() const { return scale == 0 && !exponent; }
};

namespace scan_internal {

// The value of eight digits, each in a byte of its own: neighbours are joined to pairs, fours and eights.
inline uint64_t JoinDigits(uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  return (((digits & 0x000000FF000000FF) * 0x000F424000000064) +
          (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
}

// Reads digits, eight at a time; the answer is behind the last one.
inline const char* Digits(const char* text, uint64_t* value) {
  constexpr uint64_t kHighs = 0x8080808080808080;
  while (true) {
    const uint64_t digits = LoadWord(text) ^ 0x3030303030303030;
    // A byte above 9, or one that was above 127.
    const uint64_t others = ((digits + 0x7676767676767676) | digits) & kHighs;
    if (others == 0) {
      *value = *value * 100'000'000 + JoinDigits(digits);
      text += 8;
      continue;
    }
    // Carries only reach bytes above a true hit: the lowest is exact.
    const int count = __builtin_ctzll(others) >> 3;
    if (count == 0) return text;
    *value = *value * static_cast<uint64_t>(kPowersOfTen[count]) + JoinDigits(digits << (64 - 8 * count));
    return text + count;
  }
}

}  // namespace scan_internal

// False when no number begins at `text`. What stands behind it is the caller's to check.
inline bool ScanNumber(const char* text, NumberScan* number) {
  number->negative = *text == '-';
  if (number->negative) ++text;
  const char* const whole = text;
  uint64_t value = 0;
  text = scan_internal::Digits(text, &value);
  // "007" is none.
  if (text == whole || (*whole == '0' && text != whole + 1)) return false;
  number->digits = static_cast<int>(text - whole);
  number->scale = 0;
  if (*text == '.') {
    const char* const fraction = ++text;
    text = scan_internal::Digits(text, &value);
    number->scale = static_cast<int>(text - fraction);
    if (number->scale == 0) return false;
    number->digits += number->scale;
  }
  number->exponent = (*text | 0x20) == 'e';
  if (number->exponent) {
    ++text;
    if (*text == '+' || *text == '-') ++text;
    if (!IsDecimalDigit(*text)) return false;
    while (IsDecimalDigit(*text)) ++text;
  }
  number->digits_value = value;
  number->end = text;
  return true;
}

}  // namespace aurora::ingest
