#include "services/query-engine/language/tag/lexical_tag.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include <set>

#include "services/query-engine/knowledge/english_words.h"
#include "services/query-engine/knowledge/near_nouns.h"
#include "services/query-engine/language/tag/word_uses.h"

namespace aurora::query::language {
namespace {

// From what weight on a moment of the rows goes before one of what they belong to, and from what on that one is called so.
constexpr double kOwnMoment = 0.5;
constexpr double kNamedMoment = 0.85;

// Of a value, below which a word says it only by the way.
constexpr double kFarWord = 0.42;

// Only words that could carry meaning are corrected.
bool CouldBeMisspelt(const Word& word) { return word.text.size() >= 5 && !word.number.has_value(); }

// "calibrated" and "calibration", "late" and "later": one root with two endings; "finished" and "finnish" have none in common.
constexpr size_t kRootMin = 4;
constexpr size_t kEndingMax = 5;
bool OneRoot(const std::string& a, const std::string& b) {
  const size_t same = static_cast<size_t>(std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()).first - a.begin());
  if (same < kRootMin || std::max(a.size(), b.size()) > same + kEndingMax) return false;
  if (same == std::min(a.size(), b.size())) return true;
  static const auto& endings = *new std::set<std::string>{"s", "e", "es", "y", "ies", "ed", "er", "ers", "or", "ors", "ing", "ings", "ion", "ions", "ation", "able", "ment", "al", "ance", "ence", "se", "d", "r", "rs"};
  return same > kRootMin || (endings.count(a.substr(same)) > 0 && endings.count(b.substr(same)) > 0);
}

// What comments mention weighs less than any name.
constexpr double kNamedWeight = 0.8;

// Of a name that another noun may stand for; and how sure it is that it does.
constexpr double kNearOfMin = 0.85;
// Less than a name of its own.
constexpr double kNameOfAnother = 0.85;
// Not enough to say no more than who it was that did something.
constexpr double kNearWeight = 0.59;

// Whether a noun can stand for it: rows, what is numbered or named, and no number, moment or value.
bool IsThing(const Meaning& meaning, const Scope& scope) {
  if (meaning.weight < kNearOfMin || meaning.kind == MeaningKind::kValue || meaning.kind == MeaningKind::kMoment) return false;
  if (meaning.kind == MeaningKind::kTable) return true;
  const ColumnFacts& facts = scope.source(meaning.source).column(meaning.column);
  return facts.category && !facts.measure && !facts.flag && !facts.time;
}

// "callers" of caller_key and of calls that the caller ended: those who called.
void PreferThose(const Word& word, std::vector<Meaning>& meanings) {
  if (meanings[0].kind != MeaningKind::kValue || meanings[0].values.size() != 1 || !Plural(word.text) || absl::AsciiStrToLower(meanings[0].values[0]) == word.text) return;
  const auto those = std::find_if(meanings.begin(), meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kEntity && one.source == 0 && one.weight >= 0.95; });
  if (those != meanings.end()) std::rotate(meanings.begin(), those, those + 1);
}

// "lessons that started" of begins_at, where their teachers started, too: the rows' own time.
void PreferOwnMoment(std::vector<Meaning>& meanings) {
  if (meanings[0].kind != MeaningKind::kMoment || meanings[0].source == 0 || !meanings[0].values.empty() || meanings[0].weight >= kNamedMoment) return;
  const auto own = std::find_if(meanings.begin(), meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kMoment && one.source == 0 && one.values.empty() && one.weight >= kOwnMoment; });
  if (own != meanings.end()) std::rotate(meanings.begin(), own, own + 1);
}

}  // namespace

std::optional<Tag> FindLexical(const std::vector<Word>& words, size_t at, const Scope& scope) {
  size_t length = 0;
  std::vector<Meaning> meanings = scope.Find(words, at, &length);
  if (length == 0) return std::nullopt;
  // "customers" beside a table of them: no synonym of a name that things have here, as the rows of products have one.
  if (length == 1 && scope.NamesAnother(words[at].stem) && (meanings[0].kind == MeaningKind::kColumn) && meanings[0].weight < kNameOfAnother) return std::nullopt;
  // "missed jobs", where missed is a value and a comment only mentions them.
  if (length > 1 && meanings[0].kind != MeaningKind::kValue && meanings[0].weight < kNamedWeight) {
    size_t alone = 0;
    std::vector<Meaning> value = scope.Find({words[at]}, 0, &alone);
    if (alone == 1 && value[0].kind == MeaningKind::kValue && value[0].weight >= 1) {
      meanings = std::move(value);
      length = 1;
    }
  }
  // "2" alone is a number, also where a value is called so.
  if (length == 1 && words[at].number.has_value() && words[at].text == words[at].original) return std::nullopt;
  // What only a word in a comment of another table says: "drinks" of a licence "late (drinks until 3 am)".
  std::erase_if(meanings, [](const Meaning& one) { return one.kind == MeaningKind::kValue && one.source > 0 && one.weight < kFarWord; });
  if (meanings.empty()) return std::nullopt;
  PreferHeading(words, at, scope, meanings);
  PreferVerb(words, at, meanings);
  if (length == 1) PreferRows(words, at, scope, meanings);
  PreferOwnMoment(meanings);
  if (length == 1) PreferThose(words[at], meanings);
  Tag tag;
  tag.kind = TagKind::kLexicon;
  tag.first = at;
  tag.last = at + length - 1;
  tag.meanings = std::move(meanings);
  return tag;
}

std::optional<Tag> FindNear(const std::vector<Word>& words, size_t at, const Scope& scope) {
  const std::string& text = words[at].text;
  if (text.size() < 3 || words[at].number.has_value() || scope.NamesAnother(words[at].stem)) return std::nullopt;
  // "charged", "parking": of verbs.
  const auto ends = [&](std::string_view ending) { return text.size() > ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0; };
  if (ends("ed") || ends("ing")) return std::nullopt;
  std::optional<Tag> found;
  for (std::string_view noun : knowledge::NearNouns(text)) {
    const std::vector<Word> near = Normalise(noun);
    size_t length = 0;
    std::vector<Meaning> meanings = scope.Find(near, 0, &length);
    if (length != near.size()) continue;
    meanings.erase(std::remove_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) { return !IsThing(meaning, scope); }), meanings.end());
    if (meanings.empty()) continue;
    // The rows of depots and the column depot_id of others are one thing; a depot and a city are two.
    const bool same = found.has_value() && std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
      return std::any_of(found->meanings.begin(), found->meanings.end(), [&](const Meaning& other) { return meaning.Same(other); });
    });
    if (same) continue;
    if (found.has_value()) return std::nullopt;
    for (Meaning& meaning : meanings) meaning.weight = std::min(meaning.weight, kNearWeight);
    found.emplace();
    found->kind = TagKind::kLexicon;
    found->first = found->last = at;
    found->linked = noun;
    found->meanings = std::move(meanings);
  }
  return found;
}

Tag Misspelt(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags) {
  Tag tag;
  tag.first = at;
  tag.last = at;
  // "vehicle type", "plan name", "country code": a word that only says what the one before is.
  static const auto& heads = *new std::set<std::string>{"type", "types", "kind", "kinds", "category", "categories", "name", "names", "class", "id", "ids", "code", "codes", "status", "level", "value", "values", "group", "groups", "area", "areas", "field"};
  if (at > 0 && heads.count(words[at].text) > 0 && !tags.empty() && tags.back().kind == TagKind::kLexicon && !words[at - 1].break_after) {
    tag.kind = TagKind::kFiller;
    return tag;
  }
  // "season pass holders", "trial holders": whose rows those of the value are.
  if (at > 0 && IsOneOf(words[at].text, {"holder", "holders"}) && !tags.empty() && tags.back().kind == TagKind::kLexicon && tags.back().meanings[0].kind == MeaningKind::kValue && tags.back().last + 1 == at && !words[at - 1].break_after) {
    tag.kind = TagKind::kFiller;
    return tag;
  }
  // "player errors" of a table of playbacks: the same root as its name.
  for (const std::string& name : scope.main().name_stems()) {
    const std::string& stem = words[at].stem;
    size_t same = 0;
    while (same < name.size() && same < stem.size() && name[same] == stem[same]) ++same;
    if (same < 4 || same * 10 < std::min(stem.size(), name.size()) * 6 || same + 4 < stem.size()) continue;
    tag.kind = TagKind::kLexicon;
    tag.meanings = {Meaning{MeaningKind::kTable, 0, 0, {}, 0.5}};
    return tag;
  }
  if (!CouldBeMisspelt(words[at])) return tag;
  const std::string corrected = scope.Correct(words[at].text);
  if (corrected.empty()) return tag;
  // "chats" beside a column of chars, "finished" beside the value finnish: a word of its own, which nobody misspelt.
  if (knowledge::IsEnglish(words[at].stem) && !OneRoot(words[at].text, corrected)) return tag;
  std::vector<Word> word = Normalise(corrected);
  if (word.size() != 1) return tag;
  size_t length = 0;
  std::vector<Meaning> meanings = scope.Find(word, 0, &length);
  if (length != 1) return tag;
  for (Meaning& meaning : meanings) meaning.weight *= 0.7;
  tag.kind = TagKind::kLexicon;
  tag.meanings = std::move(meanings);
  tag.corrected = corrected;
  return tag;
}

}  // namespace aurora::query::language
