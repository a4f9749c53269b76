#include "services/query-engine/language/normalise/signs.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace aurora::query::language {

std::vector<Word> SignNumbers(std::vector<Word> words) {
  static constexpr std::array<std::string_view, 14> kBefore = {"than", "below", "above", "under", "over", "beneath", "at", "to", "between", "and", "least", "most", "exactly", "is"};
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].text != "minus" || !words[i + 1].number.has_value() || words[i].break_after) continue;
    if (std::find(kBefore.begin(), kBefore.end(), std::string_view(words[i - 1].text)) == kBefore.end()) continue;
    words[i + 1].number = -*words[i + 1].number;
    words[i + 1].text = "-" + words[i + 1].text;
    words[i + 1].original = "-" + words[i + 1].original;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return words;
}

std::vector<Word> StressNothing(std::vector<Word> words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].text != "even" || words[i].break_after || words[i - 1].break_after || words[i - 1].text != "not") continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return words;
}

bool NotIsGlued(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kVerbs = {"havent", "hasnt", "hadnt", "didnt", "doesnt", "dont", "isnt", "arent", "wasnt", "werent", "couldnt", "shouldnt"};
  return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
}

}  // namespace aurora::query::language
