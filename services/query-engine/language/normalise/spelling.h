#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// A word of the language that was misspelt ("hwo many", "yesterdya").
struct Corrected {
  std::string written;
  std::string read;
};

// Puts right the words that carry a question's structure, where a letter inside is missing or too many or two
// neighbours are swapped, and `known` does not know the word as it is written. Names of tables and values are corrected elsewhere,
// where they can be told apart.
std::vector<Corrected> CorrectStructure(std::vector<Word>& words, const std::function<bool(const Word&)>& known);

// Writes out what figures are short for ("DAU"), where `known` does not know the word as it is written.
std::vector<Corrected> SpellOutFigures(std::vector<Word>& words, const std::function<bool(const Word&)>& known);

}  // namespace aurora::query::language
