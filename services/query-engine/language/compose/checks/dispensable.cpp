#include "services/query-engine/language/compose/checks/checks.h"

#include <algorithm>
#include <array>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

constexpr size_t kAsideMax = 2;
// Words that a comment only mentions; a name or a value is at least this.
constexpr double kNamed = 0.75;

// "unpaid", "non-food": says that something is not so.
bool Denies(const std::string& text) { return (text.size() > 4 && text.compare(0, 2, "un") == 0) || text.compare(0, 3, "non") == 0; }

bool SaysWhatAColumnIs(const std::string& text) { return IsOneOf(text, {"time", "times", "version", "versions", "level", "name", "type", "reason", "reasons", "figure", "figures", "reading", "readings", "side", "period"}); }

// Say when, how many or each by itself, and so choose or part the rows.
bool Parts(const std::string& text) {
  return IsOneOf(text, {"only", "exclusively", "solely", "separately", "individually", "respectively", "early", "lately", "recently", "newly", "previously", "originally", "initially", "partly", "mostly", "nearly", "hourly", "daily", "weekly", "monthly", "yearly"});
}

// "given away", "handed out": a part of the verb.
bool Particle(const std::string& text) { return IsOneOf(text, {"away", "out", "off", "down", "up", "back", "over", "apart", "aside", "along", "together"}); }

// "halls that lent the most", "who skipped lunch": the verb of a clause.
bool BehindRelative(const Draft& d, size_t word) { return word > 0 && !d.words[word - 1].break_after && IsOneOf(d.words[word - 1].text, {"that", "who", "which"}); }

// "from opening to pickup": where a stretch of time begins or ends.
bool EndsStretch(const Draft& d, size_t word) {
  while (word > 0 && IsOneOf(d.words[word - 1].text, {"the", "a", "an", "its", "their"})) --word;
  return word > 0 && IsOneOf(d.words[word - 1].text, {"to", "from", "until", "till"});
}

// "photos that show a wedding", "reviews that mention cats": what is seen in them, and so chooses.
bool IsShown(const Draft& d, size_t word) {
  while (word > 0 && IsOneOf(d.words[word - 1].text, {"the", "a", "an", "any", "some"})) --word;
  return word > 1 && IsOneOf(d.words[word - 1].text, {"show", "shows", "showed", "showing", "depict", "depicts", "mention", "mentions", "mentioned", "contain", "contains", "contained", "about", "regarding", "concerning", "call", "calls", "called"});
}

// "did people find the webinars boring": what somebody thinks of it.
bool AsksWhatPeopleThink(const Draft& d) {
  return std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"find", "found", "think", "thought", "feel", "felt", "consider", "considered", "believe", "believed"}); });
}

bool Adverb(const std::string& text) { return text.size() > 4 && text.compare(text.size() - 2, 2, "ly") == 0; }

// Whether the words of `tag` could only be read as what the rows are called, or how something happens.
bool MayGoAside(const Draft& d, size_t tag) {
  const std::string& text = d.words[d.tags[tag].last].text;
  if (text.empty() || d.words[d.tags[tag].first].number.has_value() || Denies(text) || Parts(text)) return false;
  if (Particle(text) || BehindRelative(d, d.tags[tag].first) || EndsStretch(d, d.tags[tag].first) || IsShown(d, d.tags[tag].first) || AsksWhatPeopleThink(d)) return false;
  // Steps of time are what is counted or listed.
  if (IsOneOf(text, {"dates", "days", "weeks", "months", "hours", "minutes", "nights", "years", "date", "day"})) return false;
  // "over the wire": a place, where no number follows.
  if (d.Is(tag, TagKind::kCompare)) return text == "over" && !d.Is(tag + 1, TagKind::kNumber) && !d.Is(d.Next(tag), TagKind::kNumber) && !d.Is(d.Next(tag), TagKind::kFactor);
  if (d.Lexical(tag)) {
    const bool named = std::any_of(d.tags[tag].meanings.begin(), d.tags[tag].meanings.end(), [](const Meaning& meaning) {
      return meaning.weight >= kNamed || !OfColumn(meaning);
    });
    if (named) return false;
  } else if (!d.Is(tag, TagKind::kUnknown)) {
    return false;
  }
  const bool beside_before = tag > 0 && !d.BreakBetween(tag - 1, tag);
  const bool beside_after = tag + 1 < d.tags.size() && !d.BreakBetween(tag, tag + 1);
  if (Adverb(text)) return beside_after || beside_before;
  if (Participle(text)) return false;
  // What is measured, ranked or chosen by a word of the language is what is asked for: "total diesel", "which courier".
  const size_t before = d.Previous(tag);
  static constexpr std::array kWants = {TagKind::kAggregate, TagKind::kMoney, TagKind::kMost, TagKind::kTop, TagKind::kExtreme, TagKind::kHowLong, TagKind::kBy, TagKind::kPer, TagKind::kDistinct, TagKind::kWhich,
                                        TagKind::kNegation, TagKind::kNever, TagKind::kNone, TagKind::kWithout, TagKind::kCompare, TagKind::kVersus, TagKind::kNumber, TagKind::kUnit};
  const bool plural = Plural(text);
  if (beside_before && std::any_of(kWants.begin(), kWants.end(), [&](TagKind kind) { return d.Is(before, kind); })) return false;
  // "organic farms": a modifier of what is known, or of a noun that is not.
  const bool headed = beside_before && d.Lexical(tag - 1) && d.used[tag - 1] && d.Chosen(tag - 1).weight >= kNamed;
  // "interest rate", "minibar revenue": a measure of something that is not known.
  static constexpr std::array kMeasured = {TagKind::kCount, TagKind::kRatio, TagKind::kMoney, TagKind::kAggregate, TagKind::kConversion};
  if (beside_after && std::any_of(kMeasured.begin(), kMeasured.end(), [&](TagKind kind) { return d.Is(tag + 1, kind); })) return false;
  // "were stolen", "have asthma", "is the nicest": what is said of the rows, and so chooses among them.
  size_t word = d.tags[tag].first;
  while (word > 0 && IsOneOf(d.words[word - 1].text, {"the", "a", "an", "any", "so", "very", "still", "already", "now", "currently", "just", "yet", "only"})) --word;
  if (word > 0 && IsOneOf(d.words[word - 1].text, {"is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "than", "not", "no"})) return false;
  if (d.tags[tag].last + 1 < d.words.size() && d.words[d.tags[tag].last + 1].text == "than") return false;
  // "viewed on the site": where something happened.
  const size_t noun = d.tags[tag].first;
  const bool placed = noun > 1 && d.words[noun - 1].text == "the" && IsOneOf(d.words[noun - 2].text, {"on", "at", "in", "through", "via", "from", "to", "by", "with", "into", "over", "under"});
  if (placed && !plural) return false;
  // "driving licence", "cell counts": behind a column's word stands what is asked for, and that is not the column; "firmware version" is.
  size_t modifier = tag;
  while (modifier > 0 && !d.BreakBetween(modifier - 1, modifier) && d.Is(modifier - 1, TagKind::kUnknown)) --modifier;
  const bool of_column = modifier > 0 && !d.BreakBetween(modifier - 1, modifier) && d.Lexical(modifier - 1) && !d.Means(modifier - 1, MeaningKind::kValue) && !d.Means(modifier - 1, MeaningKind::kMoment);
  if (of_column && !SaysWhatAColumnIs(text)) return false;
  if (!plural && beside_after && (d.Lexical(tag + 1) || d.Is(tag + 1, TagKind::kUnknown)) && !headed) return false;
  if (d.Is(before, TagKind::kRatio) && !plural) return false;
  // "how many complaints": of rows of which more is known than that they are many.
  if (d.Is(before, TagKind::kCount) && !(plural && d.Lexical(tag + 1) && (d.Means(tag + 1, MeaningKind::kValue) || d.Means(tag + 1, MeaningKind::kMoment)))) return false;
  static constexpr std::array kMeasures = {TagKind::kCount, TagKind::kAggregate, TagKind::kMoney, TagKind::kRatio, TagKind::kMost, TagKind::kTop, TagKind::kExtreme, TagKind::kHowLong, TagKind::kUnit, TagKind::kAnomaly};
  const bool measured = std::any_of(kMeasures.begin(), kMeasures.end(), [&](TagKind kind) { return d.Has(kind); });
  // "gross margin per product": what is wanted of each.
  if (!measured && (d.Is(d.Next(tag), TagKind::kPer) || d.Is(d.Next(tag), TagKind::kBy))) return false;
  // "email addresses of the learners": the thing itself, where nothing known stands before it and nothing says how it is counted.
  const bool first = std::none_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(tag), [](const Tag& one) { return one.kind == TagKind::kLexicon; });
  const bool of = d.tags[tag].last + 1 < d.words.size() && d.words[d.tags[tag].last + 1].text == "of" && !d.Is(before, TagKind::kCount);
  return !first || (measured && !of);
}

}  // namespace

void FindDispensable(Draft& d) {
  if (d.composed.form.has_value() || d.composed.problem != Problem::kNotUnderstood) return;
  for (size_t tag : d.left) {
    if (!MayGoAside(d, tag)) {
      d.composed.dispensable.clear();
      return;
    }
    const bool goes_on = !d.composed.dispensable.empty() && d.composed.dispensable.back().last + 1 == d.tags[tag].first && !d.BreakBetween(tag - 1, tag);
    if (goes_on) {
      d.composed.dispensable.back().last = d.tags[tag].last;
    } else {
      d.composed.dispensable.push_back({d.tags[tag].first, d.tags[tag].last});
    }
  }
  if (d.composed.dispensable.size() > kAsideMax) d.composed.dispensable.clear();
}

}  // namespace aurora::query::language
