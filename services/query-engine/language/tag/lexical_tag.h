#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// The longest words at `at` that the scope's tables, columns or values are called by. kLexicon, its best meaning first.
std::optional<Tag> FindLexical(const std::vector<Word>& words, size_t at, const Scope& scope);

// A noun that nothing is called by, as the one noun of the scope that it may stand for: "machines" of turbines. kLexicon, linked, and less sure
// than any name; nullopt where there is none, or where there are several.
std::optional<Tag> FindNear(const std::vector<Word>& words, size_t at, const Scope& scope);

// A word that nothing is called by: as that of which it is a typing error, as the table's name where it has the same root, kFiller
// where it only says what the word before it is, else kUnknown. `tags`: those before it.
Tag Misspelt(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags);

}  // namespace aurora::query::language
