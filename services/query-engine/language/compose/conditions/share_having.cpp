#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

bool IsPercent(const std::string& unit) { return IsOneOf(unit, {"percent", "%", "pct"}); }

// Words between the rows and what became of them: "of bookings were cancelled".
bool MayStandBetween(const std::string& word) {
  return IsOneOf(word, {"of", "the", "all", "its", "their", "our", "were", "was", "are", "is", "got", "get", "have", "has", "had", "been", "that", "which", "who", "ended", "end", "ends", "up", "as", "went"});
}

// The value that a share before `compare` is of: "a cancellation rate above", "a share of cancelled bookings above".
size_t ValueOfRate(const Draft& d, size_t compare, size_t* rate) {
  *rate = d.tags.size();
  size_t value = d.tags.size();
  for (size_t i = compare; i-- > 0 && !d.BreakBetween(i, i + 1);) {
    if (d.Is(i, TagKind::kRatio)) {
      *rate = i;
      const bool of = d.words[d.tags[i].last].text == "of";
      if (!of && value < d.tags.size()) return d.tags.size();
      if (!of) value = d.Previous(i);
      break;
    }
    if (d.Means(i, MeaningKind::kValue) && value == d.tags.size()) {
      value = i;
    } else if (!d.Is(i, TagKind::kFiller) && !d.Means(i, MeaningKind::kTable) && !d.Is(i, TagKind::kRows)) {
      return d.tags.size();
    }
  }
  return *rate < d.tags.size() && value < d.tags.size() && d.Means(value, MeaningKind::kValue) && !d.used[value] ? value : d.tags.size();
}

// The value that a share behind `number` is of: "more than 12 % of bookings were cancelled", "more than 5 % bounced shipments".
size_t ValueOfShare(const Draft& d, size_t number) {
  size_t value = d.tags.size();
  bool rows = false;
  for (size_t i = number + 1; i < d.tags.size() && !d.BreakBetween(i - 1, i); ++i) {
    if (d.Means(i, MeaningKind::kValue) && value == d.tags.size()) {
      value = i;
    } else if (d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows)) {
      rows = true;
    } else if (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kHaving) || d.Is(i, TagKind::kUnit) || d.Is(i, TagKind::kRatio)) {
      for (size_t w = d.tags[i].first; w <= d.tags[i].last && d.Is(i, TagKind::kFiller); ++w) {
        if (!MayStandBetween(d.words[w].text)) return d.tags.size();
      }
    } else {
      break;
    }
    if (rows && value < d.tags.size()) break;
  }
  return rows && value < d.tags.size() && !d.used[value] ? value : d.tags.size();
}

}  // namespace

// "channels with a cancellation rate above 12 %", "cities where more than 5 % of shipments bounced": those whose share is.
bool ReadShareHaving(Draft& d, size_t compare, Comparison comparison, std::vector<double> shares, size_t last, const std::string& unit) {
  if (d.form.shape != Shape::kMeasures) return false;
  // "3 percent of", in words
  const bool word = d.Is(last + 1, TagKind::kRatio) && !d.BreakBetween(last, last + 1) && IsOneOf(d.Text(last + 1), {"percent", "per", "percentage"});
  const bool percent = word || IsPercent(unit);
  size_t rate = d.tags.size();
  size_t value = ValueOfRate(d, compare, &rate);
  const bool before = value < d.tags.size();
  if (!before && !percent) return false;
  if (!before) value = ValueOfShare(d, last);
  if (value == d.tags.size()) return false;
  const size_t begin = before ? std::min(rate, value) : compare;
  Meaning meaning = d.Chosen(value);
  if (meaning.source != 0) return false;
  if (!GroupByWhose(d, begin, value)) return false;
  NarrowValues(d, value, meaning);
  Condition condition;
  condition.operand = {d.Ref(meaning), {}, 1};
  condition.values = meaning.values;
  condition.comparison = meaning.comparison;
  condition.words = d.Words(value);
  Having having;
  having.measure.kind = MeasureKind::kRatio;
  having.measure.parts.resize(2);
  having.measure.parts[0].only.push_back(condition);
  having.measure.name = "share";
  having.comparison = comparison;
  // 12 is a share of 12 in 100, 0.12 is one already.
  for (double share : shares) having.values.push_back(Number(percent || share > 1 ? share / 100 : share));
  d.form.having.push_back(having);
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (d.form.shape == Shape::kGroups) d.form.measures.push_back(having.measure);
  const size_t end = before ? compare : d.tags.size();
  if (word) d.used[last + 1] = true;
  bool rows = false;
  for (size_t i = begin; i < end; ++i) {
    if (i == value || i == rate || (before && d.Is(i, TagKind::kRatio))) d.used[i] = true;
    if (!before && i > last && d.Is(i, TagKind::kHaving) && i < value) d.used[i] = true;
    if (!rows && (d.Means(i, MeaningKind::kTable) || d.Is(i, TagKind::kRows)) && (before || i > last)) {
      d.composed.said_table = d.composed.said_table || d.Means(i, MeaningKind::kTable);
      d.used[i] = rows = true;
    }
  }
  for (size_t i = 0; i < begin; ++i) {
    if (d.Is(i, TagKind::kHaving)) d.Use(i);
  }
  d.composed.said_measure = true;
  d.explicit_group = true;
  d.ratio_done = true;
  d.NoteThat("share_of", condition.words, "counted, over all rows of the same group, time and filter");
  return true;
}

}  // namespace aurora::query::language
