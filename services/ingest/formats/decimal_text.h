#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurora::ingest {

// A decimal as other formats carry it, the unscaled number in two's complement, the most significant byte first ->
// "-12.50" with `scale` digits behind the point, appended. False when there are more bytes than kDecimalBytesMax or
// `scale` is beyond kDecimalScaleMax: no column could hold it.
inline constexpr size_t kDecimalBytesMax = 64;
inline constexpr int kDecimalScaleMax = 200;
bool AppendDecimal(std::string_view bytes, int scale, std::string* text);

}  // namespace aurora::ingest
