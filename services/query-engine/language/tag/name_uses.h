#pragma once

#include <vector>

#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/tag.h"

// Whether a name that was found in the question is meant as one, where it is also a word of the language. `tags`: those before it.

namespace aurora::query::language {

// A moment whose column is called a date, or says when by its end: end_date, cancel_dt.
bool IsDateOf(const std::vector<Word>& words, const Scope& scope, const Tag& tag);
// "not sent a single bill", "not seen any patient"; "not sent any data" is silent.
bool HasObject(const std::vector<Word>& words, const Tag& silent);
// "players who made a purchase", of made as when the player was: a verb with the rows as its object, and no time of what they belong to.
bool TakesObject(const std::vector<Word>& words, const Scope& scope, size_t at, const Tag& lexical);
// "in the renderer" of render_ms: what does it, and no value.
bool DoesWhatIsMeasured(const std::vector<Word>& words, const Scope& scope, size_t at);
// "rows in clockings", "wait in seconds", where a direction is "in": a small word, unless its column is named before it ("direction in",
// "direction = in"), or the rows are called so behind what counts or begins ("how many in calls", "out calls today").
bool IsSmallWordHere(const std::vector<Word>& words, const Scope& scope, const std::vector<Tag>& tags, size_t at, const Meaning& value);
// Whether a column of the rows is called "number"; booking_no only numbers them.
bool IsCalledNumber(const std::vector<Word>& words, const Scope& scope, size_t at);
// "sales channel": a category is named behind it.
bool IsKindBehind(const std::vector<Word>& words, const Scope& scope, size_t at);

// "top orders by total", "total by country", "average count" where a column is called total or count: what is meant is the column, unless
// what would be added up or counted stands behind the word.
bool IsColumnCalledSo(QuestionWords& question, size_t at, const Tag& keyword, const Tag& lexical, const Scope& scope, const std::vector<Tag>& tags);

}  // namespace aurora::query::language
