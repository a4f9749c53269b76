#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::embedding {

// The words of a text as they are compared: lower case, split at everything but letters and digits and inside
// camelCase, English endings taken off ("orders" -> "order", "shipping" -> "ship"). ASCII; other letters stay
// as they are.
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace aurora::embedding
