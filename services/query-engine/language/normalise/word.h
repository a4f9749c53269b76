#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::query::language {

// More words than this are no question.
inline constexpr size_t kWordsMax = 120;

// One word or number of a question.
struct Word {
  // Lower case.
  std::string text;
  // As written: "CA" and "ca" differ.
  std::string original;
  // See Stem().
  std::string stem;
  // 12, "twelve", "2k", "1,000", "3rd".
  std::optional<double> number;
  bool ordinal = false;
  bool money = false;
  bool percent = false;
  // What follows without punctuation that ends a phrase: "orders, by state" has a break after "orders".
  bool break_after = false;
  // A sentence or an opening ends here: at . ? ! ; : or a dash between blanks.
  bool sentence_after = false;
  // A bracket opens behind it: "completed work (finish entries)".
  bool bracket_after = false;
  // A hyphen or tilde stands between this and the next word: "June-August".
  bool dash_after = false;
};

// Question -> words: lower case, straight quotes, numbers read, "n't" as "not", units split off ("30min").
std::vector<Word> Normalise(std::string_view question);

// The common beginning of a word's forms: orders, order -> order; purchased, purchases, purchase -> purchas;
// cancellation, cancelled -> cancel; cities, city -> citi.
std::string Stem(std::string_view word);

// snake_case, camelCase and dotted names -> lower-case words: "durationMs" -> duration, ms.
std::vector<std::string> SplitName(std::string_view name);

inline bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

// "orders", and not "class".
inline bool Plural(std::string_view text) {
  if (text == "children" || text == "people" || text == "men" || text == "women") return true;
  return text.size() > 2 && text.back() == 's' && text.substr(text.size() - 2) != "ss";
}

// "chipped", "insured": what was done to something, or what it has.
inline bool Participle(std::string_view text) { return text.size() > 4 && text.substr(text.size() - 2) == "ed"; }

// Words first..last as written, with blanks.
std::string Join(const std::vector<Word>& words, size_t first, size_t last);

}  // namespace aurora::query::language
