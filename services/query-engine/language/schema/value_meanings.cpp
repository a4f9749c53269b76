#include "services/query-engine/language/schema/value_meanings.h"

#include <algorithm>
#include <array>
#include <set>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace aurora::query::language {
namespace {

std::string Trim(std::string_view text) {
  static constexpr std::string_view kAround = " \t\n'\"`";
  while (!text.empty() && kAround.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && (kAround.find(text.back()) != std::string_view::npos || text.back() == '.')) text.remove_suffix(1);
  return std::string(text);
}

// At what ends a clause outside of parentheses.
std::vector<std::string> Clauses(std::string_view comment) {
  std::vector<std::string> clauses(1);
  int depth = 0;
  for (size_t i = 0; i < comment.size(); ++i) {
    const char c = comment[i];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    const bool stop = c == '.' && (i + 1 == comment.size() || comment[i + 1] == ' ');
    // "reply (by the seller) or report (to us)": what is in parentheses is of the value before them.
    const bool alternative = c == ' ' && depth <= 0 && i > 0 && comment[i - 1] == ')' && (comment.compare(i, 4, " or ") == 0 || comment.compare(i, 5, " and ") == 0);
    if (alternative || (depth <= 0 && (c == ',' || c == ';' || c == '|' || c == '\n' || stop))) {
      clauses.emplace_back();
    } else {
      clauses.back() += c;
    }
  }
  return clauses;
}

bool StartsWithWord(std::string_view text, std::string_view word) {
  return text.size() > word.size() && absl::AsciiStrToLower(std::string(text.substr(0, word.size()))) == word && text[word.size()] == ' ';
}

// Letters of a value from which on it may be a word cut short.
constexpr size_t kAbbreviatedLength = 5;

// A value that is no word: "05", "A3", "RES".
bool IsCode(std::string_view value) {
  return !value.empty() && std::none_of(value.begin(), value.end(), [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
}

// "es", "fx": a short code in lower case, and no small word that begins a sentence.
bool IsShortCode(std::string_view value) {
  static const auto& words = *new std::set<std::string_view>{"in", "out", "on", "off", "up", "yes", "no", "low", "new", "old", "all", "any", "per", "by", "to", "at", "of", "or", "and", "not", "the", "a", "an", "is", "as", "if"};
  return !value.empty() && value.size() <= 3 && words.count(value) == 0 && std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

class Reader {
 public:
  Reader(const std::vector<std::string>& values, bool numbers) : values_(values), numbers_(numbers) {}

  std::vector<ValueMeaning> Read(std::string_view comment) {
    const std::vector<std::string> clauses = Clauses(comment);
    // "00 ok, 05 do not honour": one alone may be a sentence that begins with a value.
    size_t bare = 0;
    for (const std::string& clause : clauses) bare += Bare(AfterIntroduction(clause)) ? 1 : 0;
    for (const std::string& whole : clauses) {
      std::string clause = Trim(whole);
      for (std::string_view join : {"or", "and", "either"}) {
        if (StartsWithWord(clause, join)) clause = Trim(std::string_view(clause).substr(join.size() + 1));
      }
      if (Empty(clause)) continue;
      if (Others(clause)) {
        described_.clear();
        continue;
      }
      Reason(clause);
      if (Marked(clause) || (bare > 1 && Code(AfterIntroduction(clause)))) continue;
      last_ = Known(clause);
      // More of the same: "pending = waiting for the host, nothing charged yet".
      if (Known(clause).has_value() || clause.empty() || SaysOfAnother(clause)) {
        described_.clear();
      } else {
        for (size_t at : described_) found_[at].phrases.push_back(clause);
      }
    }
    return std::move(found_);
  }

 private:
  struct Marker {
    std::string_view text;
    bool colon = false;
    bool paren = false;
  };

  std::optional<std::string> Known(std::string_view word) const {
    const std::string wanted = Trim(word);
    if (wanted.empty()) return std::nullopt;
    for (const std::string& value : values_) {
      if (value == wanted) return value;
    }
    const std::string lower = absl::AsciiStrToLower(wanted);
    if (lower == "null" || lower == "empty") return std::string();
    for (const std::string& value : values_) {
      if (absl::AsciiStrToLower(value) == lower) return value;
    }
    const bool number = numbers_ && std::all_of(wanted.begin(), wanted.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? std::optional<std::string>(wanted) : std::nullopt;
  }

  // "lora or nbiot", "1/2": all of them values, or none.
  std::vector<std::string> AllKnown(std::string_view left) const {
    const std::string text = absl::StrReplaceAll(absl::string_view(left.data(), left.size()), {{" or ", "\t"}, {" and ", "\t"}, {"/", "\t"}});
    std::vector<std::string> values;
    if (const auto one = Known(left); one.has_value()) return {*one};
    for (absl::string_view part : absl::StrSplit(text, '\t')) {
      // "cancelled_*"
      if (const std::string begin = Trim(std::string_view(part.data(), part.size())); begin.size() > 1 && begin.back() == '*') {
        for (const std::string& value : values_) {
          if (value.rfind(begin.substr(0, begin.size() - 1), 0) == 0) values.push_back(value);
        }
        continue;
      }
      const auto value = Known(std::string_view(part.data(), part.size()));
      if (!value.has_value()) return {};
      values.push_back(*value);
    }
    return values;
  }

  void Describe(const std::vector<std::string>& values, const std::string& phrase) {
    described_.clear();
    for (const std::string& value : values) {
      described_.push_back(found_.size());
      found_.push_back({value, {phrase}});
    }
  }

  static std::string AfterIntroduction(const std::string& clause) {
    const size_t colon = clause.find(": ");
    return Trim(colon == std::string::npos ? std::string_view(clause) : std::string_view(clause).substr(colon + 2));
  }

  bool Marked(const std::string& clause) {
    static constexpr std::array<Marker, 9> kMarkers = {{{" = ", false, false}, {"=", false, false}, {" -> ", false, false}, {": ", true, false}, {" means ", false, false},
                                                        {" stands for ", false, false}, {" - ", false, false}, {" \xE2\x80\x93 ", false, false}, {"(", false, true}}};
    size_t at = std::string::npos;
    const Marker* marker = nullptr;
    for (const Marker& one : kMarkers) {
      const size_t found = clause.find(one.text);
      if (found == std::string::npos || (marker != nullptr && found >= at)) continue;
      at = found;
      marker = &one;
    }
    if (marker == nullptr) return false;
    const std::string left = Trim(std::string_view(clause).substr(0, at));
    std::string right = clause.substr(at + marker->text.size());
    if (marker->paren) right = right.substr(0, right.rfind(')'));
    right = Trim(right);
    std::vector<std::string> values = AllKnown(left);
    // "web or pass (nothing to pay at the gate)": of the last, which it stands behind.
    if (marker->paren && values.size() > 1 && left.find('/') == std::string::npos) values = {values.back()};
    // "agency or desk (desk: a walk-in, not booked ahead)": of the one that is said again.
    if (const size_t again = right.find(": "); marker->paren && values.size() > 1 && again != std::string::npos) {
      if (const auto one = Known(std::string_view(right).substr(0, again)); one.has_value() && std::find(values.begin(), values.end(), *one) != values.end()) {
        values = {*one};
        right = Trim(std::string_view(right).substr(again + 2));
      }
    }
    if (!values.empty() && !right.empty() && marker->paren && Others(right)) return true;
    if (!values.empty() && !right.empty()) {
      // What stands in parentheses has clauses of its own.
      const std::vector<std::string> inner = marker->paren ? Clauses(right) : std::vector<std::string>{right};
      Describe(values, Trim(inner[0]));
      for (size_t i = 1; i < inner.size(); ++i) {
        for (size_t one : described_) found_[one].phrases.push_back(Trim(inner[i]));
      }
      return true;
    }
    // "answer of the issuer: 00 = ok"
    if (marker->colon) return Marked(right) || (described_.clear(), false);
    // "Frankfurt (fra)"
    const auto behind = Known(right);
    if (behind.has_value() && !behind->empty() && !left.empty()) {
      Describe({*behind}, left);
      return true;
    }
    return false;
  }

  void DescribeOthers(const std::string& than, const std::string& phrase) {
    for (const std::string& value : values_) {
      if (value != than && !value.empty()) found_.push_back({value, {phrase}, true});
    }
  }

  // "empty when not answered": of the column without a value, and of no value before it.
  bool Empty(const std::string& clause) {
    for (std::string_view none : {"empty", "null", "blank"}) {
      if (!StartsWithWord(clause, none)) continue;
      const std::string rest = clause.substr(none.size() + 1);
      for (std::string_view join : {"when", "if", "while", "until", "unless", "for"}) {
        if (!StartsWithWord(rest, join)) continue;
        if (none != "null" && (join == "when" || join == "if" || join == "while")) Describe({std::string()}, Trim(std::string_view(rest).substr(join.size() + 1)));
        described_.clear();
        return true;
      }
    }
    return false;
  }

  // "anything but ok means that it failed"
  bool Others(const std::string& clause) {
    for (std::string_view all : {"anything", "everything", "any", "all", "every value", "all others"}) {
      if (!StartsWithWord(clause, all)) continue;
      for (std::string_view but : {" but ", " except ", " besides ", " other than "}) {
        if (clause.compare(all.size(), but.size(), but.data(), but.size()) != 0) continue;
        const std::string rest = clause.substr(all.size() + but.size());
        const size_t blank = rest.find(' ');
        if (blank == std::string::npos) return false;
        const auto than = Known(std::string_view(rest).substr(0, blank));
        const std::string said = Trim(std::string_view(rest).substr(blank));
        for (std::string_view means : {"means that", "means", "=", "is", "are", "was", "have", "has", "counts as", "count as"}) {
          if (!than.has_value() || !StartsWithWord(said, means)) continue;
          DescribeOthers(*than, Trim(std::string_view(said).substr(means.size())));
          return true;
        }
      }
    }
    return false;
  }

  // "ok, or why it failed: late, torn"; "why declined: NSF = no funds. Empty otherwise"; "granted, or the cause of the refusal: full, expired"
  void Reason(const std::string& clause) {
    for (std::string_view begin : {"why", "the cause of the", "cause of the", "the reason for the", "reason for the", "the reason of the", "reason of the"}) {
      if (!StartsWithWord(clause, begin)) continue;
      const size_t at = begin.size() + 1;
      const std::string phrase = Trim(std::string_view(clause).substr(at, std::min(clause.find(':'), clause.size()) - at));
      if (!phrase.empty() && (begin == "why" || last_.has_value())) DescribeOthers(last_.value_or(""), phrase);
      return;
    }
  }

  // "DELIVRD, REJECTD or ENROUTE = on its way. Rejected ones are not billed"
  bool BeginsWithAnother(const std::string& clause) const {
    const std::string first = absl::AsciiStrToLower(clause.substr(0, clause.find(' ')));
    return first.size() < clause.size() && std::any_of(values_.begin(), values_.end(), [&](const std::string& value) { return absl::AsciiStrToLower(value) == first || Abbreviates(value, first); });
  }

  // "voided (refunded afterwards); only finished trips keep their charge": a rule that names values itself is of these, and no meaning of
  // the one before.
  bool SaysOfAnother(const std::string& clause) const {
    if (BeginsWithAnother(clause)) return true;
    if (!StartsWithWord(clause, "only") && !StartsWithWord(clause, "all") && !StartsWithWord(clause, "each") && !StartsWithWord(clause, "every")) return false;
    const std::vector<std::string> words = absl::StrSplit(clause, ' ');
    return std::any_of(words.begin() + 1, words.end(), [&](const std::string& word) {
      const auto value = Known(word);
      return value.has_value() && !value->empty();
    });
  }

  // "fra-1": a value that is no word.
  bool IsNumberedCode(const std::string& word) const {
    const bool numbered = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) && std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return numbered && std::find(values_.begin(), values_.end(), word) != values_.end();
  }

  std::optional<size_t> Bare(const std::string& clause) const {
    const size_t blank = clause.find(' ');
    if (blank == std::string::npos || !(IsCode(std::string_view(clause).substr(0, blank)) || IsShortCode(std::string_view(clause).substr(0, blank)) || IsNumberedCode(clause.substr(0, blank))) || !Known(std::string_view(clause).substr(0, blank)).has_value()) return std::nullopt;
    if (absl::AsciiStrToLower(clause.substr(0, blank)) == "null" || StartsWithWord(std::string_view(clause).substr(blank + 1), "to")) return std::nullopt;
    return blank;
  }

  bool Code(const std::string& clause) {
    const auto blank = Bare(clause);
    if (!blank.has_value()) return false;
    Describe({*Known(std::string_view(clause).substr(0, *blank))}, Trim(std::string_view(clause).substr(*blank + 1)));
    return true;
  }

  const std::vector<std::string>& values_;
  const bool numbers_;
  std::vector<ValueMeaning> found_;
  // What the clause before described.
  std::vector<size_t> described_;
  // The value that was the clause before.
  std::optional<std::string> last_;
};

}  // namespace

bool Abbreviates(std::string_view value, std::string_view word) {
  const std::string lower = absl::AsciiStrToLower(std::string(value));
  if (lower.size() < kAbbreviatedLength || lower.size() >= word.size() || word[0] != lower[0]) return false;
  static constexpr std::string_view kVowels = "aeiou";
  const auto consonants = [](std::string_view text) {
    std::string left;
    for (char c : text) {
      if (kVowels.find(c) == std::string_view::npos) left += c;
    }
    return left;
  };
  return word.compare(0, lower.size(), lower) == 0 || consonants(lower) == consonants(word);
}

std::vector<ValueMeaning> ReadValueMeanings(std::string_view comment, const std::vector<std::string>& values, bool numbers) {
  return Reader(values, numbers).Read(comment);
}

}  // namespace aurora::query::language
