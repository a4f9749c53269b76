#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/question_words.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// Numbers and units that only their place tells from other words. `tags`: those before `at`.

// "at least an hour", "half an hour or more", "over an hour and a half": one of a unit, a half or one and a half. kNumber; kFiller for its end.
std::optional<Tag> FindOne(QuestionWords& question, size_t at, const Scope& scope, const std::vector<Tag>& tags);

// "404s", "ended in a 503" of a column of HTTP status codes; behind a comparison it is a number like others. kLexicon.
std::optional<Tag> FindStatusCode(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags);

// "more than 300 GB", "GB sent per day" where a country is called GB, too: the unit of what is measured.
bool IsUnitHere(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags);

// "offers made this week: number", "no-shows last weekend, what was the number?"
bool AsksNumberLast(const std::vector<Word>& words, size_t at);

// "median time in min", "converted to min": the unit, and nothing smallest.
bool IsMinutesHere(const std::vector<Word>& words, size_t at, const std::vector<Tag>& tags);

}  // namespace aurora::query::language
