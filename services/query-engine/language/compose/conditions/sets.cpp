#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// Where somebody is from, which does not change from row to row.
bool IsPlace(const Draft& d, const Condition& condition) {
  return condition.operand.column.source != 0 || std::any_of(condition.values.begin(), condition.values.end(), [](const std::string& value) { return !knowledge::CountryName(value).empty() || !knowledge::StateName(value).empty(); }) ||
         std::any_of(d.scope.Facts(condition.operand.column).words.begin(), d.scope.Facts(condition.operand.column).words.end(), [](const std::string& word) { return IsOneOf(word, {"country", "ctry", "cc", "nation", "nationality", "home"}); });
}

// What happened of a column that says what kind of event a row is.
bool IsStep(const Draft& d, size_t tag) {
  return d.Means(tag, MeaningKind::kValue) && d.Chosen(tag).source == 0 && (d.FactsOf(d.Chosen(tag)).event || d.FactsOf(d.Chosen(tag)).status);
}

}  // namespace

// Whether each row of the table has its own value in the column: its code, or its name.
bool Identifies(const Draft& d, const ColumnRef& column) {
  const catalog::TableProfile& table = d.scope.source(column.source).profile();
  const catalog::ColumnProfile& profile = d.scope.Profile(column);
  return table.rows > 1 && profile.distinct > 0 && profile.distinct * 10 >= table.rows * 9 && d.scope.Facts(column).category;
}

// Whether two conditions, each of one value, can never hold for one row: two codes, or the code of one and the name of another
// row of a list.
bool ExcludeEachOther(const Draft& d, const Condition& first, const Condition& second) {
  if (first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.operand.IsSpan() || second.operand.IsSpan()) return false;
  if (!first.any.empty() || !second.any.empty() || first.defined.has_value() || second.defined.has_value() || first.operand.column.empty() || second.operand.column.empty()) return false;
  // A row may have several elements.
  if (d.scope.Profile(first.operand.column).array || d.scope.Profile(second.operand.column).array) return false;
  if (first.operand == second.operand) return first.part == second.part && first.values != second.values;
  const size_t source = first.operand.column.source;
  return source > 0 && source == second.operand.column.source && Identifies(d, first.operand.column) && Identifies(d, second.operand.column);
}

// "accounts that paid by card and by wallet", "patients with both a blood test and an x-ray": each of them, not either.
bool ReadBoth(Draft& d) {
  const bool entities = d.form.shape == Shape::kGroups || d.each_once || (d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCountDistinct && d.form.groups.empty());
  if (d.never.has_value() || !d.form.having.empty() || !entities) return false;
  for (size_t a = 0; a + 1 < d.placed.size(); ++a) {
    const Condition first = d.placed[a].condition;
    const Condition second = d.placed[a + 1].condition;
    bool both = false;
    bool but = false;
    for (size_t t = d.placed[a].tag + 1; t < d.placed[a + 1].tag; ++t) both = both || d.Is(t, TagKind::kAnd);
    for (size_t w = d.tags[d.placed[a].tag].last + 1; w < d.tags[d.placed[a + 1].tag].first; ++w) but = but || IsOneOf(d.words[w].text, {"but", "without"});
    // "drivers who brought copper but no glass": rows of the one, and none of the other.
    Condition lacking = second;
    lacking.comparison = Comparison::kIs;
    const bool without = but && second.comparison == Comparison::kIsNot && d.form.shape == Shape::kGroups && ExcludeEachOther(d, first, lacking);
    if (!without && (!both || !ExcludeEachOther(d, first, second))) continue;
    const ColumnFacts& facts = d.scope.Facts(first.operand.column);
    if (!facts.category || facts.flag) continue;
    // Places and the like of a "how many" are either: "how many riders in Leeds and Hanoi".
    bool each = d.each_once;
    for (size_t w = 0; w < d.tags[d.placed[a].tag].first; ++w) each = each || d.words[w].text == "both";
    // "used boards and reports both"
    const size_t behind = d.tags[d.placed[a + 1].tag].last + 1;
    each = each || (behind < d.words.size() && !d.words[behind - 1].break_after && d.words[behind].text == "both");
    // "in Chrome as well as in Safari"; where somebody is from is one place.
    for (size_t w = d.tags[d.placed[a].tag].last + 1; w < d.tags[d.placed[a + 1].tag].first && !IsPlace(d, first); ++w) each = each || d.words[w].text == "well";
    if ((d.form.shape != Shape::kGroups || d.each_once) && !facts.event && !each) continue;
    (void)EntityNoun(d, true);
    for (const Condition& one : {first, without ? lacking : second}) {
      Having having;
      having.measure.only = {one};
      having.comparison = without && one.values == lacking.values ? Comparison::kIs : Comparison::kGreater;
      having.values = {"0"};
      d.form.having.push_back(having);
    }
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(a), d.placed.begin() + static_cast<std::ptrdiff_t>(a) + 2);
    d.form.measures.clear();
    if (d.form.shape != Shape::kGroups) d.form.shape = Shape::kCountGroups;
    return true;
  }
  return false;
}

// "members who came in April but not in May", "both last week and this week": each of them by the rows of two times.
void ReadTwoTimes(Draft& d) {
  if (!d.form.window.has_value() || !d.form.compared.has_value() || d.time.empty() || d.fragment || !d.form.having.empty() || d.never.has_value()) return;
  std::vector<size_t> times;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kTime) || d.Is(i, TagKind::kShift)) times.push_back(i);
  }
  if (times.size() != 2) return;
  const size_t joint = d.Next(times[0]);
  // "but not in May", "but none in May"
  const bool without = (d.Is(joint, TagKind::kNegation) || d.Is(joint, TagKind::kNone)) && !d.used[joint] && d.Next(joint) == times[1];
  bool both = false;
  for (size_t w = 0; w < d.tags[times[0]].first; ++w) both = both || d.words[w].text == "both";
  both = both && d.Is(joint, TagKind::kAnd) && d.Next(joint) == times[1];
  const bool counted = d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCountDistinct && d.form.groups.empty();
  const bool entities = counted || (d.form.measures.empty() && (d.form.shape == Shape::kGroups || d.form.shape == Shape::kMeasures));
  if (!(without || both) || !entities || !EntityNoun(d, true).has_value()) return;
  const auto rows_in = [&](const TimeWindow& window, Comparison comparison) {
    const auto bound = [&](Comparison side, absl::Time at) {
      Condition condition;
      condition.operand.column = d.time;
      condition.comparison = side;
      condition.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", at, absl::UTCTimeZone())};
      return condition;
    };
    Having having;
    having.measure.only = {bound(Comparison::kGreaterOrEqual, window.from), bound(Comparison::kLess, window.to)};
    having.comparison = comparison;
    having.values = {"0"};
    d.form.having.push_back(having);
  };
  rows_in(*d.form.window, Comparison::kGreater);
  rows_in(*d.form.compared, without ? Comparison::kIs : Comparison::kGreater);
  d.used[joint] = true;
  for (size_t i = 0; i < times[0]; ++i) {
    if (!d.Is(i, TagKind::kUnknown) || d.Text(i) != "active") continue;
    d.used[i] = true;
    SaysActive(d, i);
  }
  d.NoteThat("time", d.Words(times[0], times[1]), base::StrCat("rows in ", d.form.window->reading, without ? ", none in " : " and in ", d.form.compared->reading));
  d.form.window.reset();
  d.form.compared.reset();
  d.form.measures.clear();
  d.form.shape = counted || d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
}

// "opened at least one of our mails but clicked none": that there is one says no more than the verb, where another step is missing.
void ReadAtLeastOnce(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const size_t number = d.Next(i);
    const size_t step = d.Previous(i);
    if (!d.Is(i, TagKind::kCompare) || d.used[i] || d.tags[i].comparison != Comparison::kGreaterOrEqual || number >= d.tags.size()) continue;
    // "at least one of them", "at least once"
    const bool one = d.Is(number, TagKind::kNumber) && !d.used[number] && d.tags[number].number == 1;
    const size_t word = d.tags[i].last + 1;
    const bool once = word < d.words.size() && d.words[word].text == "once";
    if (!one && !once) continue;
    if (!IsStep(d, step) || d.BreakBetween(step, i)) continue;
    bool lacks = false;
    const size_t from = once ? i + 1 : number + 1;
    for (size_t j = from; j < d.tags.size(); ++j) lacks = lacks || d.Is(j, TagKind::kNegation) || d.Is(j, TagKind::kNever) || d.Is(j, TagKind::kNone);
    bool other = false;
    for (size_t j = from; j < d.tags.size() && lacks; ++j) other = other || (IsStep(d, j) && d.Chosen(j).column == d.Chosen(step).column && d.Chosen(j).values != d.Chosen(step).values);
    if (!other) continue;
    d.used[i] = true;
    if (once) continue;
    d.used[number] = true;
    const size_t rows = d.Next(number);
    const bool own = d.Is(rows, TagKind::kRows) || d.Means(rows, MeaningKind::kTable) || (d.Means(rows, MeaningKind::kEntity) && d.Chosen(rows).source == 0 && (d.FactsOf(d.Chosen(rows)).row_id || !d.FactsOf(d.Chosen(rows)).category));
    if (own && !d.used[rows]) d.Use(rows);
  }
}

// "finished none", "clicked none of them": the word behind it says that there is no such row.
bool NoneBehind(Draft& d, size_t tag) {
  const size_t behind = d.Next(tag);
  if (!d.Is(behind, TagKind::kNone) || d.BreakBetween(tag, behind) || !IsStep(d, tag)) return false;
  d.used[behind] = true;
  return true;
}

}  // namespace aurora::query::language
