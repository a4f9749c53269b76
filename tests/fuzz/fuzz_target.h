#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

// What libFuzzer calls, once for each input. Ends the process when a property does not hold.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace aurora::fuzz {

inline std::string_view Text(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

inline void Require(bool holds, const char* property, const std::string& shown) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n%s\n", property, shown.c_str());
  std::abort();
}

}  // namespace aurora::fuzz
