#include "services/query-engine/language/normalise/spelling.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "services/query-engine/knowledge/abbreviations.h"

namespace aurora::query::language {
namespace {

constexpr std::string_view kWords[] = {
    "how",      "many",     "number",   "count",   "total",    "average", "median",  "which",   "where",   "what",   "those",   "these",   "about",      "between", "more",     "less",      "than",
    "least",    "most",     "highest",  "lowest",  "fewest",   "today",   "yesterday", "week",  "month",   "last",      "previous", "share",   "percentage", "compare",
    "compared", "hourly",   "daily",    "weekly",  "monthly",  "hour",    "hours",   "minutes", "distinct", "different", "unique",  "without",  "before",    "after",
    "since",    "monday",   "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april",   "august",   "september", "october",
    "november", "december", "trend",    "weekend", "morning",  "afternoon", "evening", "top",   "bottom",  "longest",   "shortest",
    "every",    "never",    "during",   "together", "altogether", "either",  "another", "except",  "within",  "percent",  "percentile", "maximum", "minimum", "quarter",
    "quarterly", "revenue", "separate", "separately", "exactly", "biggest",  "largest", "smallest", "cheapest", "expensive", "busiest", "slowest", "fastest",  "newest",
    "earliest", "latest",   "against",  "versus",  "instead",  "nobody",  "nothing", "already", "currently", "overall", "typical", "typically", "usually", "proportion",
    "fraction", "minute",   "yearly",   "including", "excluding", "standard", "deviation", "cumulative", "per", "abnormally", "unusually", "suspiciously"};
// Words that ask or point: read also where four letters are left of them.
constexpr std::string_view kPointers[] = {"which", "where", "those", "these", "every", "never", "about"};
// Shorter words are too near to each other; of those only swapped letters are put right.
constexpr size_t kLettersMin = 5;
constexpr size_t kSwapLettersMin = 3;
constexpr size_t kPointerLettersMin = 4;

bool Swapped(std::string_view written, std::string_view word) {
  if (written.size() != word.size()) return false;
  const auto differs = std::mismatch(written.begin(), written.end(), word.begin());
  const auto at = static_cast<size_t>(differs.first - written.begin());
  if (at + 1 >= word.size() || written[at] != word[at + 1] || written[at + 1] != word[at]) return false;
  return written.substr(at + 2) == word.substr(at + 2);
}

// A letter inside is missing or too many. Another letter ("dairy", "mouth") or another ending ("county", "shared") makes
// a word of its own.
bool LetterOff(std::string_view written, std::string_view word) {
  const bool longer = written.size() > word.size();
  const std::string_view shorter = longer ? word : written;
  const std::string_view other = longer ? written : word;
  if (shorter.size() + 1 != other.size()) return false;
  const auto differs = std::mismatch(shorter.begin(), shorter.end(), other.begin());
  const auto at = static_cast<size_t>(differs.first - shorter.begin());
  return at > 0 && at < shorter.size() && shorter.substr(at) == other.substr(at + 1);
}

}  // namespace

std::vector<Corrected> CorrectStructure(std::vector<Word>& words, const std::function<bool(const Word&)>& known) {
  std::vector<Corrected> corrected;
  for (Word& word : words) {
    if (word.number.has_value() || word.text.size() < kSwapLettersMin || known(word)) continue;
    std::string_view found;
    size_t fits = 0;
    for (std::string_view candidate : kWords) {
      if (candidate == word.text) {
        fits = 0;
        break;
      }
      const bool near = word.text.size() >= kLettersMin && candidate.size() >= kLettersMin && LetterOff(word.text, candidate);
      const bool pointer = word.text.size() == kPointerLettersMin && LetterOff(word.text, candidate) && std::find(std::begin(kPointers), std::end(kPointers), candidate) != std::end(kPointers);
      if (!near && !pointer && !Swapped(word.text, candidate)) continue;
      found = candidate;
      ++fits;
    }
    if (fits != 1) continue;
    corrected.push_back({word.text, std::string(found)});
    const Word read = Normalise(found)[0];
    word.text = read.text;
    word.stem = read.stem;
  }
  return corrected;
}

std::vector<Corrected> SpellOutFigures(std::vector<Word>& words, const std::function<bool(const Word&)>& known) {
  std::vector<Corrected> spelled;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view figure = knowledge::LongFigure(words[i].text);
    if (figure.empty() || known(words[i])) continue;
    std::vector<Word> full = Normalise(figure);
    full.back().break_after = words[i].break_after;
    full.back().sentence_after = words[i].sentence_after;
    spelled.push_back({words[i].original, std::string(figure)});
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i), full.begin(), full.end());
    i += full.size() - 1;
  }
  return spelled;
}

}  // namespace aurora::query::language
