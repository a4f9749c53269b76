#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/glossary/term_finder.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// The term of the glossary that begins at `at`, as the tables of the scope can take it: kTerm, or kUnknown where its table
// is not among them. A filter whose last word is its table's noun ("active customers") leaves the noun to be tagged itself.
std::optional<Tag> FindTerm(const std::vector<TermSpan>& spans, size_t at, const std::vector<Word>& words, const Scope& scope);

}  // namespace aurora::query::language
