#include <algorithm>
#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/measures/share.h"

namespace aurora::query::language {
namespace {

// The amount of each row that most of the words first..last name, but for `other`; empty where they name none, or something else beside it.
// Words that name `other` count for nothing where they may: "booked places", beside all places.
ColumnRef AmountNamed(const Draft& d, size_t first, size_t last, const ColumnRef& other, bool may_name_other = false) {
  std::vector<std::pair<ColumnRef, size_t>> named;
  size_t said = 0;
  for (size_t i = first; i <= last && i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kFiller)) continue;
    if (!d.Lexical(i)) return {};
    if (may_name_other && std::any_of(d.tags[i].meanings.begin(), d.tags[i].meanings.end(), [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kColumn && d.Ref(meaning) == other; })) continue;
    ++said;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || !d.FactsOf(meaning).measure || !Additive(d.FactsOf(meaning).dimension) || d.FactsOf(meaning).rate || d.Ref(meaning) == other) continue;
      const auto known = std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.first == d.Ref(meaning); });
      if (known == named.end()) {
        named.emplace_back(d.Ref(meaning), 1);
      } else {
        ++known->second;
      }
    }
  }
  const auto best = std::max_element(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == named.end() || best->second != said || said == 0 ? ColumnRef() : best->first;
}

}  // namespace

bool ReadShareOfAmount(Draft& d, size_t word) {
  if (d.words[d.tags[word].first].text != "as" && !(d.tags[word].first > 1 && d.words[d.tags[word].first - 2].text == "as")) return false;
  size_t first = word;
  while (first > 0 && !d.BreakBetween(first - 1, first) && (d.Lexical(first - 1) || d.Is(first - 1, TagKind::kFiller))) --first;
  size_t last = word;
  while (last + 1 < d.tags.size() && !d.BreakBetween(last, last + 1) && (d.Lexical(last + 1) || d.Is(last + 1, TagKind::kFiller))) ++last;
  if (first == word || last == word) return false;
  Measure above;
  above.kind = MeasureKind::kSum;
  above.operand.column = AmountNamed(d, first, word - 1, {});
  Measure below;
  below.kind = MeasureKind::kSum;
  if (above.operand.empty()) {
    below.operand.column = AmountNamed(d, word + 1, last, {});
    if (!below.operand.empty()) above.operand.column = AmountNamed(d, first, word - 1, below.operand.column, /*may_name_other=*/true);
    if (above.operand.empty()) return false;
  } else {
    below.operand.column = AmountNamed(d, word + 1, last, above.operand.column);
  }
  if (below.operand.empty()) return false;
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {above, below};
  measure.name = "share";
  d.form.measures = {measure};
  d.form.shape = Shape::kMeasures;
  for (size_t i = first; i <= last; ++i) d.Use(i);
  d.composed.said_measure = true;
  d.ratio_done = true;
  d.NoteThat("share_of", d.Words(first, last), base::StrCat("the sum of ", above.operand.column.name, " over that of ", below.operand.column.name));
  return true;
}

}  // namespace aurora::query::language
