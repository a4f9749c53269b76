#include "services/query-engine/language/time/pieces.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"

namespace aurora::query::language {
namespace {

bool AllDigits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "10-1-2018-10-7-2018" is two dates, "2014-2018" and "19-20" are ranges; "2018-10-07", "10-7-2018" and "2018-10" are one.
std::vector<std::string> Sides(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  const bool slashes = text.find('/') != std::string::npos;
  if (slashes || text.find(':') != std::string::npos || text.find('.') != std::string::npos) return parts;
  if (parts.size() == 6) {
    return {absl::StrJoin(parts.begin(), parts.begin() + 3, "-"), absl::StrJoin(parts.begin() + 3, parts.end(), "-")};
  }
  const bool month = parts.size() == 2 && (parts[0].size() == 4) != (parts[1].size() == 4);
  if (parts.size() != 2 || month) return {text};
  return parts;
}

Word Piece(const std::string& text) {
  std::vector<Word> words = Normalise(text);
  return words.empty() ? Word{} : words.front();
}

// The pieces of a word; itself where there is nothing to take apart.
std::vector<Word> Parts(const Word& word) {
  const std::string& text = word.text;
  if (!text.empty() && text.back() == '.') return {word};  // "01.05."
  if (!text.empty() && text[0] >= '0' && text[0] <= '9' && !word.number.has_value()) {
    std::string digits = text;
    std::string letters;
    while (!digits.empty() && digits.back() >= 'a' && digits.back() <= 'z') {
      letters.insert(letters.begin(), digits.back());
      digits.pop_back();
    }
    if (letters == "a" || letters == "p") letters += "m";  // 9a
    if (!letters.empty() && letters != "am" && letters != "pm") return {word};
    std::vector<Word> pieces;
    for (const std::string& side : Sides(digits)) {
      pieces.push_back(Piece(side));
      pieces.back().dash_after = true;
    }
    pieces.back().dash_after = false;
    if (!letters.empty()) pieces.push_back(Piece(letters));
    return pieces;
  }
  // "dec31", "cy18"
  const size_t digit = text.find_first_of("0123456789");
  if (digit != std::string::npos && digit >= 2 && AllDigits(text.substr(digit)) && (MonthOf(text.substr(0, digit)).has_value() || text.substr(0, digit) == "cy")) {
    return {Piece(text.substr(0, digit)), Piece(text.substr(digit))};
  }
  return {word};
}

}  // namespace

TimePieces TakeApart(const std::vector<Word>& words, size_t at) {
  TimePieces pieces;
  for (size_t i = at; i < words.size() && i < at + kTimeWordsMax; ++i) {
    std::vector<Word> parts = Parts(words[i]);
    parts.back().break_after = words[i].break_after;
    parts.back().dash_after = words[i].dash_after;
    for (size_t part = 0; part < parts.size(); ++part) {
      pieces.ends.push_back(part + 1 == parts.size() ? i : kNoWord);
      pieces.words.push_back(std::move(parts[part]));
    }
  }
  return pieces;
}

}  // namespace aurora::query::language
