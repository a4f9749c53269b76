#include "services/embedding/search/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::embedding {
namespace {

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

bool HasVowel(std::string_view word) {
  for (const char c : word) {
    if (IsVowel(c)) return true;
  }
  return false;
}

// "shipp" -> "ship": the consonant that an ending doubled. Not "bill", "pass".
void Undouble(std::string* word) {
  const size_t n = word->size();
  if (n >= 4 && (*word)[n - 1] == (*word)[n - 2] && !IsVowel(word->back()) && word->back() != 'l' &&
      word->back() != 's') {
    word->pop_back();
  }
}

bool EndsWith(const std::string& word, std::string_view ending) {
  return absl::EndsWith(base::Absl(word), base::Absl(ending));
}

// The first steps of Porter's stemmer (1980): enough to join singular, plural and verb forms.
std::string Stem(std::string word) {
  if (word.size() <= 3) return word;
  if (EndsWith(word, "ies")) {
    word.replace(word.size() - 3, 3, "y");
  } else if (EndsWith(word, "sses") || EndsWith(word, "ches") || EndsWith(word, "shes") ||
             EndsWith(word, "xes")) {
    word.resize(word.size() - 2);
  } else if (word.back() == 's' && !EndsWith(word, "ss") && !EndsWith(word, "us") && !EndsWith(word, "is")) {
    word.pop_back();
  }
  for (const std::string_view ending : {std::string_view("ing"), std::string_view("ed")}) {
    if (EndsWith(word, ending) && word.size() > ending.size() + 2 &&
        HasVowel(std::string_view(word).substr(0, word.size() - ending.size()))) {
      word.resize(word.size() - ending.size());
      Undouble(&word);
      break;
    }
  }
  // "purchase", "purchas(ed)": without the last e both are one.
  if (word.size() > 4 && word.back() == 'e') word.pop_back();
  return word;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(Stem(std::move(word)));
    word.clear();
  };
  char before = ' ';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = absl::ascii_isalpha(byte) || byte >= 0x80;
    const bool digit = absl::ascii_isdigit(byte);
    const bool hump = absl::ascii_isupper(byte) && absl::ascii_islower(static_cast<unsigned char>(before));
    if (!letter && !digit) {
      end_word();
    } else {
      if (hump) end_word();
      word += absl::ascii_tolower(byte);
    }
    before = c;
  }
  end_word();
  return words;
}

}  // namespace aurora::embedding
