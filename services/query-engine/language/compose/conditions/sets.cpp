#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Entities by the set of their rows: those with both of two things, with one and none of another.

namespace aurora::query::language {

// Whether each row of the table has its own value in the column: its code, or its name.
bool Composer::Identifies(const ColumnRef& column) const {
  const catalog::TableProfile& table = scope_.source(column.source).profile();
  const catalog::ColumnProfile& profile = scope_.Profile(column);
  return table.rows > 1 && profile.distinct > 0 && profile.distinct * 10 >= table.rows * 9 && scope_.Facts(column).category;
}

// Whether two conditions, each of one value, can never hold for one row: two codes, or the code of one and the name of another
// row of a list.
bool Composer::ExcludeEachOther(const Condition& first, const Condition& second) const {
  if (first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.operand.IsSpan() || second.operand.IsSpan()) return false;
  if (!first.any.empty() || !second.any.empty() || first.defined.has_value() || second.defined.has_value() || first.operand.column.empty() || second.operand.column.empty()) return false;
  // A row may have several elements.
  if (scope_.Profile(first.operand.column).array || scope_.Profile(second.operand.column).array) return false;
  if (first.operand == second.operand) return first.part == second.part && first.values != second.values;
  const size_t source = first.operand.column.source;
  return source > 0 && source == second.operand.column.source && Identifies(first.operand.column) && Identifies(second.operand.column);
}

// "accounts that paid by card and by wallet", "patients with both a blood test and an x-ray": each of them, not either.
bool Composer::ReadBoth() {
  const bool entities = form_.shape == Shape::kGroups || (form_.measures.size() == 1 && form_.measures[0].kind == MeasureKind::kCountDistinct && form_.groups.empty());
  if (never_.has_value() || !form_.having.empty() || !entities) return false;
  for (size_t a = 0; a + 1 < placed_.size(); ++a) {
    const Condition first = placed_[a].condition;
    const Condition second = placed_[a + 1].condition;
    bool both = false;
    bool but = false;
    for (size_t t = placed_[a].tag + 1; t < placed_[a + 1].tag; ++t) both = both || Is(t, TagKind::kAnd);
    for (size_t w = tags_[placed_[a].tag].last + 1; w < tags_[placed_[a + 1].tag].first; ++w) but = but || IsOneOf(words_[w].text, {"but", "without"});
    // "drivers who brought copper but no glass": rows of the one, and none of the other.
    Condition lacking = second;
    lacking.comparison = Comparison::kIs;
    const bool without = but && second.comparison == Comparison::kIsNot && form_.shape == Shape::kGroups && ExcludeEachOther(first, lacking);
    if (!without && (!both || !ExcludeEachOther(first, second))) continue;
    const ColumnFacts& facts = scope_.Facts(first.operand.column);
    if (!facts.category || facts.flag) continue;
    // Places and the like of a "how many" are either: "how many riders in Leeds and Hanoi".
    bool each = false;
    for (size_t w = 0; w < tags_[placed_[a].tag].first; ++w) each = each || words_[w].text == "both";
    if (form_.shape != Shape::kGroups && !facts.event && !each) continue;
    (void)EntityNoun(true);
    for (const Condition& one : {first, without ? lacking : second}) {
      Having having;
      having.measure.only = {one};
      having.comparison = without && one.values == lacking.values ? Comparison::kIs : Comparison::kGreater;
      having.values = {"0"};
      form_.having.push_back(having);
    }
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(a), placed_.begin() + static_cast<std::ptrdiff_t>(a) + 2);
    form_.measures.clear();
    if (form_.shape != Shape::kGroups) form_.shape = Shape::kCountGroups;
    return true;
  }
  return false;
}

// "members who came in April but not in May", "both last week and this week": each of them by the rows of two times.
void Composer::ReadTwoTimes() {
  if (!form_.window.has_value() || !form_.compared.has_value() || time_.empty() || fragment_ || !form_.having.empty() || never_.has_value()) return;
  std::vector<size_t> times;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kTime) || Is(i, TagKind::kShift)) times.push_back(i);
  }
  if (times.size() != 2) return;
  const size_t joint = Next(times[0]);
  const bool without = Is(joint, TagKind::kNegation) && !used_[joint] && Next(joint) == times[1];
  bool both = false;
  for (size_t w = 0; w < tags_[times[0]].first; ++w) both = both || words_[w].text == "both";
  both = both && Is(joint, TagKind::kAnd) && Next(joint) == times[1];
  const bool counted = form_.measures.size() == 1 && form_.measures[0].kind == MeasureKind::kCountDistinct && form_.groups.empty();
  const bool entities = counted || (form_.measures.empty() && (form_.shape == Shape::kGroups || form_.shape == Shape::kMeasures));
  if (!(without || both) || !entities || !EntityNoun(true).has_value()) return;
  const auto rows_in = [&](const TimeWindow& window, Comparison comparison) {
    const auto bound = [&](Comparison side, absl::Time at) {
      Condition condition;
      condition.operand.column = time_;
      condition.comparison = side;
      condition.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", at, absl::UTCTimeZone())};
      return condition;
    };
    Having having;
    having.measure.only = {bound(Comparison::kGreaterOrEqual, window.from), bound(Comparison::kLess, window.to)};
    having.comparison = comparison;
    having.values = {"0"};
    form_.having.push_back(having);
  };
  rows_in(*form_.window, Comparison::kGreater);
  rows_in(*form_.compared, without ? Comparison::kIs : Comparison::kGreater);
  used_[joint] = true;
  for (size_t i = 0; i < times[0]; ++i) {
    if (!Is(i, TagKind::kUnknown) || Text(i) != "active") continue;
    used_[i] = true;
    SaysActive(i);
  }
  NoteThat("time", Words(times[0], times[1]), base::StrCat("rows in ", form_.window->reading, without ? ", none in " : " and in ", form_.compared->reading));
  form_.window.reset();
  form_.compared.reset();
  form_.measures.clear();
  form_.shape = counted || counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
}

// What happened of a column that says what kind of event a row is.
bool Composer::IsStep(size_t tag) const {
  return Means(tag, MeaningKind::kValue) && Chosen(tag).source == 0 && (FactsOf(Chosen(tag)).event || FactsOf(Chosen(tag)).status);
}

// "opened at least one of our mails but clicked none": that there is one says no more than the verb, where another step is missing.
void Composer::ReadAtLeastOnce() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    const size_t number = Next(i);
    const size_t step = Previous(i);
    if (!Is(i, TagKind::kCompare) || used_[i] || tags_[i].comparison != Comparison::kGreaterOrEqual || number >= tags_.size()) continue;
    // "at least one of them", "at least once"
    const bool one = Is(number, TagKind::kNumber) && !used_[number] && tags_[number].number == 1;
    const size_t word = tags_[i].last + 1;
    const bool once = word < words_.size() && words_[word].text == "once";
    if (!one && !once) continue;
    if (!IsStep(step) || BreakBetween(step, i)) continue;
    bool lacks = false;
    const size_t from = once ? i + 1 : number + 1;
    for (size_t j = from; j < tags_.size(); ++j) lacks = lacks || Is(j, TagKind::kNegation) || Is(j, TagKind::kNever) || Is(j, TagKind::kNone);
    bool other = false;
    for (size_t j = from; j < tags_.size() && lacks; ++j) other = other || (IsStep(j) && Chosen(j).column == Chosen(step).column && Chosen(j).values != Chosen(step).values);
    if (!other) continue;
    used_[i] = true;
    if (once) continue;
    used_[number] = true;
    const size_t rows = Next(number);
    const bool own = Is(rows, TagKind::kRows) || Means(rows, MeaningKind::kTable) || (Means(rows, MeaningKind::kEntity) && Chosen(rows).source == 0 && (FactsOf(Chosen(rows)).row_id || !FactsOf(Chosen(rows)).category));
    if (own && !used_[rows]) Use(rows);
  }
}

// "finished none", "clicked none of them": the word behind it says that there is no such row.
bool Composer::NoneBehind(size_t tag) {
  const size_t behind = Next(tag);
  if (!Is(behind, TagKind::kNone) || BreakBetween(tag, behind) || !IsStep(tag)) return false;
  used_[behind] = true;
  return true;
}

}  // namespace aurora::query::language
