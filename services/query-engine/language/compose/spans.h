#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {

std::optional<ColumnRef> MomentOf(const Draft& d, size_t first, size_t last);
// The last tag of the phrase behind `join`; `join` where there is none.
size_t EndOfPhrase(const Draft& d, size_t join);
std::optional<Operand> SpanBetweenPhrases(Draft& d);
std::optional<Operand> SpanUntilPhrase(Draft& d);
void UseWordsOfSpan(Draft& d, const Operand& span, size_t after);

}  // namespace aurora::query::language
