#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "services/query-engine/language/normalise/day_words.h"
#include "services/query-engine/language/normalise/signs.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {
namespace {

const std::map<std::string, double, std::less<>>& NumberWords() {
  static const auto& words = *new std::map<std::string, double, std::less<>>{
      {"zero", 0},    {"one", 1},      {"two", 2},      {"three", 3},    {"four", 4},       {"five", 5},
      {"six", 6},     {"seven", 7},    {"eight", 8},    {"nine", 9},     {"ten", 10},       {"eleven", 11},
      {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
      {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},    {"fifty", 50},
      {"sixty", 60},  {"seventy", 70}, {"eighty", 80},  {"ninety", 90},  {"hundred", 100},  {"dozen", 12},
      {"thousand", 1000}};
  return words;
}

bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// Letters glued to a number: a factor, an ordinal's ending, or a unit that becomes a word of its own.
struct Glued {
  double factor = 1;
  bool ordinal = false;
  std::string unit;
  bool known = false;
};
Glued ReadGlued(const std::string& letters) {
  if (letters.empty()) return {1, false, "", true};
  if (letters == "k") return {1e3, false, "", true};
  if (letters == "mm" || letters == "mio" || letters == "mln") return {1e6, false, "", true};
  if (letters == "bn") return {1e9, false, "", true};
  if (letters == "st" || letters == "nd" || letters == "rd" || letters == "th") return {1, true, "", true};
  static const auto& units = *new std::map<std::string, std::string, std::less<>>{
      {"h", "hours"},    {"hr", "hours"},     {"hrs", "hours"},    {"min", "minutes"}, {"mins", "minutes"},
      {"m", "minutes"},  {"d", "days"},       {"w", "weeks"},      {"y", "years"},     {"yr", "years"},
      {"s", "seconds"},  {"sec", "seconds"},  {"secs", "seconds"}, {"ms", "ms"},       {"kg", "kg"},
      {"g", "g"},        {"km", "km"},        {"kb", "kb"},        {"mb", "mb"},       {"gb", "gb"},
      {"am", "am"},      {"pm", "pm"},        {"x", "x"},          {"eur", "eur"},    {"usd", "usd"},
      {"gbp", "gbp"},    {"chf", "chf"},      {"kwh", "kwh"},      {"mwh", "mwh"},    {"tb", "tb"},
      {"m2", "m2"},      {"m3", "m3"},        {"ha", "ha"},        {"ml", "ml"},      {"cm", "cm"},
      {"lb", "lb"},      {"lbs", "lbs"},      {"mph", "mph"},      {"kmh", "kmh"},    {"mps", "mps"},    {"l", "l"},
      {"t", "t"}};
  const auto found = units.find(letters);
  if (found == units.end()) return {};
  return {1, false, found->second, true};
}

class Scanner {
 public:
  explicit Scanner(std::string text) : text_(std::move(text)) {}

  std::vector<Word> Run() {
    while (at_ < text_.size() && words_.size() < kWordsMax) {
      const char c = text_[at_];
      if (c == '$' || text_.compare(at_, 2, "\xC2\xA3") == 0 || text_.compare(at_, 3, "\xE2\x82\xAC") == 0) {
        const size_t sign = at_;
        at_ += c == '$' ? 1 : (c == '\xC2' ? 2 : 3);
        money_next_ = true;
        CurrencyAlone(sign);
      } else if (IsDigit(c)) {
        Number();
      } else if (Negative()) {
        // "-5 degrees"
      } else if (IsWordByte(c)) {
        Plain();
      } else if (ShortYear()) {
        // "May '26"
      } else {
        if (c == '%') Percent();
        // "refund.created" is one name.
        const bool within = c == '.' && at_ > 0 && IsWordByte(text_[at_ - 1]) && at_ + 1 < text_.size() && IsAlpha(text_[at_ + 1]);
        if ((c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '?' || c == '.') && !within && !words_.empty()) {
          words_.back().break_after = true;
        }
        if (c == '(' && !words_.empty()) words_.back().bracket_after = true;
        // "ios / android / web"
        if (c == '/' && at_ > 0 && text_[at_ - 1] == ' ' && at_ + 1 < text_.size() && text_[at_ + 1] == ' ' && !words_.empty()) words_.back().break_after = true;
        if (!words_.empty() && EndsSentence(c)) words_.back().sentence_after = true;
        if ((c == '-' || c == '~') && !words_.empty()) words_.back().dash_after = true;
        ++at_;
      }
    }
    return std::move(words_);
  }

 private:
  void Push(std::string original) {
    Word word;
    word.text = absl::AsciiStrToLower(original);
    word.original = std::move(original);
    word.stem = Stem(word.text);
    words_.push_back(std::move(word));
  }

  // "revenue in $", "takings ($)", "per day, $": how money is shown, where no amount follows the sign.
  void CurrencyAlone(size_t sign) {
    size_t next = at_;
    while (next < text_.size() && text_[next] == ' ') ++next;
    if (words_.empty() || (next < text_.size() && (IsDigit(text_[next]) || text_[next] == '.' || text_[next] == '-'))) return;
    const bool behind = IsOneOf(words_.back().text, {"in", "into", "many"}) && !words_.back().break_after;
    const bool set_off = text_[sign - 1] == '(' || (sign > 1 && text_[sign - 1] == ' ' && text_[sign - 2] == ',');
    if (!behind && !set_off) return;
    if (at_ < text_.size() && IsWordByte(text_[at_])) return;
    money_next_ = false;
    Push(text_[sign] == '$' ? "dollars" : text_[sign] == '\xC2' ? "gbp" : "euros");
    words_.back().original = text_.substr(sign, at_ - sign);
  }

  bool EndsSentence(char c) const {
    const auto blank = [&](size_t at) { return at >= text_.size() || text_[at] == ' ' || text_[at] == '\n'; };
    if (c == '-') return blank(at_ + 1) && at_ > 0 && blank(at_ - 1);
    if (c == '?' || c == '!' || c == ';' || c == ':') return true;
    // "i.e." and initials end none.
    return c == '.' && blank(at_ + 1) && words_.back().text.size() > 1;
  }

  // "5%", and "what % of": there it is a word. "Humidity in %" is said without.
  void Percent() {
    if (!words_.empty() && words_.back().number.has_value()) {
      words_.back().percent = true;
      return;
    }
    const bool asked = !words_.empty() && IsOneOf(words_.back().text, {"what", "which", "many"});
    if (!asked && text_.compare(at_, 5, "% of ") != 0) return;
    Push("percentage");
    words_.back().original = "%";
  }

  // A minus sign before a number and behind a blank, where no other number stands that it could be the end of a range with.
  bool Negative() {
    if (text_[at_] != '-' || at_ + 1 >= text_.size() || !IsDigit(text_[at_ + 1]) || (at_ > 0 && text_[at_ - 1] != ' ' && text_[at_ - 1] != '(')) return false;
    if (!words_.empty() && (words_.back().number.has_value() || IsDigit(words_.back().text[0]))) return false;
    ++at_;
    const size_t word = words_.size();
    Number();
    if (word < words_.size() && words_[word].number.has_value()) {
      words_[word].number = -*words_[word].number;
      words_[word].text = "-" + words_[word].text;
      words_[word].original = "-" + words_[word].original;
    }
    return true;
  }

  // '26: a year, and no day of a month. Past its digits when there is one.
  bool ShortYear() {
    const auto digit = [&](size_t at) { return at < text_.size() && IsDigit(text_[at]); };
    if (text_[at_] != '\'' || !digit(at_ + 1) || !digit(at_ + 2) || (at_ + 3 < text_.size() && IsWordByte(text_[at_ + 3]))) return false;
    const std::string year = (text_[at_ + 1] < '7' ? "20" : "19") + text_.substr(at_ + 1, 2);
    Push(year);
    words_.back().number = std::stod(year);
    at_ += 3;
    return true;
  }

  // "01.05.": a day and a month, where more of the sentence follows the last dot or the words before say that a time follows. Amounts
  // are said to be above or below something.
  bool DottedDay(const std::string& digits) const {
    const size_t dot = digits.find('.');
    if (dot == std::string::npos || dot > 2 || digits.size() - dot > 3 || digits.find_first_of(".:-/,", dot + 1) != std::string::npos || money_next_) return false;
    const int day = std::atoi(digits.substr(0, dot).c_str());
    const int month = std::atoi(digits.substr(dot + 1).c_str());
    if (day < 1 || day > 31 || month < 1 || month > 12 || at_ >= text_.size() || text_[at_] != '.') return false;
    const std::string before = words_.empty() ? "" : words_.back().text;
    if (IsOneOf(before, {"over", "above", "below", "under", "than", "least", "most", "exceeding", "by", "is", "equals", "version", "release", "v"})) return false;
    // "01.05.-07.05.", "1.5. to 7.5."
    const bool second = std::any_of(words_.begin(), words_.end(), [](const Word& word) { return word.text.size() > 3 && word.text.back() == '.' && IsDigit(word.text[0]); });
    const bool led = second || (!words_.empty() && words_.back().dash_after && words_.back().number.has_value()) || IsOneOf(before, {"since", "from", "until", "till", "on", "before", "after", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
    if (at_ + 1 >= text_.size() || text_[at_ + 1] == '?') return led;
    if (text_[at_ + 1] == '-' || text_[at_ + 1] == ',' || text_[at_ + 1] == ')' || text_[at_ + 1] == ':') return true;
    // A sentence that ends with a number, and another one.
    return text_[at_ + 1] == ' ' && at_ + 2 < text_.size() && (led || std::islower(static_cast<unsigned char>(text_[at_ + 2])) != 0 || text_[at_ + 2] == '-');
  }

  void Number() {
    const size_t begin = at_;
    std::string digits;
    int dots = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (IsDigit(c)) {
        digits += c;
      } else if (c == ',' && at_ + 3 < text_.size() && IsDigit(text_[at_ + 1]) && IsDigit(text_[at_ + 2]) &&
                 IsDigit(text_[at_ + 3]) && (at_ + 4 == text_.size() || !IsDigit(text_[at_ + 4]))) {
        // 1,000
      } else if (c == '.' && at_ + 1 < text_.size() && IsDigit(text_[at_ + 1])) {
        digits += c;
        ++dots;
      } else if ((c == '-' || c == ':' || c == '/') && at_ + 1 < text_.size() && IsDigit(text_[at_ + 1])) {
        digits += c;  // 2026-05-20, 7:30, 1/22/2026
        dots += 2;
      } else {
        break;
      }
      ++at_;
    }
    if (DottedDay(digits)) {  // "01.05. until now"
      ++at_;
      return Push(text_.substr(begin, at_ - begin));
    }
    const size_t letters_begin = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    const std::string letters = absl::AsciiStrToLower(text_.substr(letters_begin, at_ - letters_begin));
    const bool decade = letters == "s" && digits.size() <= 4 && digits.size() % 2 == 0 && digits.back() == '0';
    const Glued glued = decade ? Glued{} : ReadGlued(letters);
    const bool clock = digits.find(':') != std::string::npos;
    if (clock && (letters == "h" || letters == "hrs")) return Push(digits);  // "14:00h"
    if (!glued.known || (dots > 1 && !(clock && (glued.unit == "am" || glued.unit == "pm" || letters.empty())))) {
      Push(text_.substr(begin, at_ - begin));  // a version, a date, a code like 5xx, an identifier
    } else {
      Push(text_.substr(begin, letters_begin - begin));
      double value = 0;
      if (!clock && absl::SimpleAtod(digits, &value)) {
        words_.back().number = value * glued.factor;
        words_.back().text = glued.factor == 1 ? digits : base::StrCat(value * glued.factor);
      }
      words_.back().ordinal = glued.ordinal;
      words_.back().money = money_next_;
      if (!glued.unit.empty()) Push(glued.unit);
      // "3+ lounges"
      if (!clock && letters.empty() && words_.back().number.has_value() && at_ + 1 < text_.size() && text_[at_] == '+' && text_[at_ + 1] == ' ') {
        Push("or");
        Push("more");
      }
    }
    money_next_ = false;
    // "2026-05-09..2026-05-15"
    if (text_.compare(at_, 2, "..") == 0 && at_ + 2 < text_.size() && (IsDigit(text_[at_ + 2]) || text_[at_ + 2] == '.') && !words_.empty()) {
      size_t behind = at_;
      while (behind < text_.size() && text_[behind] == '.') ++behind;
      if (behind < text_.size() && IsDigit(text_[behind])) {
        words_.back().dash_after = true;
        at_ = behind;
      }
    }
  }

  // Words of the language itself, one letter off.
  static std::string Corrected(const std::string& word) {
    static constexpr std::array<std::string_view, 44> kCommon = {
        "yesterday", "different", "distinct", "average",  "median",    "percentile", "number",   "between",  "revenue",  "compared",
        "january",   "february",  "september", "october", "november",  "december",   "monday",   "tuesday",  "wednesday", "thursday",
        "friday",    "saturday",  "sunday",   "minutes",  "weekend",   "weekday",    "customers", "percentage", "unique",  "longest",
        "shortest",  "highest",   "lowest",   "without",  "standard",  "deviation",  "cumulative", "moving",  "hourly",   "monthly",
        "received", "receive",  "separately", "separate"};
    if (word.size() < 6) return "";
    for (std::string_view common : kCommon) {
      // "Sundays" are no misspelt Sunday.
      if (word == common || (word.size() == common.size() + 1 && word.back() == 's' && word.compare(0, common.size(), common) == 0)) return "";
    }
    for (std::string_view common : kCommon) {
      if (word[0] != common[0] || word.size() + 1 < common.size() || word.size() > common.size() + 1) continue;
      if (base::EditDistance(word, std::string(common), 1) <= 1) return std::string(common);
      if (word.size() != common.size()) continue;
      size_t differing = 0;
      bool swapped = false;
      for (size_t i = 0; i < word.size(); ++i) {
        if (word[i] == common[i]) continue;
        ++differing;
        if (i + 1 < word.size() && word[i] == common[i + 1] && word[i + 1] == common[i]) swapped = true;
      }
      if (differing == 2 && swapped) return std::string(common);
    }
    return "";
  }

  void Plain() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    std::string word = text_.substr(begin, at_ - begin);
    // don't -> do not; what's, today's -> what, today
    if (at_ + 1 < text_.size() && text_[at_] == '\'' && IsAlpha(text_[at_ + 1])) {
      const size_t tail_begin = at_ + 1;
      size_t end = tail_begin;
      while (end < text_.size() && IsWordByte(text_[end])) ++end;
      const std::string tail = absl::AsciiStrToLower(text_.substr(tail_begin, end - tail_begin));
      at_ = end;
      const std::string lower = absl::AsciiStrToLower(word);
      if (tail == "t" && !lower.empty() && lower.back() == 'n') {
        Push(lower == "won" ? "will" : (lower == "can" ? "can" : word.substr(0, word.size() - 1)));
        Push("not");
        return;
      }
    }
    // "havent", as it is typed in a hurry; "cant" and "wont" are words of their own.
    static constexpr std::array<std::string_view, 11> kContracted = {"havent", "hasnt", "hadnt", "didnt", "doesnt", "dont", "isnt", "arent", "wasnt", "werent", "couldnt"};
    if (const std::string typed = absl::AsciiStrToLower(word); std::find(kContracted.begin(), kContracted.end(), std::string_view(typed)) != kContracted.end()) {
      Push(word.substr(0, word.size() - 2));
      Push("not");
      return;
    }
    money_next_ = false;
    // "above EUR 30"
    if (IsOneOf(word, {"EUR", "USD", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK", "NOK", "DKK", "PLN"}) && at_ + 1 < text_.size() && text_[at_] == ' ' && IsDigit(text_[at_ + 1]) && (words_.empty() || words_.back().text != "in")) {
      money_next_ = true;
      ++at_;
      return;
    }
    static constexpr std::array<std::string_view, 8> kRight = {"customer", "minute", "numbers", "weekdays", "weekends", "uniques", "averages", "medians"};
    const std::string lower_word = absl::AsciiStrToLower(word);
    // "this weeks orders", "todays orders": the apostrophe that was not typed.
    const bool of_this = !words_.empty() && words_.back().text == "this" && IsOneOf(lower_word, {"weeks", "months", "quarters", "years"});
    if (of_this || IsOneOf(lower_word, {"todays", "yesterdays"})) return Push(word.substr(0, word.size() - 1));
    if (NotIsGlued(lower_word)) return Push(word.substr(0, word.size() - 2)), Push("not");
    const bool right = std::find(kRight.begin(), kRight.end(), std::string_view(lower_word)) != kRight.end();
    const std::string corrected = right ? "" : Corrected(lower_word);
    Push(corrected.empty() ? word : corrected);
    // "names that begin with H-": the hyphen belongs to it.
    if (at_ < text_.size() && text_[at_] == '-' && (at_ + 1 == text_.size() || (!IsWordByte(text_[at_ + 1]) && text_[at_ + 1] != ' ' && text_[at_ + 1] != '-'))) {
      words_.back().original += '-';
    }
    const auto number = NumberWords().find(words_.back().text);
    if (number != NumberWords().end()) words_.back().number = number->second;
  }

  std::string text_;
  size_t at_ = 0;
  bool money_next_ = false;
  std::vector<Word> words_;
};

bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 2 && word.substr(word.size() - ending.size()) == ending;
}

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

}  // namespace

std::vector<Word> Normalise(std::string_view question) {
  return AgesAsAgo(DatesAsDays(SignNumbers(StressNothing(Scanner(absl::StrReplaceAll(base::Absl(question), {{"\xE2\x80\x98", "'"},
                                                            {"\xE2\x80\x99", "'"},
                                                            {"\xE2\x80\x9C", "\""},
                                                            {"\xE2\x80\x9D", "\""},
                                                            {"\xC2\xA0", " "},
                                                            {"km/h", "kmh"},
                                                            {"one-hour ", "60-minute "},
                                                            {"two-hour ", "120-minute "},
                                                            {" m/s", " mps"},
                                                            {"metres per second", "mps"},
                                                            {"meters per second", "mps"},
                                                            {"m\xC2\xB2", "m2"},
                                                            {"m\xC2\xB3", "m3"},
                                                            {"cubic metres", "m3"},
                                                            {"cubic metre", "m3"},
                                                            {"cubic meters", "m3"},
                                                            {"cubic meter", "m3"},
                                                            {"square metres", "m2"},
                                                            {"square metre", "m2"},
                                                            {"square meters", "m2"},
                                                            {"square meter", "m2"},
                                                            {"square kilometres", "km2"},
                                                            {"square kilometers", "km2"},
                                                            {"kilowatt hours", "kwh"},
                                                            {"kilowatt-hours", "kwh"},
                                                            {"megawatt hours", "mwh"},
                                                            {"megawatt-hours", "mwh"},
                                                            {"metric tons", "tonnes"},
                                                            {"metric tonnes", "tonnes"},
                                                            {"miles per hour", "mph"},
                                                            {"kilometres per hour", "kmh"},
                                                            {"kilometers per hour", "kmh"},
                                                            {"km per hour", "kmh"},
                                                            {"degrees Celsius", "celsius"},
                                                            {"degrees celsius", "celsius"},
                                                            {"US dollars", "dollars"},
                                                            {"US Dollars", "dollars"},
                                                            {"within an hour", "within 1 hour"},
                                                            {"within a minute", "within 1 minute"},
                                                            {"within a day", "within 1 day"},
                                                            {"within a week", "within 1 week"},
                                                            {" w/o ", " without "},
                                                            {" w/ ", " with "},
                                                            {" & ", " and "},
                                                            {"# of ", "number of "},
                                                            // Also as people write conditions who write SQL.
                                                            {">=", " at least "},
                                                            {"\xE2\x89\xA5", " at least "},
                                                            {"<=", " at most "},
                                                            {"\xE2\x89\xA4", " at most "},
                                                            {"-> now", "~ now"},
                                                            {"-> today", "~ today"},
                                                            {"\xE2\x86\x92 now", "~ now"},
                                                            {"\xE2\x86\x92 today", "~ today"},
                                                            {"->", " "},
                                                            {"<>", " not "},
                                                            {"!=", " not "},
                                                            {">", " more than "},
                                                            {"<", " less than "},
                                                            {"\xE2\x80\x93", "-"},
                                                            {"\xE2\x80\x94", " - "}}))
      .Run()))));
}

std::string Stem(std::string_view word) {
  static const auto& irregular = *new std::map<std::string, std::string, std::less<>>{{"children", "child"}, {"men", "man"}, {"women", "woman"}, {"feet", "foot"}, {"mice", "mouse"},
      {"tries", "try"}, {"tried", "try"}, {"skies", "sky"}, {"flies", "fly"}, {"spies", "spy"},
      // Verbs whose forms have no root in common.
      {"swam", "swim"}, {"swum", "swim"}, {"rang", "ring"}, {"rung", "ring"}, {"drank", "drink"}, {"drunk", "drink"}, {"rode", "ride"}, {"ridden", "ride"}, {"wore", "wear"}, {"worn", "wear"}, {"froze", "freeze"}, {"frozen", "freeze"}, {"ate", "eat"}, {"eaten", "eat"}, {"shook", "shake"}, {"shaken", "shake"}, {"struck", "strike"}, {"swept", "sweep"},
      {"won", "win"},       {"winning", "win"},  {"sold", "sell"},     {"fed", "feed"},     {"sent", "send"},     {"bought", "buy"},    {"left", "leave"},   {"leaving", "leave"}, {"held", "hold"},
      {"kept", "keep"},     {"built", "build"},  {"caught", "catch"},  {"taught", "teach"},  {"drove", "drive"},   {"driven", "drive"}, {"broke", "break"},   {"broken", "break"},
      {"chose", "choose"},  {"chosen", "choose"}, {"gave", "give"},    {"given", "give"},    {"wrote", "write"},   {"written", "write"}, {"took", "take"},    {"taken", "take"},
      {"stole", "steal"},   {"stolen", "steal"}, {"grew", "grow"},     {"grown", "grow"},    {"flew", "fly"},      {"flown", "fly"},    {"withdrew", "withdraw"}, {"decision", "decide"}, {"submission", "submit"}, {"admission", "admit"}, {"withdrawn", "withdraw"},
      {"lent", "lend"},     {"spent", "spend"},  {"began", "begin"},   {"begun", "begin"},   {"ran", "run"},       {"lost", "lose"},    {"losing", "lose"},   {"paid", "pay"},
      {"death", "die"},     {"deaths", "die"},     {"died", "die"},     {"dead", "die"},      {"met", "meet"},      {"made", "make"},    {"went", "go"},       {"gone", "go"}, {"came", "come"},       {"threw", "throw"},   {"thrown", "throw"}, {"drew", "draw"}, {"drawn", "draw"}, {"hung", "hang"},     {"fed", "feed"}};
  if (const auto found = irregular.find(word); found != irregular.end()) return Stem(found->second);
  // No plural of "new" and the like.
  if (IsOneOf(word, {"news", "lens", "series", "species", "means", "takings", "comm"})) return std::string(word);
  std::string stem(word);
  if (stem.size() == 3 && stem[2] == 's' && !IsVowel(stem[1]) && stem[1] != 's') stem.pop_back();  // tvs, pcs
  if (stem.size() < 4) return stem;
  // Plural.
  if (EndsWith(stem, "sses") || EndsWith(stem, "zzes") || EndsWith(stem, "xes") || EndsWith(stem, "ches") || EndsWith(stem, "shes")) {
    stem.resize(stem.size() - 2);
  } else if (EndsWith(stem, "ies")) {
    stem.replace(stem.size() - 3, 3, "y");
    if (stem.size() < 4) return stem;  // tries, as try
  } else if (stem.back() == 's' && stem[stem.size() - 2] != 's' && !EndsWith(stem, "us") && !EndsWith(stem, "is")) {
    stem.pop_back();
  }
  // "verification" of "verify"
  if (stem.size() > 9 && EndsWith(stem, "ification")) stem.resize(stem.size() - 6);
  // Verb and noun forms.
  static constexpr std::array<std::string_view, 6> kEndings = {"ation", "ing", "ion", "ed", "al", "ment"};
  for (std::string_view ending : kEndings) {
    if (!EndsWith(stem, ending) || stem.size() < ending.size() + 3) continue;
    const std::string root = stem.substr(0, stem.size() - ending.size());
    bool vowel = false;
    for (char c : root) vowel = vowel || IsVowel(c);
    // completion, conversion; not session, region, million
    if (ending == "ion" && (root.size() < 5 || (root.back() != 't' && root.back() != 's'))) continue;
    if (!vowel || (ending == "al" && root.size() < 5) || (ending == "ment" && root.size() < 5)) continue;
    stem = root;
    break;
  }
  // cancelled -> cancell -> cancel; 5500 is not 550
  if (stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2] && absl::ascii_isalpha(static_cast<unsigned char>(stem.back())) &&
      !IsVowel(stem.back()) && stem.back() != 's') {
    stem.pop_back();
  }
  if (stem.size() > 3 && stem.back() == 'e') stem.pop_back();
  if (stem.size() > 2 && stem.back() == 'y') stem.back() = 'i';
  return stem;
}

std::vector<std::string> SplitName(std::string_view name) {
  std::vector<std::string> parts;
  std::string part;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool hump = c >= 'A' && c <= 'Z' && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    const bool separator = c == '_' || c == '.' || c == '-' || c == ' ' || c == '/' || c == ':';
    if ((hump || separator) && !part.empty()) {
      parts.push_back(part);
      part.clear();
    }
    if (!separator) part += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  if (!part.empty()) parts.push_back(part);
  return parts;
}

std::string Join(const std::vector<Word>& words, size_t first, size_t last) {
  std::string text;
  for (size_t i = first; i <= last && i < words.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += words[i].original;
  }
  return text;
}

}  // namespace aurora::query::language
