#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aurora::embedding {

// Other words for a (stemmed) word of business data: "revenue" -> "sale", "total", "amount", ... Empty when
// none are known.
std::span<const std::string> SynonymsOf(const std::string& stemmed);

}  // namespace aurora::embedding
