#pragma once

#include <string_view>
#include <vector>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// "sites that do not even have a freezer": no more than that they have none.
std::vector<Word> StressNothing(std::vector<Word> words);

// "colder than minus 5": behind a word that compares or places, the word is a sign.
std::vector<Word> SignNumbers(std::vector<Word> words);

// "havent", as it is typed without its apostrophe. Others are words of their own: "wont", "cant".
bool NotIsGlued(std::string_view word);

}  // namespace aurora::query::language
