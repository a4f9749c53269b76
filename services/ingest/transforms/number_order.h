#pragma once

#include <string_view>

namespace aurora::ingest {

// Compares two numbers as JSON writes them, exactly, whatever their size: negative, zero or positive as
// memcmp has it.
int CompareJsonNumbers(std::string_view a, std::string_view b);

}  // namespace aurora::ingest
