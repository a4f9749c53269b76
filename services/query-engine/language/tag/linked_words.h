#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// The words at `at` as one of `links` sets them aside. kFiller, open.
std::optional<Tag> FindAside(const std::vector<Word>& words, size_t at, const std::vector<WordLink>& links);

// The words at `at` as one of `links` has them, for the first table of the scope that it names: "pupils" of a column
// called student_ref. kLexicon.
std::optional<Tag> FindLinked(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<WordLink>& links);

}  // namespace aurora::query::language
