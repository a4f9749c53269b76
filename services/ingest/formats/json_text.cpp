#include "services/ingest/formats/json_text.h"

#include <algorithm>
#include <cstddef>

namespace aurora::ingest {
namespace {

using table::Rejection;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// A reader of JSON that keeps nothing. Recursion is bounded by the nesting that is allowed.
class Checker {
 public:
  Checker(std::string_view json, int nesting_max) : rest_(json), nesting_max_(nesting_max) {}

  Rejection Whole() {
    if (!Value(0)) return too_deep_ ? Rejection::kTooDeep : Rejection::kNotJson;
    Blanks();
    return rest_.empty() ? Rejection::kNone : Rejection::kNotJson;
  }
  bool WholeNumber() { return Number() && rest_.empty(); }

 private:
  bool Take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void Blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  bool Digits() {
    const size_t before = rest_.size();
    while (!rest_.empty() && IsDigit(rest_[0])) rest_.remove_prefix(1);
    return rest_.size() < before;
  }

  bool Number() {
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (Take('e') || Take('E')) {
      if (!Take('+')) Take('-');
      return Digits();
    }
    return true;
  }

  bool String() {
    if (!Take('"')) return false;
    while (!rest_.empty()) {
      const char c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (c != '\\') continue;
      if (Take('u')) {
        if (rest_.size() < 4 || !std::all_of(rest_.begin(), rest_.begin() + 4, IsHex)) return false;
        rest_.remove_prefix(4);
      } else if (rest_.empty() || std::string_view("\"\\/bfnrt").find(rest_[0]) == std::string_view::npos) {
        return false;
      } else {
        rest_.remove_prefix(1);
      }
    }
    return false;
  }

  bool Members(char close, int depth) {
    if (depth > nesting_max_) {
      too_deep_ = true;
      return false;
    }
    Blanks();
    if (Take(close)) return true;
    do {
      Blanks();
      if (close == '}') {
        if (!String()) return false;
        Blanks();
        if (!Take(':')) return false;
      }
      if (!Value(depth)) return false;
      Blanks();
    } while (Take(','));
    return Take(close);
  }

  bool Value(int depth) {
    Blanks();
    if (rest_.empty()) return false;
    switch (rest_[0]) {
      case '{': rest_.remove_prefix(1); return Members('}', depth + 1);
      case '[': rest_.remove_prefix(1); return Members(']', depth + 1);
      case '"': return String();
      case 't': return TakeWord("true");
      case 'f': return TakeWord("false");
      case 'n': return TakeWord("null");
      default: return Number();
    }
  }

  std::string_view rest_;
  int nesting_max_;
  bool too_deep_ = false;
};

}  // namespace

Rejection CheckJson(std::string_view json, int nesting_max) { return Checker(json, nesting_max).Whole(); }

bool IsJsonNumber(std::string_view text) { return Checker(text, 0).WholeNumber(); }

std::string_view TrimJson(std::string_view json) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = json.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return json.substr(begin, json.find_last_not_of(kBlanks) - begin + 1);
}

bool IsBlankJson(std::string_view json) {
  if (json == "null") return true;
  const bool bracketed = json.size() >= 2 && (json.front() == '{' || json.front() == '[');
  return bracketed && TrimJson(json.substr(1, json.size() - 2)).empty();
}

}  // namespace aurora::ingest
