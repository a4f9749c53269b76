#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// The first word is the one that schemas use; the others are what people say.
using SynonymGroup = std::vector<std::string_view>;

// The others of the groups whose first word is `word`, or a form of it.
std::vector<std::string_view> OthersOf(const std::vector<SynonymGroup>& groups, std::string_view word);

}  // namespace aurora::query::knowledge
