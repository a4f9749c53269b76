#include "services/query-engine/language/compose/composer.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/finish.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/nouns.h"
#include "services/query-engine/language/compose/shapes/shapes.h"
#include "services/query-engine/language/compose/switches.h"
#include "services/query-engine/language/compose/terms.h"

namespace aurora::query::language {
namespace {

// "ended because of a fault", "because the limit was reached": a reason that a value names is a condition.
bool NamesReason(const Draft& d, size_t tag) {
  if (d.Text(tag) != "because" || tag == 0) return false;
  for (size_t i = tag + 1; i < d.tags.size() && i <= tag + 6; ++i) {
    if (d.Means(i, MeaningKind::kValue)) return true;
    if (d.BreakBetween(i, i + 1)) break;
  }
  return false;
}

// "waive the fine on check 55012", "please switch all paused customers back to active": something is to be done, and nothing is asked.
bool OrdersSomething(const Draft& d) {
  static const auto& verbs = *new std::set<std::string>{"waive", "forgive", "discharge", "dismiss", "release", "unlock", "lock", "extend", "postpone", "reschedule", "expire", "retire", "promote", "demote", "dispatch", "pause", "resume", "renew", "unsubscribe", "hire", "evict", "revert", "switch", "flip", "turn"};
  size_t at = 0;
  while (at < d.words.size() && IsOneOf(d.words[at].text, {"please", "pls", "kindly", "can", "could", "you", "now", "just", "go", "ahead", "and", "then"})) ++at;
  // "switch off kiosk 27", "shut down all the pumps"
  if (at + 2 < d.words.size() && IsOneOf(d.words[at].text, {"switch", "turn", "power", "shut"}) && IsOneOf(d.words[at + 1].text, {"on", "off", "down"})) return true;
  if (at + 2 >= d.words.size() || d.words[at].break_after || verbs.count(d.words[at].text) == 0 || !IsOneOf(d.words[at + 1].text, {"the", "this", "that", "these", "those", "all", "every", "each", "my", "our", "his", "her", "their", "it", "them"})) return false;
  if (!IsOneOf(d.words[at].text, {"switch", "flip", "turn"})) return true;
  return std::any_of(d.words.begin() + static_cast<std::ptrdiff_t>(at) + 2, d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"to", "back", "on", "off", "into"}); });
}

bool FindHopeless(Draft& d) {
  if (!d.fragment && OrdersSomething(d)) {
    d.Fail(Problem::kForbidden, 0);
    return true;
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.tags[i].kind != TagKind::kForbidden) continue;
    d.Fail(Problem::kForbidden, i);
    return true;
  }
  // "discharge patient 20017": the base form of what a value says was done, and to whom.
  if (d.tags.size() > 1 && d.Means(0, MeaningKind::kValue) && d.Chosen(0).values.size() == 1 && d.Lexical(1) && d.Chosen(1).kind != MeaningKind::kValue && d.Words(1).back() != 's') {
    const std::string& verb = d.words[0].text;
    const std::string& value = d.Chosen(0).values[0];
    if (value == verb + "ed" || value == verb + "d" || value == verb + verb.back() + "ed") {
      d.Fail(Problem::kForbidden, 0);
      return true;
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.tags[i].kind != TagKind::kUnanswerable) continue;
    if (NamesReason(d, i)) {
      d.Use(i);
      continue;
    }
    d.Fail(Problem::kUnanswerable, i);
    return true;
  }
  return false;
}

}  // namespace

Composed Compose(const std::vector<Word>& words, const std::vector<Tag>& tags, const Scope& scope, absl::Time now, const Choices& choices, bool fragment) {
  Draft d(words, tags, scope, now, choices.meanings, choices.column);
  d.fragment = fragment;
  d.composed.also = !words.empty() && (IsOneOf(words.back().text, {"too", "also", "additionally"}) || (words.size() > 2 && words[words.size() - 2].text == "as" && words.back().text == "well"));
  d.composed.narrows = std::any_of(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"only", "just", "restrict", "limit", "narrow", "filter", "keep", "those", "these", "alone"}); });
  if (FindHopeless(d)) return std::move(d.composed);
  Disambiguate(d);
  FindModifiers(d);
  SetPlacesAside(d);
  SetNamesAside(d);
  ReadShownColumns(d);
  SetAdjunctsAside(d);
  ReadQuantities(d);
  ReadSwitches(d);
  FindSilence(d);
  ReadShown(d);
  ReadColumnsOfRows(d);
  ReadLimit(d);
  ReadSaidWithout(d);
  ReadSpan(d);
  ReadGrains(d);
  ReadRateOfMoment(d);
  ReadStill(d);
  ReadWindows(d);
  ReadTimeBasis(d);
  ReadWeekdays(d);
  ReadHours(d);
  ReadNoneBefore(d);
  ReadAtLeastOnce(d);
  ReadEachAtLeastOnce(d);
  ReadComparisons(d);
  ReadColumnNumbers(d);
  ReadThingsOfRow(d);
  ReadSizes(d);
  ReadTextConditions(d);
  ReadSameColumns(d);
  ReadEmptiness(d);
  ReadMissing(d);
  ReadSomeAmount(d);
  ReadLastDeed(d);
  ReadLacking(d);
  ReadNobodyYet(d);
  ReadPresent(d);
  ReadOccurrences(d);
  ReadTerms(d);
  ReadPer(d);
  ReadConversion(d);
  ReadValues(d);
  ReadVersusValues(d);
  ReadEachOf(d);
  ReadMoney(d);
  ReadHowLong(d);
  ReadExtremes(d);
  CountSteps(d);
  ReadWho(d);
  ReadRankedHead(d);
  ReadNouns(d);
  ReadWhenItHappened(d);
  ReadNumberOfRows(d);
  ReadAggregates(d);
  ReadOtherFigure(d);
  ReadUnits(d);
  ReadCountBeside(d);
  ReadRatio(d);
  ReadTwoTimes(d);
  ReadFirstTime(d);
  ReadActive(d);
  ReadParties(d);
  ReadNever(d);
  ReadSilence(d);
  ReadUnusual(d);
  CheckTerms(d);
  Finish(d);
  FindDispensable(d);
  return std::move(d.composed);
}

}  // namespace aurora::query::language
