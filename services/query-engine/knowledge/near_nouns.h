#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// What a noun (in singular, lower case) that no table knows may stand for in some business: "machine" for a turbine, a press or a
// robot, "agreement" for a contract. Wider than NounSynonyms: only where a table has just one of them does it say which is meant.
const std::vector<std::string_view>& NearNouns(std::string_view noun);

}  // namespace aurora::query::knowledge
