#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/measures/share.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// All of them may be meant, or those that have a row in that time.
constexpr double kActiveOnes = 0.85;

// "share of users who purchased" of a log of events, where nobody is one of them: of the users.
bool OfLog(const Draft& d, const ColumnRef& column) { return column.source == 0 && d.scope.main().LogsEvents(d.scope.main().Find(column.name)); }

// Whether "to" stands between two values of one column.
bool SetsOneOverAnother(const Draft& d) {
  for (size_t to = 0; to < d.tags.size(); ++to) {
    if (!d.Is(to, TagKind::kTo) || d.Text(to) != "to") continue;
    for (const Placed& above : d.placed) {
      if (above.tag < to && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& below) { return below.tag > to && below.condition.operand == above.condition.operand; })) return true;
    }
  }
  return false;
}

// "ratio of vans to sedans", "ratio of urgent repairs to low repairs"
bool ReadRatioOfValues(Draft& d) {
  for (size_t a = 0; a + 1 < d.placed.size() && d.form.measures.empty(); ++a) {
    const size_t b = a + 1;
    const size_t behind = d.Next(d.placed[a].tag);
    const size_t join = d.Means(behind, MeaningKind::kTable) ? d.Next(behind) : behind;
    if (!d.Is(join, TagKind::kTo) || d.Next(join) != d.placed[b].tag || !(d.placed[a].condition.operand == d.placed[b].condition.operand)) continue;
    Measure above;
    above.only = {d.placed[a].condition};
    Measure below;
    below.only = {d.placed[b].condition};
    Measure measure;
    measure.kind = MeasureKind::kRatio;
    measure.parts = {above, below};
    measure.name = "ratio";
    d.form.measures.push_back(measure);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(a), d.placed.begin() + static_cast<std::ptrdiff_t>(b) + 1);
    d.composed.said_measure = true;
    d.ratio_done = true;
    return true;
  }
  return false;
}

// What is counted or summed above and below: what is measured already, or the rows.
Measure WholeOf(Draft& d, const ShareWords& said, const std::vector<size_t>& wanted) {
  if (d.form.measures.empty()) return {};
  Measure all = d.form.measures[0];
  // "share of trips": of the count; "share of distinct riders": of those.
  if (all.kind == MeasureKind::kAverage) all.kind = MeasureKind::kSum;
  if (all.kind != MeasureKind::kSum || all.operand.empty()) return all;
  // "decline rate of last week's charges" of a fee, "success rate by data centre" of amounts of data: so many of them, and no sum that nothing
  // asks for.
  const bool of_state = said.of_before && !wanted.empty() && said.before < d.tags.size() && d.placed[wanted[0]].tag == said.before && !d.placed[wanted[0]].condition.operand.IsSpan();
  // "what fraction has a tip": of the rows, where the sum of those that have one is all of it.
  const bool of_itself = !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](size_t p) {
    return d.placed[p].condition.operand == all.operand && d.placed[p].condition.comparison == Comparison::kIsNotNull;
  });
  // "percentage of bookings that lapsed" beside an amount that is only near in meaning to something else said
  const size_t whole = d.Next(said.word);
  const bool of_all_rows = said.of_follows && d.Means(whole, MeaningKind::kTable) && std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) {
    const size_t at = static_cast<size_t>(&tag - d.tags.data());
    return !tag.linked.empty() && d.Lexical(at) && OfColumn(d.Chosen(at)) && d.Ref(d.Chosen(at)) == all.operand.column;
  });
  const bool guessed = (of_state || of_all_rows) && !d.Has(TagKind::kMoney) && !d.Has(TagKind::kAggregate);
  if (!guessed && !of_itself) return all;
  d.money = false;
  d.assumed = true;
  return {};
}

// A share that no condition says: "share by plan" of all of them, "typical frame rate" as it is measured.
void ReadShareOfGroups(Draft& d, const ShareWords& said, const Measure& all, bool replaced) {
  if (d.form.groups.empty()) {
    d.failed = true;
    d.Fail(Problem::kNotUnderstood, said.word);
    return;
  }
  // "pass rate", "what share arrived in time": of those that did, and what that takes is not known.
  bool happened = false;
  for (size_t i = said.word; i < d.tags.size(); ++i) happened = happened || (d.Means(i, MeaningKind::kMoment) && Participle(d.words[d.tags[i].last].text));
  const bool level = replaced && d.guessed_average.has_value() && d.form.measures[0].kind == MeasureKind::kAverage && (!said.of_follows || d.scope.Facts(d.form.measures[0].operand.column).dimension != knowledge::Dimension::kDuration);
  if (level || (happened && !d.form.window.has_value() && !said.of_follows) || (happened && replaced)) {
    d.Fail(Problem::kNotUnderstood, said.word);
    return;
  }
  // "typical frame rate": the rate is what is measured.
  if (said.of_before && replaced) {
    // "scrap rate" of a number of pieces thrown away: of how many, is not said, and the sum of them is no rate.
    // "discount rate" of discounts likewise.
    const bool amount = d.form.measures[0].kind == MeasureKind::kSum && !d.form.measures[0].operand.empty() && (d.scope.Facts(d.form.measures[0].operand.column).dimension == knowledge::Dimension::kQuantity || d.scope.Facts(d.form.measures[0].operand.column).dimension == knowledge::Dimension::kMoney);
    if (amount && said.before < d.tags.size() && d.Means(said.before, MeaningKind::kColumn) && !d.BreakBetween(said.before, said.word)) d.Fail(Problem::kNotUnderstood, said.word);
    return;
  }
  Measure measure;
  measure.kind = MeasureKind::kShareOfAll;
  measure.parts = {all};
  measure.name = "share";
  if (replaced) {
    d.form.measures.insert(d.form.measures.begin(), measure);
  } else {
    d.form.measures.push_back(measure);
  }
  d.composed.said_measure = true;
}

// "share of plays that stall": two steps of one thing, counted by what ties them together. False where nothing does.
bool CountByFlow(Draft& d, const std::vector<Placed>& wanted, bool replaced, Measure& part, Measure& all) {
  for (size_t p = d.placed.size(); p-- > 0;) {
    const Condition step = d.placed[p].condition;
    const bool same = std::any_of(wanted.begin(), wanted.end(), [&](const Placed& one) { return one.condition.operand == step.operand; });
    if (!same || step.comparison != Comparison::kIs) continue;
    const TableFacts& main = d.scope.main();
    if (!d.scope.Facts(step.operand.column).event || main.flow() == main.size() || replaced) {
      d.Fail(Problem::kNotUnderstood, d.placed[p].tag);
      return false;
    }
    part.kind = all.kind = MeasureKind::kCountDistinct;
    part.operand.column = all.operand.column = d.scope.Ref(0, main.flow());
    all.only.push_back(step);
    d.NoteThat("distinct", d.placed[p].condition.words, base::StrCat("by distinct ", part.operand.column.name));
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
  }
  return true;
}

}  // namespace

// cancellation rate; share of trips that were cancelled; how much of the revenue comes from vans; in %
void ReadRatio(Draft& d) {
  if (d.ratio_done) return;
  size_t word = d.tags.size();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kRatio) && !d.used[i] && word == d.tags.size()) word = i;
  }
  if (word == d.tags.size()) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kRatio)) d.used[i] = true;
  }
  // A share of groups is not what this reads: "what share of riders took more than five trips".
  if (!d.form.having.empty()) {
    d.Fail(Problem::kNotUnderstood, word);
    return;
  }
  if (ReadShareOfAmount(d, word) || ReadRatioOfValues(d)) return;
  // "ratio of urgent finished repairs to low finished repairs": what stands over what is not told apart, and it is no share of both.
  if (d.Text(word) == "ratio" && SetsOneOverAnother(d)) d.Fail(Problem::kNotUnderstood, word);
  // Already one: "stalls per play, in percent".
  if (!d.form.measures.empty() && d.form.measures[0].kind == MeasureKind::kRatio) {
    d.ratio_done = true;
    return;
  }
  d.ratio = word;
  d.ratio_done = true;
  const ShareWords said = HowShareIsSaid(d, word);
  std::vector<size_t> wanted = ConditionsOfPart(d, said);
  const bool replaced = !d.form.measures.empty();
  Measure all = WholeOf(d, said, wanted);
  if (wanted.empty()) {
    ReadShareOfGroups(d, said, all, replaced);
    return;
  }
  // "what share of drivers brought copper": of those who brought something, and not of what they brought.
  // "of patients left without being seen" is said of each visit, as its outcome is.
  const size_t whose = d.Next(word);
  const bool of_rows = std::any_of(wanted.begin(), wanted.end(), [&](size_t p) {
    const Condition& condition = d.placed[p].condition;
    return condition.operand.IsSpan() || condition.operand.column.empty() || d.scope.Facts(condition.operand.column).status || (d.scope.Facts(condition.operand.column).event && !OfLog(d, condition.operand.column)) || d.scope.Facts(condition.operand.column).flag;
  });
  if (!replaced && !of_rows && said.of_follows && d.Means(whose, MeaningKind::kEntity) && !d.BreakBetween(word, whose) && !(d.Chosen(whose).source == 0 && d.FactsOf(d.Chosen(whose)).row_id)) {
    all.kind = MeasureKind::kCountDistinct;
    all.operand.column = d.Ref(d.Chosen(whose));
    d.composed.certainty *= kActiveOnes;
    d.NoteThat("share_among", d.Words(whose), base::StrCat("those that have a row, by ", all.operand.column.name));
    d.Use(whose);
  }
  // "share of orders that got a review" of stars: their sum is no part of anything.
  const bool level = all.kind == MeasureKind::kSum && !all.operand.empty() && !all.operand.IsSpan() && (d.scope.Facts(all.operand.column).dimension == Dimension::kRating || d.scope.Facts(all.operand.column).dimension == Dimension::kTemperature);
  if (level) {
    d.Fail(Problem::kNotUnderstood, word);
    return;
  }
  // "of returned rentals came back damaged", where both say the same state: it is of those, and is asked once.
  if (wanted.size() > 1) {
    std::erase_if(wanted, [&](size_t p) {
      return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& other) {
        const bool outside = std::find(wanted.begin(), wanted.end(), static_cast<size_t>(&other - d.placed.data())) == wanted.end();
        const Condition& same = d.placed[p].condition;
        return outside && other.condition.operand == same.operand && other.condition.comparison == same.comparison && other.condition.values == same.values;
      });
    });
  }
  Measure part = all;
  std::vector<Placed> wanted_placed;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (size_t p : wanted) wanted_placed.push_back(d.placed[p]);
  for (size_t i = wanted.size(); i-- > 0;) d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(wanted[i]));
  if (!CountByFlow(d, wanted_placed, replaced, part, all)) return;
  for (const Condition& condition : Combine(d, wanted_placed)) part.only.push_back(condition);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  if (replaced) {
    d.form.measures[0] = measure;
  } else {
    d.form.measures.push_back(measure);
  }
  if (d.form.shape == Shape::kRows || d.form.shape == Shape::kGroups) d.form.shape = Shape::kMeasures;
  d.composed.said_measure = true;
  std::string words;
  for (const Placed& placed : wanted_placed) base::StrAppend(&words, words.empty() ? "" : ", ", placed.condition.words);
  d.NoteThat("share_of", words, "counted, over all rows of the same time and filter");
}

}  // namespace aurora::query::language
