#include "services/query-engine/language/normalise/day_words.h"

#include "libs/base/text.h"
#include "services/query-engine/knowledge/units.h"

namespace aurora::query::language {
namespace {

bool EndsClause(const std::vector<Word>& words, size_t i) { return i + 1 >= words.size() || words[i].break_after || words[i].sentence_after; }

Word Plain(const std::string& text) {
  Word word;
  word.text = word.original = text;
  word.stem = Stem(text);
  return word;
}

bool IsDuration(const std::vector<Word>& words, size_t i) {
  if (i >= words.size()) return false;
  const auto unit = knowledge::FindUnit(words[i].text);
  return unit.has_value() && unit->dimension == knowledge::Dimension::kDuration;
}

}  // namespace

std::vector<Word> DatesAsDays(std::vector<Word> words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].text != "dates") continue;
    const bool begins = i == 0 || words[i - 1].break_after || words[i - 1].sentence_after || IsOneOf(words[i - 1].text, {"which", "what", "there", "those", "any", "no", "all", "many", "list", "the", "of", "on", "me", "calendar"});
    const bool goes_on = EndsClause(words, i) || IsOneOf(words[i + 1].text, {"in", "this", "last", "since", "from", "on", "when", "where", "with", "without", "that", "which", "did", "do", "does", "were", "was", "had", "have", "so", "between", "until", "had",
                                                                             "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"});
    // "the dates" alone are asked of something.
    if (!begins || !goes_on || (i > 0 && words[i - 1].text == "the" && EndsClause(words, i))) continue;
    words[i].text = "days";
    words[i].stem = Stem("days");
  }
  return words;
}

std::vector<Word> AgesAsAgo(std::vector<Word> words) {
  // "3 x 24 hours"
  for (size_t i = 0; i + 3 < words.size(); ++i) {
    if (words[i].number.has_value() && words[i + 1].text == "x" && words[i + 2].number.has_value() && IsDuration(words, i + 3)) {
      words[i].number = *words[i].number * *words[i + 2].number;
      words[i].text = base::StrCat(*words[i].number);
      words[i].original += " x " + words[i + 2].original;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    }
  }
  bool last = false;
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    // "last month" is no last row.
    last = last || (IsOneOf(words[i].text, {"last", "latest", "newest", "recent"}) && !IsDuration(words, i + 1) && !words[i + 1].number.has_value());
    if (!last) continue;
    const bool older = words[i].text == "older" && words[i + 1].text == "than";
    size_t amount = i + 1;
    if (older || (IsOneOf(words[i].text, {"more", "longer"}) && words[i + 1].text == "than")) {
      amount = i + 2;
    } else if (words[i].text != "over") {
      continue;
    }
    const bool one = amount < words.size() && IsOneOf(words[amount].text, {"a", "an"});
    if (amount >= words.size() || !(words[amount].number.has_value() || one) || !IsDuration(words, amount + 1)) continue;
    const size_t unit = amount + 1;
    // "7 days (168 hours)"
    const bool ended = EndsClause(words, unit);
    const bool old = !ended && words[unit + 1].text == "old";
    const bool ago = !ended && words[unit + 1].text == "ago";
    if (older) {
      if (old || ago) continue;
      words[i] = Plain("more");
      Word behind = Plain("ago");
      behind.break_after = words[unit].break_after;
      behind.sentence_after = words[unit].sentence_after;
      words[unit].break_after = words[unit].sentence_after = false;
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(unit) + 1, std::move(behind));
    } else if (old) {
      words[unit + 1].text = words[unit + 1].stem = "ago";
    }
  }
  return words;
}

}  // namespace aurora::query::language
