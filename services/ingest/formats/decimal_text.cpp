#include "services/ingest/formats/decimal_text.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace aurora::ingest {

bool AppendDecimal(std::string_view bytes, int scale, std::string* text) {
  if (bytes.size() > kDecimalBytesMax || scale < 0 || scale > kDecimalScaleMax) return false;
  std::vector<uint8_t> magnitude(bytes.begin(), bytes.end());
  const bool negative = !magnitude.empty() && (magnitude[0] & 0x80) != 0;
  if (negative) {
    for (uint8_t& byte : magnitude) byte = static_cast<uint8_t>(~byte);
    for (size_t i = magnitude.size(); i > 0 && ++magnitude[i - 1] == 0; --i) {
    }
  }
  // Digits from the last to the first, by dividing by ten.
  std::string digits;
  const auto is_zero = [&] { return std::all_of(magnitude.begin(), magnitude.end(), [](uint8_t b) { return b == 0; }); };
  while (!is_zero()) {
    unsigned rest = 0;
    for (uint8_t& byte : magnitude) {
      const unsigned value = rest << 8 | byte;
      byte = static_cast<uint8_t>(value / 10);
      rest = value % 10;
    }
    digits += static_cast<char>('0' + rest);
  }
  while (digits.size() <= static_cast<size_t>(scale)) digits += '0';
  if (negative) *text += '-';
  const size_t whole = digits.size() - static_cast<size_t>(scale);
  std::reverse(digits.begin(), digits.end());
  text->append(digits, 0, whole);
  if (scale > 0) {
    *text += '.';
    text->append(digits, whole, std::string::npos);
  }
  return true;
}

}  // namespace aurora::ingest
