#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Shares as conditions on groups.

namespace aurora::query::language {
namespace {

bool IsPercent(const std::string& unit) { return IsOneOf(unit, {"percent", "%", "pct"}); }

// Words between the rows and what became of them: "of bookings were cancelled".
bool MayStandBetween(const std::string& word) {
  return IsOneOf(word, {"of", "the", "all", "its", "their", "our", "were", "was", "are", "is", "got", "get", "have", "has", "had", "been", "that", "which", "who", "ended", "end", "ends", "up", "as", "went"});
}

}  // namespace

// The value that a share before `compare` is of: "a cancellation rate above", "a share of cancelled bookings above".
size_t Composer::ValueOfRate(size_t compare, size_t* rate) const {
  *rate = tags_.size();
  size_t value = tags_.size();
  for (size_t i = compare; i-- > 0 && !BreakBetween(i, i + 1);) {
    if (Is(i, TagKind::kRatio)) {
      *rate = i;
      const bool of = words_[tags_[i].last].text == "of";
      if (!of && value < tags_.size()) return tags_.size();
      if (!of) value = Previous(i);
      break;
    }
    if (Means(i, MeaningKind::kValue) && value == tags_.size()) {
      value = i;
    } else if (!Is(i, TagKind::kFiller) && !Means(i, MeaningKind::kTable) && !Is(i, TagKind::kRows)) {
      return tags_.size();
    }
  }
  return *rate < tags_.size() && value < tags_.size() && Means(value, MeaningKind::kValue) && !used_[value] ? value : tags_.size();
}

// The value that a share behind `number` is of: "more than 12 % of bookings were cancelled", "more than 5 % bounced shipments".
size_t Composer::ValueOfShare(size_t number) const {
  size_t value = tags_.size();
  bool rows = false;
  for (size_t i = number + 1; i < tags_.size() && !BreakBetween(i - 1, i); ++i) {
    if (Means(i, MeaningKind::kValue) && value == tags_.size()) {
      value = i;
    } else if (Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows)) {
      rows = true;
    } else if (Is(i, TagKind::kFiller) || Is(i, TagKind::kHaving) || Is(i, TagKind::kUnit) || Is(i, TagKind::kRatio)) {
      for (size_t w = tags_[i].first; w <= tags_[i].last && Is(i, TagKind::kFiller); ++w) {
        if (!MayStandBetween(words_[w].text)) return tags_.size();
      }
    } else {
      break;
    }
    if (rows && value < tags_.size()) break;
  }
  return rows && value < tags_.size() && !used_[value] ? value : tags_.size();
}

// "channels with a cancellation rate above 12 %", "cities where more than 5 % of shipments bounced": those whose share is.
bool Composer::ReadShareHaving(size_t compare, Comparison comparison, std::vector<double> shares, size_t last, const std::string& unit) {
  if (form_.shape != Shape::kMeasures) return false;
  // "3 percent of", in words
  const bool word = Is(last + 1, TagKind::kRatio) && !BreakBetween(last, last + 1) && IsOneOf(Text(last + 1), {"percent", "per", "percentage"});
  const bool percent = word || IsPercent(unit);
  size_t rate = tags_.size();
  size_t value = ValueOfRate(compare, &rate);
  const bool before = value < tags_.size();
  if (!before && !percent) return false;
  if (!before) value = ValueOfShare(last);
  if (value == tags_.size()) return false;
  const size_t begin = before ? std::min(rate, value) : compare;
  Meaning meaning = Chosen(value);
  if (meaning.source != 0) return false;
  if (!GroupByWhose(begin, value)) return false;
  NarrowValues(value, meaning);
  Condition condition;
  condition.operand = {Ref(meaning), {}, 1};
  condition.values = meaning.values;
  condition.comparison = meaning.comparison;
  condition.words = Words(value);
  Having having;
  having.measure.kind = MeasureKind::kRatio;
  having.measure.parts.resize(2);
  having.measure.parts[0].only.push_back(condition);
  having.measure.name = "share";
  having.comparison = comparison;
  // 12 is a share of 12 in 100, 0.12 is one already.
  for (double share : shares) having.values.push_back(Number(percent || share > 1 ? share / 100 : share));
  form_.having.push_back(having);
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  if (form_.shape == Shape::kGroups) form_.measures.push_back(having.measure);
  const size_t end = before ? compare : tags_.size();
  if (word) used_[last + 1] = true;
  bool rows = false;
  for (size_t i = begin; i < end; ++i) {
    if (i == value || i == rate || (before && Is(i, TagKind::kRatio))) used_[i] = true;
    if (!before && i > last && Is(i, TagKind::kHaving) && i < value) used_[i] = true;
    if (!rows && (Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows)) && (before || i > last)) {
      composed_.said_table = composed_.said_table || Means(i, MeaningKind::kTable);
      used_[i] = rows = true;
    }
  }
  for (size_t i = 0; i < begin; ++i) {
    if (Is(i, TagKind::kHaving)) Use(i);
  }
  composed_.said_measure = true;
  explicit_group_ = true;
  ratio_done_ = true;
  NoteThat("share_of", condition.words, "counted, over all rows of the same group, time and filter");
  return true;
}

}  // namespace aurora::query::language
