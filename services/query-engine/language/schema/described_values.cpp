#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/happenings.h"
#include "services/query-engine/knowledge/http_statuses.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

// What comments say that values and moments mean, as words that people use for them.

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;

// Words of a phrase; a longer phrase is a sentence, and nobody repeats it.
constexpr size_t kGlossWordsMax = 6;
// The whole phrase; a part of it with more than one word; one of its words among others.
constexpr double kWhole = 0.9;
constexpr double kPart = 0.75;
// Below what small words of the language yield to.
constexpr double kOneOfMany = 0.44;
constexpr double kSynonymOfPhrase = 0.62;
// Of a value that is no word itself: "PU pickup from a donor".
constexpr size_t kCodeLettersMax = 3;
constexpr double kMomentPhrase = 0.75;
constexpr double kMomentState = 0.9;
constexpr double kMomentDeed = 0.62;
constexpr double kMomentDeedNoun = 0.92;

bool IsNegation(const std::string& word) { return IsOneOf(word, {"not", "no", "never", "without", "nothing", "nobody", "none", "cannot", "neither", "un"}); }

// Says nothing alone.
bool IsSmall(const std::string& word) {
  static const auto& words = *new std::set<std::string>{
      "the", "a", "an", "of", "in", "on", "at", "for", "to", "by", "with", "from", "into", "onto", "over", "under", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "this", "that",
      "these", "those", "which", "who", "whom", "whose", "what", "when", "where", "while", "until", "unless", "if", "because", "so", "than", "then", "there", "their", "they", "them", "he", "she", "his", "her", "we", "us", "our", "you",
      "do", "does", "did", "can", "could", "will", "would", "may", "must", "not", "no", "never", "without", "nothing", "nobody", "none", "cannot", "neither", "only", "also", "still", "yet", "already", "any", "all", "some", "each", "other",
      "one", "two", "more", "most", "less", "least", "very", "up", "out", "off", "down", "back", "away", "about", "after", "before", "between", "per", "via", "otherwise", "value", "values", "row", "rows", "column", "null", "empty", "code",
      "means", "got", "get", "gets", "made", "make", "took", "take", "taken", "came", "come", "went", "go", "put", "full", "part", "first", "last", "such", "same", "own", "time", "day", "now", "later", "money", "given", "kept", "too", "much"};
  return words.count(word) > 0;
}

bool LeadsPhrase(const std::string& word) { return IsOneOf(word, {"by", "on", "in", "with", "without", "out", "not", "no", "never", "off", "at", "over", "from"}); }

std::vector<std::string> Texts(const std::vector<Word>& words, size_t first, size_t length) {
  std::vector<std::string> texts;
  for (size_t i = first; i < first + length; ++i) texts.push_back(words[i].text);
  return texts;
}

size_t ContentOf(const std::vector<Word>& words, size_t first, size_t length) {
  size_t content = 0;
  for (size_t i = first; i < first + length; ++i) content += IsSmall(words[i].text) ? 0 : 1;
  return content;
}

bool IsParticiple(const std::string& word) {
  static const auto& irregular = *new std::set<std::string>{"left", "came", "went", "got",   "put",   "took", "gave", "sent", "began", "brought", "handed", "struck", "made",  "given", "taken", "sold",   "paid",  "built", "set",   "hit",
                                                            "lost", "won",  "broke", "broken", "fell", "bought", "kept", "held", "ran",   "drove",   "driven", "wrote",  "written", "shut", "cut",   "caught", "seen", "heard", "stolen", "torn", "thrown", "withdrawn", "found", "told", "met", "read", "missing"};
  return (word.size() > 4 && word.compare(word.size() - 2, 2, "ed") == 0) || irregular.count(word) > 0;
}

bool IsParticle(const std::string& word) { return IsOneOf(word, {"in", "out", "off", "up", "back", "away", "down", "over", "on", "through"}); }

// "handed in a form" as of forms: "form handed in"; "badge printed" as what was done: "printed badge".
std::vector<std::vector<std::string>> Turned(const std::vector<Word>& words) {
  std::vector<std::vector<std::string>> turned;
  if (words.size() == 2 && IsParticiple(words[1].text) && !IsSmall(words[0].text)) return {{words[1].text, words[0].text}};
  if (words.size() < 2 || words.size() > kGlossWordsMax + 1 || !IsParticiple(words[0].text)) return turned;
  size_t at = 1;
  std::vector<std::string> done = {words[0].text};
  if (IsParticle(words[at].text) && words.size() > 2) done.push_back(words[at++].text);
  if (at + 1 < words.size() && IsOneOf(words[at].text, {"the", "a", "an"})) ++at;
  if (IsSmall(words[at].text) || words[at].number.has_value()) return turned;
  std::vector<std::string> whole = {words[at].text};
  whole.insert(whole.end(), done.begin(), done.end());
  turned.push_back(whole);
  for (size_t i = at + 1; i < words.size(); ++i) {
    // "to the end" is asked about with and without its article.
    if (!IsOneOf(words[i].text, {"the", "a", "an"})) whole.push_back(words[i].text);
  }
  if (whole != turned[0] && whole.size() <= kGlossWordsMax) turned.push_back(whole);
  return turned;
}

// "turned the person away", "the car was towed away": people say "turned away", of whomever.
std::vector<std::vector<std::string>> SplitVerbs(const std::vector<Word>& words) {
  std::vector<std::vector<std::string>> verbs;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsParticiple(words[i].text)) continue;
    for (size_t j = i + 1; j < words.size() && j <= i + 4; ++j) {
      const bool ends = j + 1 == words.size() || IsOneOf(words[j + 1].text, {"by", "at", "after", "before", "because", "when"});
      if (ends && IsOneOf(words[j].text, {"away", "back", "out", "off", "down", "up"}) && (j == i + 1 || IsOneOf(words[i + 1].text, {"the", "a", "an", "it", "them", "him"}))) verbs.push_back({words[i].text, words[j].text});
    }
  }
  return verbs;
}

// "false when the terminal turned the person away" of a flag: what one of its two values means.
std::string AsMeanings(std::string comment) {
  for (std::string_view value : {"true", "false", "1", "0"}) {
    for (std::string_view word : {" when ", " if ", " where "}) {
      const std::string begin = std::string(value) + std::string(word);
      for (size_t at = comment.find(begin); at != std::string::npos; at = comment.find(begin, at + 1)) {
        if (at == 0 || comment[at - 1] == ' ') comment.replace(at, begin.size(), std::string(value == "true" ? "1" : value == "false" ? "0" : value) + " = ");
      }
    }
  }
  return comment;
}

// "true for live events, false for test events" of a flag: live and test. Empty where it is said otherwise.
std::map<std::string, std::vector<std::string>> TrueFor(const std::string& comment) {
  std::map<std::string, std::vector<std::string>> said;
  std::set<std::string> lasts;
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i + 3 < words.size(); ++i) {
    if (!IsOneOf(words[i].text, {"true", "false", "1", "0"}) || words[i + 1].text != "for" || words[i].break_after || words[i + 1].break_after) continue;
    std::vector<std::string> what;
    size_t end = i + 2;
    for (; end < words.size(); ++end) {
      what.push_back(words[end].text);
      if (words[end].break_after || words[end].sentence_after) break;
    }
    if (what.size() < 2 || what.size() > 3) return {};
    lasts.insert(Stem(what.back()));
    what.pop_back();
    if (std::any_of(what.begin(), what.end(), IsSmall)) return {};
    said[IsOneOf(words[i].text, {"true", "1"}) ? "true" : "false"] = what;
  }
  return said.size() == 2 && lasts.size() == 1 ? said : std::map<std::string, std::vector<std::string>>();
}

// "express job", "anonymous: the backer hides the name" of a flag: what the rows are called that have it. Empty where it says something else.
std::vector<std::string> CalledByFlag(const std::string& comment, const std::vector<std::string>& rows) {
  const std::vector<Word> words = Normalise(comment);
  std::vector<std::string> called;
  for (const Word& word : words) {
    called.push_back(word.text);
    if (word.break_after || word.sentence_after) break;
  }
  if (called.empty() || called.size() > 3) return {};
  if (IsOneOf(called[0], {"a", "an", "the"})) called.erase(called.begin());
  const bool ends = called.size() > 1 && std::find(rows.begin(), rows.end(), Stem(called.back())) != rows.end();
  if (ends) called.pop_back();
  // One word before a colon says it; more, or alone, it may be a sentence, or what the flag itself is called.
  if (!ends && (called.size() != 1 || words.size() == 1)) return {};
  if (std::any_of(called.begin(), called.end(), [](const std::string& word) { return IsSmall(word) || IsOneOf(word, {"true", "false", "yes", "whether", "flag", "set"}); })) return {};
  return called;
}

// "mail or telephone order" has two.
std::vector<std::vector<Word>> Alternatives(const std::string& phrase) {
  std::vector<std::vector<Word>> found(1);
  for (const Word& word : Normalise(phrase)) {
    if (word.text == "or" || word.text == "and") {
      found.emplace_back();
      continue;
    }
    found.back().push_back(word);
    if (word.break_after) found.emplace_back();
  }
  for (std::vector<Word>& words : found) {
    while (!words.empty() && IsOneOf(words[0].text, {"the", "a", "an", "is", "was", "were", "are", "it", "when", "because", "other", "has", "had", "been", "means"})) words.erase(words.begin());
  }
  found.erase(std::remove_if(found.begin(), found.end(), [](const std::vector<Word>& words) { return words.empty(); }), found.end());
  return found;
}

}  // namespace

// "OPN = door opened": "opened doors" have it.
void TableFacts::AddDescribedValues(size_t column) {
  const catalog::ColumnProfile& profile = table_.columns[column];
  AddThresholds(column);
  if (columns_[column].flag) {
    const std::string yes = profile.column_class == ColumnClass::kBool ? "true" : "1";
    if (const std::vector<std::string> called = CalledByFlag(profile.comment, name_stems_); !called.empty()) AddPhrase(called, {MeaningKind::kValue, 0, column, {yes}, kWhole});
    for (const auto& [value, what] : TrueFor(profile.comment)) AddPhrase(what, {MeaningKind::kValue, 0, column, {profile.column_class == ColumnClass::kBool ? value : value == "true" ? "1" : "0"}, kWhole});
  }
  const bool numbers = profile.column_class == ColumnClass::kNumber || profile.column_class == ColumnClass::kBool;
  if ((profile.comment.empty() && profile.shared_comment.empty()) || !(numbers || profile.text_elements || profile.column_class == ColumnClass::kText)) return;
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
  const std::string comment = columns_[column].flag ? AsMeanings(profile.comment) : profile.comment;
  // Of "true when the vehicle was towed away" only the deed is the value's: a vehicle may be another row's, too.
  const bool sentence = comment != profile.comment;
  std::vector<ValueMeaning> meanings = ReadValueMeanings(comment, values, numbers);
  if (meanings.empty()) meanings = ReadValueMeanings(profile.shared_comment, values, numbers);
  std::set<std::string> names(name_stems_.begin(), name_stems_.end());
  for (const ColumnFacts& facts : columns_) names.insert(facts.stems.begin(), facts.stems.end());

  // What other columns and the table are said to be about tells no value of this one apart.
  std::set<std::string> elsewhere = names;
  for (const Word& word : Normalise(table_.comment)) elsewhere.insert(word.stem);
  for (size_t other = 0; other < size(); ++other) {
    if (other == column) continue;
    for (const Word& word : Normalise(table_.columns[other].comment)) elsewhere.insert(word.stem);
  }

  struct Said {
    std::set<std::string> values;
    double weight = 0;
  };
  std::map<std::vector<std::string>, Said> said;
  std::set<std::string> described;
  for (const ValueMeaning& meaning : meanings) {
    described.insert(meaning.value);
    // The value that the others are told from.
    if (meaning.others) described.insert(values.begin(), values.end());
    const auto say = [&](std::vector<std::string> words, double weight) {
      Said& one = said[std::move(words)];
      one.values.insert(meaning.value);
      one.weight = std::max(one.weight, weight);
    };
    for (const std::string& phrase : meaning.phrases) {
      // "cancelled - only paid and shipped orders keep their money" says of the others what is said of none.
      if (phrase.rfind("only ", 0) == 0) continue;
      for (const std::vector<Word>& words : Alternatives(phrase)) {
        // "aborted (did not start), refunded or unpaid": the next of the values, and no word for this one.
        std::string joined;
        for (const Word& word : words) joined += (joined.empty() ? "" : "_") + word.text;
        if (joined != meaning.value && std::find(values.begin(), values.end(), joined) != values.end()) continue;
        const size_t content = ContentOf(words, 0, words.size());
        const bool negated = std::any_of(words.begin(), words.end(), [](const Word& word) { return IsNegation(word.text); });
        // "label could not be read": unreadable; "not paid": unpaid.
        const std::string& end = words.back().text;
        const bool negation = words.size() > 1 && (IsNegation(words[words.size() - 2].text) || (words.size() > 2 && words[words.size() - 2].text == "be" && IsNegation(words[words.size() - 3].text)));
        if (negation && !IsSmall(end) && end.size() > 3) {
          say({"un" + end}, kWhole);
          if (words[words.size() - 2].text == "be") say({"un" + (end.size() > 5 && end.compare(end.size() - 2, 2, "ed") == 0 ? end.substr(0, end.size() - 2) : end) + "able"}, kWhole);
        }
        // "student did not show up": a no-show.
        const auto shows = std::find_if(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"show", "shown", "turn", "appear", "come"}); });
        if (negated && shows != words.end() && shows != words.begin() && (IsOneOf((shows - 1)->text, {"not", "never"}))) {
          for (const char* absent : {"no show", "no shows", "noshow"}) say(SplitName(absent), kWhole);
        }
        const bool known = words.size() == 1 && names.count(words[0].stem) > 0;
        if (meaning.others) {
          if (IsParticiple(end)) say({end}, kWhole);
          // "refusal" says that it was refused.
          const std::vector<std::string> done = words.size() == 1 ? knowledge::DoneByAct(end) : std::vector<std::string>();
          if (!done.empty()) say({end}, kWhole);
          for (const std::string& participle : done) {
            say({participle}, kWhole);
            for (const knowledge::Happening& alike : knowledge::Happenings()) {
              if (std::find(alike.begin(), alike.end(), participle) == alike.end()) continue;
              for (std::string_view other : alike) say(SplitName(other), kPart);
            }
          }
          continue;
        }
        for (std::vector<std::string>& turned : Turned(words)) say(std::move(turned), kPart);
        for (std::vector<std::string>& verb : SplitVerbs(words)) {
          if (!negated) say(std::move(verb), kPart);
        }
        // "G = given": small in a sentence, and all that is said here.
        const bool deed = words.size() == 1 && phrase == words[0].text && IsParticiple(words[0].text);
        if (!sentence && (content > 0 || deed) && words.size() <= kGlossWordsMax && !known && (words.size() > 1 || !TooGeneral(words[0].text))) say(Texts(words, 0, words.size()), kWhole);
        bool circumstance = false;
        for (size_t first = 0; first < words.size(); ++first) {
          // "measurement during the call": when it is, and no call.
          circumstance = circumstance || (first > 0 && IsOneOf(words[first].text, {"during", "while", "before", "after", "since", "until", "within"}));
          for (size_t length = 2; length < kGlossWordsMax && first + length <= words.size(); ++length) {
            if (length == words.size() || (sentence && !IsParticiple(words[first].text))) continue;
            if (IsSmall(words[first + length - 1].text) || (IsSmall(words[first].text) && !LeadsPhrase(words[first].text) && !(IsParticiple(words[first].text) && length > 2))) continue;
            const bool denies = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(first + length), [](const Word& word) { return IsNegation(word.text); });
            if (negated && !denies) continue;
            say(Texts(words, first, length), kPart);
          }
          const Word& word = words[first];
          // "at an agency": where it is; "pickup from a donor": what it is, and from whom, whatever speaks of pickups elsewhere.
          // "still in the locker": where it is, and not what it is.
          const bool inside = first > 1 && IsOneOf(words[first - 1].text, {"the", "a", "an"}) && IsOneOf(words[first - 2].text, {"in", "at", "on"});
          if (inside && content == 1) continue;
          // "own staff": not all of them.
          if (words.size() == 2 && IsOneOf(words[0].text, {"own", "other", "another", "our"})) continue;
          const bool placed = words.size() == 3 && IsOneOf(words[0].text, {"at", "from", "to", "for"}) && IsOneOf(words[1].text, {"a", "an", "the"});
          const bool heads = meaning.value.size() <= kCodeLettersMax && first == 0 && words.size() > 2 && IsOneOf(words[1].text, {"from", "at", "to", "by", "for"}) && names.count(word.stem) == 0;
          // "video (a video call)": a video, and no other call.
          const bool own = words.size() > 1 && words[words.size() - 2].stem == Stem(absl::AsciiStrToLower(meaning.value));
          if (sentence || circumstance || negated || own || words.size() == 1 || IsSmall(word.text) || word.text.size() < 4 || word.number.has_value() || TooGeneral(word.text) || (elsewhere.count(word.stem) > 0 && !heads)) continue;
          say({word.text}, heads || (content == 1 && !placed) ? kPart : kOneOfMany);
        }
      }
    }
  }
  for (const auto& [words, one] : said) {
    // What all of them have tells none apart.
    if (described.size() > 1 && one.values.size() == described.size()) continue;
    if (one.values.count("") > 0) {
      if (one.values.size() == 1 && profile.nullable) AddPhrase(words, {MeaningKind::kMoment, 0, column, {kNotYet}, std::min(one.weight, 0.85)});
      continue;
    }
    std::vector<std::string> matching;
    for (const std::string& value : one.values) matching.push_back(profile.column_class == ColumnClass::kBool ? (value == "1" || value == "true" ? "true" : "false") : value);
    // "delivered" of a drop-off that is a "delivery"
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    const bool code = std::all_of(matching.begin(), matching.end(), [](const std::string& value) { return value.size() <= kCodeLettersMax; });
    for (std::string_view synonym : one.weight >= kPart && code ? knowledge::ValueSynonyms(joined) : std::vector<std::string_view>()) {
      const std::vector<std::string> other = SplitName(synonym);
      if (said.count(other) == 0 && !IsSmall(other[0])) AddPhrase(other, {MeaningKind::kValue, 0, column, matching, kSynonymOfPhrase});
    }
    AddPhrase(words, {MeaningKind::kValue, 0, column, std::move(matching), one.weight});
  }
}

// "5xx", "server errors" of a column of HTTP status codes.
void TableFacts::AddHttpStatus(size_t column) {
  const catalog::ColumnProfile& profile = table_.columns[column];
  ColumnFacts& facts = columns_[column];
  // As wide as whoever made the table chose: what comes from JSON is an Int64.
  const bool whole = profile.bare_type.find("Int") != std::string::npos && profile.bare_type.find("Int8") == std::string::npos;
  if (facts.words.empty() || !whole || facts.id) return;
  const std::string comment = absl::AsciiStrToLower(profile.comment);
  const bool http = comment.find("http") != std::string::npos || std::find(facts.words.begin(), facts.words.end(), "http") != facts.words.end();
  const bool called = std::any_of(facts.words.begin(), facts.words.end(), [](const std::string& word) { return IsOneOf(word, {"status", "code", "http", "response"}); });
  // "status" beside a method and a path is that of a request.
  const bool request = IsOneOf(facts.words.back(), {"status", "code"}) && profile.comment.empty() && std::count_if(columns_.begin(), columns_.end(), [](const ColumnFacts& other) { return other.words.size() == 1 && IsOneOf(other.words[0], {"method", "path", "url", "uri", "endpoint", "route", "verb"}); }) > 0 &&
                       std::all_of(profile.values.begin(), profile.values.end(), [](const catalog::ValueCount& value) { return value.value.size() == 3 && value.value >= "100" && value.value < "600"; });
  if (!request && (!http || (!called && comment.find("status") == std::string::npos))) return;
  facts.http_status = true;
  for (const knowledge::HttpStatus& status : knowledge::HttpStatuses()) {
    std::vector<std::string> codes(status.codes.begin(), status.codes.end());
    for (std::string_view name : status.names) AddPhrase(SplitName(name), {MeaningKind::kValue, 0, column, codes, 0.85});
  }
}

// "handed out" of handed_at, where a state is called so: the time says when a row came into it.
void TableFacts::AddMomentStates(size_t column) {
  const std::vector<std::string>& verb = columns_[column].stems;
  if (verb.size() != 1) return;
  for (size_t c = 0; c < size(); ++c) {
    if (!columns_[c].category || table_.columns[c].Hidden()) continue;
    for (const catalog::ValueCount& value : table_.columns[c].values) {
      const std::vector<std::string> words = SplitName(value.value);
      if (words.size() == 2 && Stem(words[0]) == verb[0] && IsParticle(words[1])) AddPhrase(words, {MeaningKind::kMoment, 0, column, {}, kMomentState});
    }
  }
}

// "null unless held" of began_at: in that state is what came to it then.
void TableFacts::AddMomentCondition(size_t column) {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].text != "null" || !IsOneOf(words[i + 1].text, {"unless", "until"}) || words[i + 1].break_after || (i + 3 < words.size() && !words[i + 2].break_after)) continue;
    for (size_t c = 0; c < size(); ++c) {
      const bool state = columns_[c].category && !table_.columns[c].Hidden() && std::any_of(table_.columns[c].values.begin(), table_.columns[c].values.end(), [&](const catalog::ValueCount& value) { return absl::AsciiStrToLower(value.value) == words[i + 2].text; });
      if (state && IsParticiple(words[i + 2].text)) AddPhrase({words[i + 2].text}, {MeaningKind::kMoment, 0, column, {}, kMomentDeed});
    }
  }
}

// "when the household got it" of handed_at: "households that got a parcel" did so then.
void TableFacts::AddMomentDeed(size_t column) {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].text != "when") continue;
    const size_t who = i + (IsOneOf(words[i + 1].text, {"the", "a", "an"}) ? 2 : 1);
    // "when the fine was paid" of settled_at
    if (who + 2 < words.size() && !words[who].break_after && IsOneOf(words[who + 1].text, {"was", "were", "got"}) && IsParticiple(words[who + 2].text) && (who + 3 == words.size() || words[who + 2].break_after)) {
      AddPhrase({words[who + 2].text}, {MeaningKind::kMoment, 0, column, {}, kMomentDeed});
    }
    if (who + 2 >= words.size() || words[who].break_after || words[who + 1].break_after || !IsOneOf(words[who + 2].text, {"it", "them"})) continue;
    const std::string& verb = words[who + 1].text;
    if (IsParticiple(verb)) AddPhrase({verb}, {MeaningKind::kMoment, 0, column, {}, kMomentDeed});
  }
}

// "document arrived from the client" of recv_at: the one thing that is said to have happened then.
void TableFacts::AddMomentVerb(size_t column) {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  std::vector<size_t> verbs;
  for (size_t i = 0; i < words.size(); ++i) {
    if (IsParticiple(words[i].text)) verbs.push_back(i);
    if (words[i].break_after || words[i].sentence_after) break;
  }
  if (verbs.size() != 1 || verbs[0] == 0 || verbs[0] > 2 || IsNegation(words[verbs[0] - 1].text) || IsOneOf(words[verbs[0]].text, {"planned", "scheduled", "expected", "promised", "agreed", "estimated", "announced"})) return;
  const bool particle = verbs[0] + 1 < words.size() && !words[verbs[0]].break_after && IsParticle(words[verbs[0] + 1].text);
  if (!particle) AddPhrase({words[verbs[0]].text}, {MeaningKind::kMoment, 0, column, {}, kMomentVerb});
}

// "parcel left the warehouse" of shipped_at; "check-in at the gate" of arrived_at.
void TableFacts::AddMomentPhrases(size_t column) {
  const std::vector<Word> said = Normalise(table_.columns[column].comment);
  if (said.size() > 1 && said[0].dash_after && IsParticle(said[1].text) && !IsSmall(said[0].text)) AddPhrase({said[0].text, said[1].text}, {MeaningKind::kMoment, 0, column, {}, kMomentDeedNoun});
  // "seller handed the parcel to the courier": the hand-over.
  for (size_t i = 0; i + 2 < said.size(); ++i) {
    if (said[i].text != "handed" || said[i].break_after) continue;
    bool to = false;
    for (size_t j = i + 1; j < said.size() && j < i + 5 && !said[j - 1].break_after; ++j) to = to || IsOneOf(said[j].text, {"to", "over"});
    if (!to) continue;
    for (const char* phrase : {"handed over", "hand over", "handing over", "handover"}) AddPhrase(SplitName(phrase), {MeaningKind::kMoment, 0, column, {}, kMomentState});
  }
  std::set<std::string> names;
  for (const ColumnFacts& facts : columns_) names.insert(facts.stems.begin(), facts.stems.end());
  for (const std::vector<Word>& words : Alternatives(table_.columns[column].comment)) {
    if (IsOneOf(words[0].text, {"null", "same", "only"})) continue;
    for (size_t first = 0; first < words.size(); ++first) {
      const std::string& verb = words[first].text;
      if (!IsParticiple(verb)) continue;
      for (size_t length = 2; length < kGlossWordsMax && first + length <= words.size(); ++length) {
        const std::string& last = words[first + length - 1].text;
        if (IsSmall(last) && !IsParticle(last)) continue;
        AddPhrase(Texts(words, first, length), {MeaningKind::kMoment, 0, column, {}, kMomentPhrase});
      }
    }
  }
}

}  // namespace aurora::query::language
