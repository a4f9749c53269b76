#include "services/query-engine/language/tag/word_uses.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/language/frame/frame.h"
#include "services/query-engine/language/schema/direction_words.h"

namespace aurora::query::language {
namespace {

// Of the noun that a measure's comment has for a row.
constexpr double kRowOfComment = 0.7;

}  // namespace

bool IsTill(const std::vector<Word>& words, size_t at) { return words[at].text == "till" && at > 0 && IsOneOf(words[at - 1].text, {"the", "a", "our", "each", "every", "per"}); }

// "sold Monday-Friday against sold on weekends": parts of each week, and not last week's days.
std::optional<Tag> FindWorkdays(const std::vector<Word>& words, size_t at) {
  const bool days = IsOneOf(words[at].text, {"monday", "mon", "mondays"}) && at + 1 < words.size();
  if (!days || std::none_of(words.begin(), words.end(), [](const Word& word) { return word.text == "weekend" || word.text == "weekends"; })) return std::nullopt;
  const size_t last = words[at].dash_after ? at + 1 : at + 2;
  if (last >= words.size() || !IsOneOf(words[last].text, {"friday", "fri", "fridays"}) || (last == at + 2 && !IsOneOf(words[at + 1].text, {"to", "through", "till", "until", "thru"}))) return std::nullopt;
  Tag tag;
  tag.kind = TagKind::kWeekdays;
  tag.first = at;
  tag.last = last;
  tag.weekdays = {1, 2, 3, 4, 5};
  return tag;
}

// "do members rate", "did they rate"
bool IsVerb(const std::vector<Word>& words, size_t at) {
  for (size_t i = at, steps = 0; i-- > 0 && steps < 4 && !words[i].break_after; ++steps) {
    if (IsOneOf(words[i].text, {"do", "does", "did"})) return true;
  }
  return false;
}

// "half an hour", "for a day": how long, not how often.
bool IsLength(const std::vector<Word>& words, size_t at) {
  if (words[at].text != "a" && words[at].text != "an") return false;
  static const auto& before = *new std::set<std::string>{"half", "for", "in", "within", "over", "than", "of", "last", "quarter", "past", "least", "about", "under"};
  return at > 0 && before.count(words[at - 1].text) > 0;
}

// "how many boards did we grade" of a grade and of graded_at: what was done, where a verb ends the clause.
void PreferVerb(const std::vector<Word>& words, size_t at, std::vector<Meaning>& meanings) {
  const bool ends = at + 1 == words.size() || words[at].break_after || IsOneOf(words[at + 1].text, {"last", "this", "on", "in", "since", "today", "yesterday", "between", "during", "so", "over", "from"});
  if (meanings.size() < 2 || meanings[0].kind == MeaningKind::kMoment || !ends || at == 0 || !IsOneOf(words[at - 1].text, {"we", "they", "people", "you"}) || !IsVerb(words, at)) return;
  const auto verb = std::find_if(meanings.begin(), meanings.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && meaning.weight >= 0.7; });
  if (verb != meanings.end()) std::rotate(meanings.begin(), verb, verb + 1);
}

// "the priciest stays" of a state "stayed", where the price is that "of the whole stay": each row is one, in whichever state.
void PreferRows(const std::vector<Word>& words, size_t at, const Scope& scope, std::vector<Meaning>& meanings) {
  const Word& word = words[at];
  const bool participle = word.text.size() > 4 && word.text.compare(word.text.size() - 2, 2, "ed") == 0;
  if (meanings[0].kind != MeaningKind::kValue || meanings[0].source != 0 || meanings[0].values.size() != 1 || participle) return;
  const TableFacts& main = scope.main();
  const std::string& value = meanings[0].values[0];
  // "failed runs" of pipeline_runs, where a result is "running": the rows.
  const bool goes_on = value.size() > 5 && value.compare(value.size() - 3, 3, "ing") == 0 && word.text.back() == 's' && Stem(value) == word.stem;
  if (goes_on && !main.name_stems().empty() && main.name_stems().back() == word.stem) {
    meanings.insert(meanings.begin(), Meaning{MeaningKind::kTable, 0, 0, {}, kRowOfComment});
    return;
  }
  if (!main.column(meanings[0].column).status || absl::AsciiStrToLower(value) == word.text || Stem(value) != word.stem) return;
  for (size_t c = 0; c < main.size(); ++c) {
    if (!main.column(c).measure) continue;
    const std::vector<Word> said = Normalise(main.profile().columns[c].comment);
    for (size_t w = 1; w + 1 < said.size() && !said[w].break_after; ++w) {
      const size_t noun = IsOneOf(said[w + 1].text, {"whole", "entire"}) ? w + 2 : w + 1;
      if (said[w - 1].text != "of" || said[w].text != "the" || noun >= said.size() || said[noun].stem != word.stem || said[noun].text == absl::AsciiStrToLower(value)) continue;
      meanings.insert(meanings.begin(), Meaning{MeaningKind::kTable, 0, 0, {}, kRowOfComment});
      return;
    }
  }
}

// "to Leeds" of a value that two columns have: where it goes, not where it came from.
void PreferHeading(const std::vector<Word>& words, size_t at, const Scope& scope, std::vector<Meaning>& meanings) {
  if (meanings.size() < 2 || meanings[0].kind != MeaningKind::kValue) return;
  Heading heading = Heading::kNone;
  for (size_t i = at, steps = 0; i-- > 0 && steps < 6 && heading == Heading::kNone; ++steps) {
    heading = HeadingOf(words[i].text);
    // "that ended at the airport"
    const bool stays = i > 0 && IsOneOf(words[i].text, {"at", "in"}) && !words[i - 1].break_after;
    if (stays && IsOneOf(words[i - 1].text, {"ended", "end", "ends", "ending", "finished", "arrived", "stopped"})) heading = Heading::kTo;
    if (stays && IsOneOf(words[i - 1].text, {"started", "start", "starts", "starting", "began", "begin"})) heading = Heading::kFrom;
  }
  if (heading == Heading::kNone) return;
  const auto fits = [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kValue && HeadingOf(scope.source(meaning.source).column(meaning.column)) == heading; };
  if (std::none_of(meanings.begin(), meanings.end(), fits)) return;
  // "calls from Donegal" of a county of each call: theirs, and not the home of whoever called.
  const auto of_rows = [](const Meaning& meaning) { return meaning.source == 0 && meaning.kind == MeaningKind::kValue; };
  if (std::any_of(meanings.begin(), meanings.end(), of_rows) && std::none_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) { return of_rows(meaning) && fits(meaning); })) return;
  const auto other = [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kValue && !fits(meaning); };
  meanings.erase(std::remove_if(meanings.begin(), meanings.end(), other), meanings.end());
}

std::optional<Tag> FindShift(const std::vector<Word>& words, size_t at) {
  size_t last = 0;
  const std::optional<TimeShift> shift = ReadShift(words, at, &last);
  if (!shift.has_value()) return std::nullopt;
  Tag tag;
  tag.kind = TagKind::kShift;
  tag.first = at;
  tag.last = last;
  tag.shift = *shift;
  return tag;
}

// "lots of them failed, when was that?" tells of something unusual; "customers with lots of orders" does not say how many.
void WeighStories(const std::vector<Word>& words, std::vector<Tag>& tags) {
  const auto has = [&](auto&& is) { return std::any_of(tags.begin(), tags.end(), is); };
  const bool when = AsksForTime(words);
  const bool which = when || has([](const Tag& tag) { return tag.kind == TagKind::kWhich; });
  const bool ranked = has([](const Tag& tag) { return tag.kind == TagKind::kMost || tag.kind == TagKind::kTop || tag.kind == TagKind::kExtreme; });
  const bool sure = has([](const Tag& tag) { return tag.kind == TagKind::kAnomaly && (!tag.told || tag.direction != Direction::kEither); });
  for (Tag& tag : tags) {
    // "awfully slow": how long it took.
    if (tag.kind == TagKind::kAnomaly && tag.dimension == knowledge::Dimension::kNone && IsOneOf(words[tag.last].text, {"slow", "slower", "long"})) tag.dimension = knowledge::Dimension::kDuration;
    if (tag.kind != TagKind::kAnomaly || !tag.told) continue;
    const bool either = tag.direction == Direction::kEither;
    if (either && ranked) {
      tag.kind = TagKind::kFiller;
    } else if (!which || (either && !when && !sure)) {
      tag.kind = TagKind::kUnknown;
    }
  }
}

std::optional<Tag> FindNumber(const std::vector<Word>& words, size_t at, bool after_number) {
  Tag tag;
  tag.first = at;
  tag.last = at;
  if (words[at].number.has_value()) {
    tag.kind = TagKind::kNumber;
    tag.number = *words[at].number;
    tag.money = words[at].money;
    if (words[at].percent) tag.unit = "percent";
    return tag;
  }
  auto unit = knowledge::FindUnit(words[at].text);
  if (!unit.has_value() && ReadUnit(words[at].text).has_value()) unit = knowledge::UnitOfMeasure{knowledge::Dimension::kDuration, 0};
  // "kWh charged", "in GB": abbreviations that are no words.
  const bool abbreviated = unit.has_value() && words[at].text.size() >= 2 && words[at].text != "ft" && words[at].text != "mi" &&
                           (unit->dimension == knowledge::Dimension::kEnergy || unit->dimension == knowledge::Dimension::kPower || unit->dimension == knowledge::Dimension::kData ||
                            unit->dimension == knowledge::Dimension::kWeight || unit->dimension == knowledge::Dimension::kDistance || unit->dimension == knowledge::Dimension::kMoney ||
                            unit->dimension == knowledge::Dimension::kArea || words[at].text == "m3");
  if (unit.has_value() && (after_number || abbreviated || words[at].text.size() > 3 || words[at].text == "day")) {
    tag.kind = TagKind::kUnit;
    tag.unit = words[at].text;
    tag.dimension = unit->dimension;
    return tag;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language
