#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// What a row lacks, where only a comment says in which column that is seen: "null = result still pending".

namespace aurora::query::language {
namespace {

// The words of a comment that say what it means that the value is missing.
std::vector<Word> MissingGloss(const std::string& comment) {
  std::string clause;
  for (char c : comment + ";") {
    if (c != ';' && c != '.' && c != ',') {
      clause += c;
      continue;
    }
    std::vector<Word> words = Normalise(clause);
    clause.clear();
    const auto null = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.text == "null" || word.text == "empty"; });
    if (null == words.end()) continue;
    words.erase(words.begin(), null + 1);
    return words;
  }
  return {};
}

bool SaysWord(const std::vector<Word>& words, const Word& word) {
  return std::any_of(words.begin(), words.end(), [&](const Word& said) { return said.stem == word.stem; });
}

}  // namespace

// The one column that is empty where a row has no such thing: by what its comment says of that, else by what it measures.
std::optional<ColumnRef> Composer::LackedColumn(const Word& thing) const {
  std::vector<ColumnRef> told;
  std::vector<ColumnRef> measured;
  const knowledge::Dimension dimension = knowledge::DimensionOfWord(thing.text);
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnRef ref = scope_.Ref(0, c);
    const catalog::ColumnProfile& profile = scope_.Profile(ref);
    if (!profile.nullable || profile.Hidden() || profile.array) continue;
    const std::vector<Word> gloss = MissingGloss(profile.comment);
    // "result still pending": the thing itself, and not what else it depends on.
    if (!gloss.empty() && gloss[0].stem == thing.stem) told.push_back(ref);
    const ColumnFacts& facts = scope_.Facts(ref);
    if (dimension != knowledge::Dimension::kNone && facts.measure && facts.dimension == dimension) measured.push_back(ref);
  }
  if (told.size() == 1) return told[0];
  if (told.empty() && measured.size() == 1) return measured[0];
  return std::nullopt;
}

// "ignoring those without a result", "with no weight from the load cell"
void Composer::ReadLacking() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool lacks = Is(i, TagKind::kWithout) || (Is(i, TagKind::kNegation) && Text(i) == "no");
    if (!lacks || used_[i] || i + 1 >= tags_.size()) continue;
    size_t thing = i + 1;
    while (thing < tags_.size() && Is(thing, TagKind::kFiller) && IsOneOf(Words(thing), {"a", "an", "any", "the"})) ++thing;
    if (thing >= tags_.size() || BreakBetween(i, thing) || tags_[thing].first != tags_[thing].last || (used_[thing] && !Is(thing, TagKind::kFiller))) continue;
    // A word of the tables has been read for what it is, but where only a comment has it.
    if (Lexical(thing) && Chosen(thing).weight > kCommentNoun) continue;
    if (!Lexical(thing) && !Is(thing, TagKind::kFiller) && !Is(thing, TagKind::kUnknown)) continue;
    const Word& word = words_[tags_[thing].first];
    if (word.text.size() < 4) continue;
    const std::optional<ColumnRef> column = LackedColumn(word);
    if (!column.has_value()) continue;
    // "leave out those without a result": those that have one.
    size_t before = i;
    while (before > 0 && Is(before - 1, TagKind::kFiller)) --before;
    const bool twice = before > 0 && Is(before - 1, TagKind::kNegation) && !used_[before - 1] && !IsOneOf(Text(before - 1), {"nobody", "no", "not"}) && !BreakBetween(before - 1, i);
    Condition condition;
    condition.operand = {*column, {}, 1};
    condition.comparison = twice ? Comparison::kIsNotNull : Comparison::kIsNull;
    condition.words = Words(i, thing);
    // What is left out is not what a share is taken of.
    if (twice) {
      form_.filters.push_back(condition);
      used_[before - 1] = true;
    } else {
      Place(condition, i);
    }
    used_[i] = used_[thing] = true;
    composed_.certainty *= 0.9;
    NoteThat("missing_" + column->name, Words(i, thing), base::StrCat(column->name, twice ? " is there" : " is missing"));
    // "from the load cell": more words of the same comment.
    const std::vector<Word> comment = Normalise(scope_.Profile(*column).comment);
    std::vector<size_t> more;
    const bool from = thing + 1 < tags_.size() && Is(thing + 1, TagKind::kFrom);
    for (size_t t = thing + 1; t < tags_.size() && !BreakBetween(t - 1, t) && !Is(t, TagKind::kTime); ++t) {
      if (Is(t, TagKind::kFiller) || Is(t, TagKind::kFrom)) continue;
      bool all = Is(t, TagKind::kUnknown) || (Lexical(t) && (from || Chosen(t).weight <= kCommentNoun));
      for (size_t w = tags_[t].first; w <= tags_[t].last; ++w) all = all && SaysWord(comment, words_[w]);
      if (!all) {
        if (from) more.clear();
        break;
      }
      more.push_back(t);
    }
    for (size_t t : more) used_[t] = true;
  }
}

// "alarms that nobody has picked up yet", of a column whose comment says "null = nobody yet": what was not done is its verb, where no
// other column is empty because of somebody.
void Composer::ReadNobodyYet() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNegation) || used_[i] || !(Text(i) == "nobody" || Words(i) == "no one" || Words(i) == "noone")) continue;
    size_t end = i;
    while (end + 1 < tags_.size() && !BreakBetween(end, end + 1) && (Is(end + 1, TagKind::kFiller) || Is(end + 1, TagKind::kUnknown) || Is(end + 1, TagKind::kHaving))) ++end;
    bool yet = false;
    size_t verbs = 0;
    for (size_t t = i + 1; t <= end; ++t) {
      for (size_t w = tags_[t].first; w <= tags_[t].last; ++w) {
        yet = yet || words_[w].text == "yet";
        if (words_[w].text.size() > 3 && !IsOneOf(words_[w].text, {"have", "been", "ever", "with", "over"})) ++verbs;
      }
    }
    if (!yet || verbs == 0 || verbs > 2) continue;
    std::vector<ColumnRef> columns;
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      const catalog::ColumnProfile& profile = scope_.Profile(scope_.Ref(0, c));
      if (!profile.nullable || profile.Hidden()) continue;
      const std::vector<Word> gloss = MissingGloss(profile.comment);
      const bool nobody = std::any_of(gloss.begin(), gloss.end(), [](const Word& word) { return IsOneOf(word.text, {"nobody", "noone"}); }) || (gloss.size() > 1 && gloss[0].text == "no" && gloss[1].text == "one");
      const std::vector<std::string> name = SplitName(profile.name);
      if (nobody || (name.size() > 1 && name.back() == "by")) columns.push_back(scope_.Ref(0, c));
    }
    if (columns.size() != 1) continue;
    Condition condition;
    condition.operand = {columns[0], {}, 1};
    condition.comparison = Comparison::kIsNull;
    condition.words = Words(i, end);
    Place(condition, i);
    for (size_t t = i; t <= end; ++t) used_[t] = true;
    composed_.certainty *= 0.85;
    NoteThat("missing_" + columns[0].name, condition.words, base::StrCat(columns[0].name, " is missing"));
  }
}

}  // namespace aurora::query::language
