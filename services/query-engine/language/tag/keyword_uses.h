#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/question_words.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// What begins at one word: a phrase of the language, and a name of the tables. They end at different words, or one of them is absent: where
// both are as long, the one that is meant there has taken the other's place (a keyword keeps the name's meanings).
struct WordReadings {
  std::optional<Tag> keyword;
  std::optional<Tag> name;
};

// The keyword and the name at `at`, by what stands around them: "sales" is money, and no sum in "sales channel"; "over" compares, and does
// not in "over the phone"; "min" is the smallest, and a unit in "time in min". `tags`: those before it.
WordReadings ReadWord(QuestionWords& question, size_t at, const Scope& scope, const std::vector<Tag>& tags);

// "EUR" where a column of the rows holds currencies.
bool IsCurrencyValue(const std::vector<Word>& words, const Scope& scope, size_t at);

}  // namespace aurora::query::language
