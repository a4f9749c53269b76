#pragma once

#include <string_view>

namespace aurora::query::knowledge {

// "yr" -> "year", "custs" -> "customers": the word that schemas shorten so; "" for a word that is none of these.
std::string_view LongWord(std::string_view word);

// As LongWord, of what is short only beside another word: "pay" of pay_method -> "payment".
std::string_view LongModifier(std::string_view word);

// "dau" -> "daily active people": the words that a figure of everybody's reports is short for; "" for a word that is none of these.
std::string_view LongFigure(std::string_view word);

}  // namespace aurora::query::knowledge
