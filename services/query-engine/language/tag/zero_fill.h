#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// A clause that asks for steps without rows to be shown, in whichever words: "please keep the empty dates in the list as zero", "dates without any
// sale must be listed too, as 0". `open` where it says of what there is none; the tagger takes that only where it narrows nothing.
std::optional<Tag> FindZeroFill(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language
