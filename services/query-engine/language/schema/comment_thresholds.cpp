#include <cmath>
#include <optional>

#include "absl/strings/str_replace.h"
#include "services/query-engine/knowledge/opposites.h"
#include "services/query-engine/language/schema/table_facts.h"

// "70 or more is a pass", "less than 300 is on time": what a comment calls numbers on one side of a limit.

namespace aurora::query::language {
namespace {

constexpr size_t kThresholdWordsMax = 3;
constexpr double kThresholdNamed = 0.8;
constexpr double kOpposite = 0.75;
// Numbers from one to another that stand for a name, each by itself.
constexpr double kRangeMax = 12;

std::optional<Comparison> Behind(const std::string& word) {
  if (IsOneOf(word, {"more", "above", "over", "higher", "better", "later", "longer", "up", "greater"})) return Comparison::kGreaterOrEqual;
  if (IsOneOf(word, {"less", "below", "under", "lower", "fewer", "worse", "earlier", "shorter"})) return Comparison::kLessOrEqual;
  return std::nullopt;
}

struct Limit {
  Comparison comparison = Comparison::kIs;
  std::string number;
  // Behind it.
  size_t end = 0;
};

std::optional<Limit> LimitAt(const std::vector<Word>& words, size_t at) {
  const auto number = [&](size_t i) { return i < words.size() && words[i].number.has_value() && !words[i].ordinal; };
  const auto text = [&](size_t i) { return i < words.size() ? words[i].text : std::string(); };
  // "70 or more", "70 and above"
  if (number(at) && IsOneOf(text(at + 1), {"or", "and"})) {
    const std::optional<Comparison> comparison = Behind(text(at + 2));
    if (comparison.has_value()) return Limit{*comparison, words[at].text, at + 3};
  }
  if (IsOneOf(text(at), {"at"}) && IsOneOf(text(at + 1), {"least", "most"}) && number(at + 2)) return Limit{text(at + 1) == "least" ? Comparison::kGreaterOrEqual : Comparison::kLessOrEqual, words[at + 2].text, at + 3};
  if (text(at) == "from" && number(at + 1) && text(at + 2) != "to") return Limit{Comparison::kGreaterOrEqual, words[at + 1].text, at + 2};
  if (IsOneOf(text(at), {"up"}) && text(at + 1) == "to" && number(at + 2)) return Limit{Comparison::kLessOrEqual, words[at + 2].text, at + 3};
  const size_t than = text(at + 1) == "than" ? at + 2 : at + 1;
  if (!number(than)) return std::nullopt;
  if (IsOneOf(text(at), {"less", "fewer", "lower", "under", "below"})) return Limit{Comparison::kLess, words[than].text, than + 1};
  if (IsOneOf(text(at), {"more", "greater", "higher", "over", "above"})) return Limit{Comparison::kGreater, words[than].text, than + 1};
  return std::nullopt;
}

bool Says(const std::string& word) { return IsOneOf(word, {"is", "are", "means", "mean", "was", "counts", "count", "as", "called", "considered"}); }

// "2 to 5 are retries", "1 is the first try": of a scale only what is called by more than an adjective.
struct Range {
  std::vector<std::string> numbers;
  size_t end = 0;
};

std::optional<Range> RangeAt(const std::vector<Word>& words, size_t at) {
  const auto whole = [&](size_t i) { return i < words.size() && words[i].number.has_value() && !words[i].ordinal && *words[i].number == std::floor(*words[i].number) && *words[i].number >= 0; };
  if (!whole(at) || (at > 0 && IsOneOf(words[at - 1].text, {"to", "-", "than", "least", "most", "or", "and"}))) return std::nullopt;
  if (at + 2 < words.size() && IsOneOf(words[at + 1].text, {"to", "-"}) && whole(at + 2) && !words[at].break_after && *words[at + 2].number > *words[at].number && *words[at + 2].number - *words[at].number < kRangeMax) {
    Range range{{}, at + 3};
    for (double number = *words[at].number; number <= *words[at + 2].number; ++number) range.numbers.push_back(std::to_string(static_cast<int64_t>(number)));
    return range;
  }
  return Range{{words[at].text}, at + 1};
}

bool IsArticle(const std::string& word) { return IsOneOf(word, {"a", "an", "the"}); }

}  // namespace

void TableFacts::AddRange(size_t column, const std::vector<Word>& words, size_t at) {
  const std::optional<Range> range = RangeAt(words, at);
  if (!range.has_value() || range->end >= words.size() || words[range->end - 1].break_after || !IsOneOf(words[range->end].text, {"is", "are", "means", "mean"})) return;
  std::vector<std::string> phrase;
  for (size_t i = range->end + 1; i < words.size(); ++i) {
    if (!phrase.empty() || !IsArticle(words[i].text)) phrase.push_back(words[i].text);
    if (words[i].break_after || words[i].sentence_after) break;
  }
  const bool name = phrase.size() > 1 || (phrase.size() == 1 && range->numbers.size() > 1 && phrase[0].size() > 3 && Plural(phrase[0]) && !TooGeneral(phrase[0]));
  if (name && phrase.size() <= kThresholdWordsMax) AddPhrase(phrase, {MeaningKind::kValue, 0, column, range->numbers, kThresholdNamed});
}

void TableFacts::AddThresholds(size_t column) {
  const catalog::ColumnProfile& profile = table_.columns[column];
  if (profile.comment.empty() || profile.array || profile.column_class != catalog::ColumnClass::kNumber || columns_[column].id) return;
  const std::vector<Word> words = Normalise(absl::StrReplaceAll(profile.comment, {{"=", " means "}}));
  for (size_t at = 0; at < words.size(); ++at) {
    std::optional<Limit> limit = LimitAt(words, at);
    if (!limit.has_value()) {
      AddRange(column, words, at);
      continue;
    }
    std::vector<std::string> phrase;
    size_t i = limit->end;
    if (i < words.size() && !words[i - 1].break_after && Says(words[i].text)) {
      while (i < words.size() && (Says(words[i].text) || IsArticle(words[i].text))) ++i;
      while (i < words.size()) {
        phrase.push_back(words[i].text);
        if (words[i].break_after || words[i].sentence_after) break;
        ++i;
      }
    } else if (at > 1 && Says(words[at - 1].text)) {
      // "late means more than 300"
      size_t begin = at - 1;
      while (begin > 0 && Says(words[begin - 1].text)) --begin;
      size_t first = begin;
      while (first > 0 && !words[first - 1].break_after) --first;
      if (IsArticle(words[first].text)) ++first;
      for (size_t w = first; w < begin; ++w) phrase.push_back(words[w].text);
    }
    if (phrase.empty() || phrase.size() > kThresholdWordsMax || (phrase.size() == 1 && (TooGeneral(phrase[0]) || phrase[0].size() < 3))) continue;
    Meaning meaning{MeaningKind::kValue, 0, column, {limit->number}, kThresholdNamed};
    meaning.comparison = limit->comparison;
    AddPhrase(phrase, meaning);
    std::string joined;
    for (const std::string& word : phrase) joined += (joined.empty() ? "" : " ") + word;
    meaning.comparison = Opposite(limit->comparison);
    meaning.weight = kOpposite;
    for (std::string_view opposite : knowledge::Opposites(joined)) AddPhrase(SplitName(opposite), meaning);
  }
}

}  // namespace aurora::query::language
