#include "cli/output/figures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_format.h"

namespace aurora::cli {

std::string Grouped(std::string_view number) {
  const size_t begin = !number.empty() && number[0] == '-' ? 1 : 0;
  const size_t dot = std::min(number.find('.'), number.size());
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view whole = number.substr(begin, dot - begin);
  const std::string_view rest = number.substr(std::min(dot + 1, number.size()));
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit) ||
      !std::all_of(rest.begin(), rest.end(), is_digit)) {
    return std::string(number);
  }
  std::string out(number.substr(0, begin));
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  return out += number.substr(dot);
}

std::string DurationText(absl::Duration duration) {
  const double seconds = absl::ToDoubleSeconds(duration);
  if (seconds > 0 && seconds < 0.1) return absl::StrFormat("%d ms", static_cast<int>(std::ceil(seconds * 1000)));
  if (seconds < 10) return absl::StrFormat("%.1f s", std::max(0.0, seconds));
  const auto whole = static_cast<int64_t>(seconds);
  if (whole < 120) return absl::StrFormat("%d s", whole);
  if (whole < 3600) return absl::StrFormat("%d min", whole / 60);
  if (whole < 86'400) return absl::StrFormat("%d h %d min", whole / 3600, whole % 3600 / 60);
  return absl::StrFormat("%d d %d h", whole / 86'400, whole % 86'400 / 3600);
}

std::string BytesText(double bytes) {
  static constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  return absl::StrFormat(unit == 0 || bytes >= 100 ? "%.0f %s" : "%.1f %s", bytes, kUnits[unit]);
}

std::string Sparkline(const std::vector<double>& values) {
  static constexpr std::array<const char*, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (values.empty()) return "";
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  std::string out;
  for (const double value : values) {
    const double share = *high > *low ? (value - *low) / (*high - *low) : 0.5;
    const auto index = std::isfinite(share) ? static_cast<size_t>(std::lround(share * 7)) : 0;
    out += kBars[std::min(index, kBars.size() - 1)];
  }
  return out;
}

std::string Bar(double value, double maximum, size_t width) {
  static constexpr std::array<const char*, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!(maximum > 0) || !(value > 0)) return "";
  const auto eighths =
      static_cast<size_t>(std::lround(std::min(1.0, value / maximum) * static_cast<double>(width) * 8));
  std::string out;
  for (size_t i = 0; i < eighths / 8; ++i) out += "█";
  return out += kEighths[eighths % 8];
}

}  // namespace aurora::cli
