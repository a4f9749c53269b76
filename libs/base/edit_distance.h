#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::base {

// Changes (insert, delete, replace, swap of neighbours) that turn a into b; more than `limit` is reported as
// limit + 1.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit = 8);

// The candidate nearest to the word, for "did you mean": empty when none is within a third of the word's
// length.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace aurora::base
