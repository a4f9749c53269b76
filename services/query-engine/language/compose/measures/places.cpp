#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"

namespace aurora::query::language {
namespace {

bool IsMeasure(const Draft& d, size_t tag) {
  return d.Means(tag, MeaningKind::kColumn) && d.tags[tag].first == d.tags[tag].last && d.FactsOf(d.Chosen(tag)).measure;
}

}  // namespace

void SetPlacesAside(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const size_t word = d.tags[i].first;
    // "count the samples with at least 3 people watching" of watched_s: what they did, where the rows are counted.
    const std::string& text = d.Text(i);
    const bool doing = IsMeasure(d, i) && !d.used[i] && word > 0 && text.size() > 5 && text.compare(text.size() - 3, 3, "ing") == 0 && IsOneOf(d.words[word - 1].text, {"people", "persons", "guests", "users", "viewers", "customers"});
    if (doing && d.Has(TagKind::kCount)) d.used[i] = true;
    if (!IsMeasure(d, i) || d.used[i] || word < 2 || d.words[word - 1].text != "the" || !IsOneOf(d.words[word - 2].text, {"at", "into", "onto", "off", "through"})) continue;
    // What is asked for is said for itself: how many of the rows, or another column.
    bool asked = false;
    for (size_t other = 0; other < i && !asked; ++other) {
      const bool rows = d.Is(other, TagKind::kCount) && (d.Means(d.Next(other), MeaningKind::kTable) || d.Means(d.Next(other), MeaningKind::kEntity));
      asked = rows || IsMeasure(d, other);
    }
    if (asked) d.used[i] = true;
  }
}

}  // namespace aurora::query::language
