#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

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

// The one column that is empty where a row has no such thing: by what its comment says of that, else by what it measures.
std::optional<ColumnRef> LackedColumn(const Draft& d, const Word& thing) {
  std::vector<ColumnRef> told;
  std::vector<ColumnRef> measured;
  const knowledge::Dimension dimension = knowledge::DimensionOfWord(thing.text);
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnRef ref = d.scope.Ref(0, c);
    const catalog::ColumnProfile& profile = d.scope.Profile(ref);
    if (!profile.nullable || profile.Hidden() || profile.array) continue;
    const std::vector<Word> gloss = MissingGloss(profile.comment);
    // "result still pending": the thing itself, and not what else it depends on.
    if (!gloss.empty() && gloss[0].stem == thing.stem) told.push_back(ref);
    const ColumnFacts& facts = d.scope.Facts(ref);
    if (dimension != knowledge::Dimension::kNone && facts.measure && facts.dimension == dimension) measured.push_back(ref);
  }
  if (told.size() == 1) return told[0];
  if (told.empty() && measured.size() == 1) return measured[0];
  return std::nullopt;
}

bool LeavesOut(const std::string& word) { return IsOneOf(word, {"without", "excluding", "excl", "ex", "before", "minus", "less", "net"}); }

// Whether the comment says "without shipping" itself.
bool SaysWithout(const std::vector<Word>& comment, const Word& thing) {
  for (size_t i = 0; i + 1 < comment.size(); ++i) {
    const size_t noun = IsOneOf(comment[i + 1].text, {"the", "of", "any"}) ? i + 2 : i + 1;
    if (LeavesOut(comment[i].text) && !comment[i].break_after && noun < comment.size() && comment[noun].stem == thing.stem) return true;
  }
  return false;
}

}  // namespace

// "in pounds and without shipping", where the comment of the amount says that it is without: no condition on the rows.
void ReadSaidWithout(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if ((!d.Is(i, TagKind::kWithout) && !d.Is(i, TagKind::kNegation)) || d.used[i] || !LeavesOut(d.Text(i))) continue;
    const size_t thing = d.Next(i);
    if (thing >= d.tags.size() || d.BreakBetween(i, thing) || d.tags[thing].first != d.tags[thing].last || d.Means(thing, MeaningKind::kValue)) continue;
    std::vector<ColumnRef> columns;
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      const ColumnRef ref = d.scope.Ref(0, c);
      if (d.scope.main().column(c).measure && SaysWithout(Normalise(d.scope.Profile(ref).comment), d.words[d.tags[thing].first])) columns.push_back(ref);
    }
    if (columns.empty()) continue;
    d.used[i] = d.used[thing] = true;
    d.said_of.push_back({thing, std::move(columns)});
  }
}

// "ignoring those without a result", "with no weight from the load cell"
void ReadLacking(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool lacks = d.Is(i, TagKind::kWithout) || (d.Is(i, TagKind::kNegation) && d.Text(i) == "no");
    if (!lacks || d.used[i] || i + 1 >= d.tags.size()) continue;
    size_t thing = i + 1;
    while (thing < d.tags.size() && d.Is(thing, TagKind::kFiller) && IsOneOf(d.Words(thing), {"a", "an", "any", "the"})) ++thing;
    if (thing >= d.tags.size() || d.BreakBetween(i, thing) || d.tags[thing].first != d.tags[thing].last || (d.used[thing] && !d.Is(thing, TagKind::kFiller))) continue;
    // A word of the tables has been read for what it is, but where only a comment has it.
    if (d.Lexical(thing) && d.Chosen(thing).weight > kCommentNoun) continue;
    if (!d.Lexical(thing) && !d.Is(thing, TagKind::kFiller) && !d.Is(thing, TagKind::kUnknown)) continue;
    const Word& word = d.words[d.tags[thing].first];
    if (word.text.size() < 4) continue;
    const std::optional<ColumnRef> column = LackedColumn(d, word);
    if (!column.has_value()) continue;
    // "leave out those without a result": those that have one.
    size_t before = i;
    while (before > 0 && d.Is(before - 1, TagKind::kFiller)) --before;
    const bool twice = before > 0 && d.Is(before - 1, TagKind::kNegation) && !d.used[before - 1] && !IsOneOf(d.Text(before - 1), {"nobody", "no", "not"}) && !d.BreakBetween(before - 1, i);
    Condition condition;
    condition.operand = {*column, {}, 1};
    condition.comparison = twice ? Comparison::kIsNotNull : Comparison::kIsNull;
    condition.words = d.Words(i, thing);
    // What is left out is not what a share is taken of.
    if (twice) {
      d.form.filters.push_back(condition);
      d.used[before - 1] = true;
    } else {
      d.Place(condition, i);
    }
    d.used[i] = d.used[thing] = true;
    d.composed.certainty *= 0.9;
    d.NoteThat("missing_" + column->name, d.Words(i, thing), base::StrCat(column->name, twice ? " is there" : " is missing"));
    // "from the load cell": more words of the same comment.
    const std::vector<Word> comment = Normalise(d.scope.Profile(*column).comment);
    std::vector<size_t> more;
    const bool from = thing + 1 < d.tags.size() && d.Is(thing + 1, TagKind::kFrom);
    for (size_t t = thing + 1; t < d.tags.size() && !d.BreakBetween(t - 1, t) && !d.Is(t, TagKind::kTime); ++t) {
      if (d.Is(t, TagKind::kFiller) || d.Is(t, TagKind::kFrom)) continue;
      bool all = d.Is(t, TagKind::kUnknown) || (d.Lexical(t) && (from || d.Chosen(t).weight <= kCommentNoun));
      for (size_t w = d.tags[t].first; w <= d.tags[t].last; ++w) all = all && SaysWord(comment, d.words[w]);
      if (!all) {
        if (from) more.clear();
        break;
      }
      more.push_back(t);
    }
    for (size_t t : more) d.used[t] = true;
  }
}

// "rentals still out", "parcels that are still on their way" of a time whose comment says "null = still with the guest": those without it.
void ReadStill(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kFiller) || d.words[d.tags[i].last].text != "still" || d.words[d.tags[i].last].break_after) continue;
    size_t end = i;
    while (end + 1 < d.tags.size() && (end == i || !d.BreakBetween(end, end + 1)) && (d.Is(end + 1, TagKind::kFiller) || d.Is(end + 1, TagKind::kUnknown) || (d.Means(end + 1, MeaningKind::kMoment) && d.Chosen(end + 1).source == 0 && d.Chosen(end + 1).values.empty()))) ++end;
    std::vector<ColumnRef> columns;
    bool said = false;
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      const ColumnRef column = d.scope.Ref(0, c);
      if (!d.scope.Facts(column).time || !d.scope.Profile(column).nullable || d.scope.Profile(column).Hidden()) continue;
      const std::vector<Word> gloss = MissingGloss(d.scope.Profile(column).comment);
      if (std::none_of(gloss.begin(), gloss.end(), [](const Word& word) { return word.text == "still"; })) continue;
      columns.push_back(column);
      for (size_t w = d.tags[i].last + 1; end > i && w <= d.tags[end].last; ++w) {
        const bool place = IsOneOf(d.words[w].text, {"out", "open", "there", "inside", "in", "away", "running", "going", "missing", "unreturned", "onsite", "outstanding"});
        said = said || place || (d.words[w].text.size() > 2 && std::any_of(gloss.begin(), gloss.end(), [&](const Word& word) { return word.stem == d.words[w].stem && word.text != "still" && word.text != "the"; }));
      }
    }
    if (columns.size() != 1 || !said) continue;
    Condition condition;
    condition.operand = {columns[0], {}, 1};
    condition.comparison = Comparison::kIsNull;
    condition.words = d.Words(i, end);
    d.Place(condition, i);
    for (size_t t = i; t <= end; ++t) d.used[t] = true;
    d.composed.certainty *= 0.9;
    d.NoteThat("missing_" + columns[0].name, condition.words, base::StrCat(columns[0].name, " is missing"));
  }
}

// "alarms that nobody has picked up yet", of a column whose comment says "null = nobody yet": what was not done is its verb, where no
// other column is empty because of somebody.
void ReadNobodyYet(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kNegation) || d.used[i] || !(d.Text(i) == "nobody" || d.Words(i) == "no one" || d.Words(i) == "noone")) continue;
    size_t end = i;
    while (end + 1 < d.tags.size() && !d.BreakBetween(end, end + 1) && (d.Is(end + 1, TagKind::kFiller) || d.Is(end + 1, TagKind::kUnknown) || d.Is(end + 1, TagKind::kHaving))) ++end;
    bool yet = false;
    size_t verbs = 0;
    for (size_t t = i + 1; t <= end; ++t) {
      for (size_t w = d.tags[t].first; w <= d.tags[t].last; ++w) {
        yet = yet || d.words[w].text == "yet";
        if (d.words[w].text.size() > 3 && !IsOneOf(d.words[w].text, {"have", "been", "ever", "with", "over"})) ++verbs;
      }
    }
    if (!yet || verbs == 0 || verbs > 2) continue;
    std::vector<ColumnRef> columns;
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      const catalog::ColumnProfile& profile = d.scope.Profile(d.scope.Ref(0, c));
      if (!profile.nullable || profile.Hidden()) continue;
      const std::vector<Word> gloss = MissingGloss(profile.comment);
      const bool nobody = std::any_of(gloss.begin(), gloss.end(), [](const Word& word) { return IsOneOf(word.text, {"nobody", "noone"}); }) || (gloss.size() > 1 && gloss[0].text == "no" && gloss[1].text == "one");
      const std::vector<std::string> name = SplitName(profile.name);
      if (nobody || (name.size() > 1 && name.back() == "by")) columns.push_back(d.scope.Ref(0, c));
    }
    if (columns.size() != 1) continue;
    Condition condition;
    condition.operand = {columns[0], {}, 1};
    condition.comparison = Comparison::kIsNull;
    condition.words = d.Words(i, end);
    d.Place(condition, i);
    for (size_t t = i; t <= end; ++t) d.used[t] = true;
    d.composed.certainty *= 0.85;
    d.NoteThat("missing_" + columns[0].name, condition.words, base::StrCat(columns[0].name, " is missing"));
  }
}

}  // namespace aurora::query::language
