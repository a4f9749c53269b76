#pragma once

#include <vector>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// No word of the question.
inline constexpr size_t kNoWord = static_cast<size_t>(-1);

// The words of a time expression, with what was written as one word taken apart: "8-9am", "10/1-11/7", "dec31", "2014-2018".
struct TimePieces {
  std::vector<Word> words;
  // For each piece the word that it ends; kNoWord where it is not the last of its word.
  std::vector<size_t> ends;
};

// Longer expressions than this are none.
inline constexpr size_t kTimeWordsMax = 24;

TimePieces TakeApart(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language
