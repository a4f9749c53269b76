#include "services/query-engine/language/tag/zero_fill.h"

#include <set>

#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

bool SaysZero(const Word& word) { return IsOneOf(word.text, {"0", "zero", "zeros", "zeroes", "nought", "nil"}); }

bool IsStep(std::string_view word) {
  return IsOneOf(word, {"day", "days", "date", "dates", "hour", "hours", "week", "weeks", "weekends", "month", "months", "minutes", "quarters", "steps", "periods", "slots", "intervals", "buckets", "ones"});
}

// Says of a step that it has no rows.
bool SaysEmpty(std::string_view word) { return IsOneOf(word, {"empty", "blank", "missing", "closed", "quiet", "idle", "gap", "gaps", "without", "no", "none", "nothing", "nobody", "noone"}); }

// Has its object behind it: "without any sale", "nothing was opened".
bool TakesNoun(std::string_view word) { return IsOneOf(word, {"without", "no", "nothing", "nobody", "noone"}); }

bool Shows(std::string_view word) {
  return IsOneOf(word, {"keep", "kept", "list", "listed", "show", "shown", "include", "included", "put", "write", "written", "give", "given", "print", "printed", "fill", "filled", "count", "counted", "display", "displayed", "report", "reported", "appear", "add", "added", "leave", "want", "need", "enter", "entered", "treat", "treated", "come", "see", "seen"});
}

// Words that such a clause may have beside those.
bool SaysNoMore(std::string_view word) {
  static const auto& words = *new std::set<std::string, std::less<>>{
      "please", "also",  "too",  "as",    "well", "with", "at",   "in",   "on",    "for",   "of",   "by",   "to",    "out",    "up",     "where", "wherever", "when", "whenever", "if",    "which", "that",
      "the",    "a",     "an",   "any",   "all",  "those", "these", "them", "it",   "they",  "there", "then", "instead", "even", "still", "must",  "should",   "shall", "can",    "could", "be",    "is",
      "are",    "was",   "were", "has",   "have", "had",  "stayed", "remained", "happened", "occurred", "recorded", "anything", "i", "we", "me", "us", "row", "rows", "line", "lines", "value", "values", "entry",
      "entries", "table", "series", "result", "so", "do", "not", "skip", "drop", "omit", "just", "simply", "read", "say", "stand"};
  return words.count(word) > 0;
}

// Whether what stands before the zero says that it is shown: "as 0", "with a zero", "should be 0".
bool ShownAs(const std::vector<Word>& words, size_t zero, size_t at) {
  size_t before = zero;
  while (before > at && IsOneOf(words[before - 1].text, {"a", "the", "an"})) --before;
  if (before == at) return false;
  const std::string& word = words[before - 1].text;
  return IsOneOf(word, {"as", "be", "read", "say"}) || Shows(word) || (before < zero && IsOneOf(word, {"with", "at", "by"})) || words[before - 1].break_after ||
         (IsOneOf(word, {"with", "at", "to"}) && before > at + 1);
}

}  // namespace

std::optional<Tag> FindZeroFill(const std::vector<Word>& words, size_t at) {
  const bool begins = at == 0 || BeginsSentence(words, at) || words[at - 1].break_after || IsOneOf(words[at - 1].text, {"and", "but"}) || IsOneOf(words[at].text, {"with", "listing", "showing", "as"});
  if (!begins) return std::nullopt;
  bool step = false;
  bool empty = false;
  bool shown = false;
  bool kept = false;
  size_t zero = words.size();
  size_t noun = words.size();
  size_t last = words.size();
  size_t i = at;
  for (; i < words.size() && i < at + 18; ++i) {
    const std::string& word = words[i].text;
    if (SaysZero(words[i])) {
      if (zero < words.size()) break;
      zero = i;
    } else if (IsStep(word)) {
      step = true;
    } else if (SaysEmpty(word)) {
      empty = true;
    } else if (Shows(word)) {
      shown = true;
      kept = kept || IsOneOf(word, {"keep", "kept", "include", "included", "add", "added", "fill", "filled"});
    } else if (!SaysNoMore(word)) {
      // "without any sale", "nobody came": one word of what there was none of, or what did not happen.
      const bool object = noun == words.size() && i > at && (TakesNoun(words[i - 1].text) || (i > at + 1 && TakesNoun(words[i - 2].text) && IsOneOf(words[i - 1].text, {"any", "a", "an", "was", "were", "is"}))) && !words[i - 1].break_after && !words[i].number.has_value();
      if (!object) break;
      noun = i;
    }
    if (i + 1 == words.size() || words[i].break_after || words[i].sentence_after) last = i;
    if (words[i].sentence_after) break;
  }
  if (last == words.size() || (!step && !empty)) return std::nullopt;
  // What comes behind the last comma that the clause has whole.
  bool says_more = false;
  for (size_t w = at; w <= last; ++w) says_more = says_more || IsOneOf(words[w].text, {"also", "too", "even", "well", "still"});
  bool spared = false;
  for (size_t w = at; w + 2 <= last; ++w) spared = spared || (words[w].text == "not" && IsOneOf(words[w + 1].text, {"skip", "drop", "omit"}));
  if (zero <= last) {
    const bool behind = zero < last && IsOneOf(words[zero + 1].text, {"where", "wherever", "when", "whenever", "if", "for", "on", "in", "instead", "then", "row", "rows", "value", "values", "line", "lines", "entry", "entries", "too", "as"});
    // "days with 0 sales" are asked for; a zero that is shown is said to be.
    if (!empty || !((zero == last && ShownAs(words, zero, at)) || (behind && (zero == at || ShownAs(words, zero, at) || IsOneOf(words[zero - 1].text, {"with", "a"}))))) return std::nullopt;
    // "count the days with nothing as 0"
    if (noun < words.size() && noun > last) noun = words.size();
  } else if (!(empty && step && (spared || (shown && (kept || says_more))))) {
    return std::nullopt;
  }
  Tag tag;
  tag.kind = TagKind::kFill;
  tag.first = at;
  tag.last = last;
  tag.open = noun <= last;
  return tag;
}

}  // namespace aurora::query::language
