#pragma once

#include <string_view>

namespace aurora::query::knowledge {

// Whether a common word of English has this stem (see language::Stem): who writes it has not misspelt another.
bool IsEnglish(std::string_view stem);

}  // namespace aurora::query::knowledge
