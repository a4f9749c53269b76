#include "services/ingest/transforms/number_order.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace aurora::ingest {
namespace {

// sign * 0.digits * 10^exponent, digits without zeros at their ends; none for zero.
struct Number {
  int sign = 0;
  std::string digits;
  int64_t exponent = 0;
};

// Beyond it one number is as good as infinite beside any that a message can write out.
constexpr int64_t kExponentMax = int64_t{1} << 40;

Number Read(std::string_view text) {
  Number number;
  number.sign = text.starts_with('-') ? -1 : 1;
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t mark = std::min(text.find_first_of("eE"), text.size());
  std::string_view power = text.substr(std::min(mark + 1, text.size()));
  if (power.starts_with('+')) power.remove_prefix(1);
  if (!power.empty()) {
    const bool below = power.starts_with('-');
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), number.exponent);
    if (error == std::errc::result_out_of_range) number.exponent = below ? -kExponentMax : kExponentMax;
    number.exponent = std::clamp(number.exponent, -kExponentMax, kExponentMax);
  }
  text = text.substr(0, mark);
  const size_t point = std::min(text.find('.'), text.size());
  number.digits = text.substr(0, point);
  number.exponent += static_cast<int64_t>(point);
  if (point < text.size()) number.digits += text.substr(point + 1);
  const size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.exponent -= static_cast<int64_t>(zeros);
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  if (number.digits.empty()) number = Number{};
  return number;
}

}  // namespace

int CompareJsonNumbers(std::string_view a, std::string_view b) {
  const Number left = Read(a);
  const Number right = Read(b);
  if (left.sign != right.sign) return left.sign < right.sign ? -1 : 1;
  if (left.exponent != right.exponent) return (left.exponent < right.exponent ? -1 : 1) * left.sign;
  // As text: a digit that one of them lacks counts like a zero, which stands at no end.
  return left.digits.compare(right.digits) * left.sign;
}

}  // namespace aurora::ingest
