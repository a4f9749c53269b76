#include <algorithm>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// Of a word of a table's name, or of its database's.
constexpr double kPartOfTable = 0.55;

bool RanksWhatFollows(const Draft& d, size_t tag) {
  return d.Is(tag, TagKind::kMost) && IsOneOf(d.words[d.tags[tag].last].text, {"most", "fewest", "least"}) && d.Lexical(d.Next(tag));
}

// The noun of a clause that ranks it: "riders" of "riders with the most deliveries", wherever they stand, and the first noun of the question
// where more stands between: "mechanic who finished the most jobs". tags.size() where there is none.
size_t HeadOf(const Draft& d, size_t most) {
  size_t first = 0;
  while (first < most && (d.Is(first, TagKind::kFiller) || d.Is(first, TagKind::kNumber))) ++first;
  for (size_t i = most; i-- > 0;) {
    const size_t behind = d.tags[i].last + 1;
    if (!d.Lexical(i) || d.words[behind - 1].break_after) continue;
    const size_t word = d.tags[most].first - (d.words[d.tags[most].first - 1].text == "the" ? 1 : 0);
    if (behind + 1 == word && IsOneOf(d.words[behind].text, {"with", "having"})) return i;
    if (i == first && d.form.groups.empty() && !d.BreakBetween(i, most) && IsOneOf(d.words[behind].text, {"who", "that", "which", "with", "whose"})) return i;
  }
  return d.tags.size();
}

}  // namespace

// "mechanic who finished the most jobs", "riders with the most deliveries": the first noun is what is ranked, whatever the second one is, as in
// "which mechanic finished the most jobs".
void ReadRankedHead(Draft& d) {
  for (size_t most = 1; most < d.tags.size(); ++most) {
    if (!RanksWhatFollows(d, most) || d.used[most]) continue;
    const size_t head = HeadOf(d, most);
    if (head == d.tags.size() || d.used[head] || d.Chosen(head).kind == MeaningKind::kValue) continue;
    // "payment that cost the most" is one of the rows.
    const bool rows = d.Chosen(head).kind == MeaningKind::kTable;
    if (rows && d.Chosen(head).weight > kPartOfTable) continue;
    const std::vector<Meaning>& meanings = d.tags[head].meanings;
    const auto group = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) { return d.MayGroup(meaning) && !d.FactsOf(meaning).measure; });
    if (group == meanings.end()) {
      // "courier who delivered the most parcels" of tables of the couriers' business that know none: the parcels are not ranked instead.
      if (rows && d.MayGroup(d.Chosen(d.Next(most)))) d.Fail(Problem::kNotUnderstood, head);
      continue;
    }
    d.AddGroup(d.Ref(*group));
    d.explicit_group = d.group_noun_seen = d.assumed = true;
    d.plural_rank = Plural(d.words[d.tags[head].last].text) && d.form.limit == 0;
    d.Use(head);
  }
}

}  // namespace aurora::query::language
