#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace aurora::cli {

// 1234567.5 -> 1,234,567.5; what is no plain number stays as it is.
std::string Grouped(std::string_view number);
// "45 ms", "0.3 s", "12 s", "5 min", "3 h 20 min", "2 d 4 h"
std::string DurationText(absl::Duration duration);
// "812 B", "1.2 MB"
std::string BytesText(double bytes);
// One bar a value, from the lowest to the highest: ▁▃█
std::string Sparkline(const std::vector<double>& values);
// A horizontal bar of `width` places for value / maximum.
std::string Bar(double value, double maximum, size_t width);

}  // namespace aurora::cli
