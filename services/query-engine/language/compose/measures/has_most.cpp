#include <optional>

#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"

namespace aurora::query::language {
namespace {

// The noun before "with the most"; tags.size() where there is none.
size_t NounBeforeWith(const Draft& d, size_t most) {
  size_t word = d.tags[most].first;
  if (word > 0 && d.words[word - 1].text == "the") --word;
  if (word < 2 || !IsOneOf(d.words[word - 1].text, {"with", "having"}) || d.words[word - 2].break_after) return d.tags.size();
  for (size_t i = 0; i < most; ++i) {
    if (d.tags[i].last + 2 == word && d.Lexical(i)) return i;
  }
  return d.tags.size();
}

}  // namespace

// "riders with the most deliveries", "rooms with the most nights": the riders are what is ranked, whatever the deliveries are.
void ReadWhoHasMost(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kMost) || d.used[i] || !d.Lexical(d.Next(i))) continue;
    const size_t noun = NounBeforeWith(d, i);
    if (noun == d.tags.size() || d.used[noun]) continue;
    for (const Meaning& meaning : d.tags[noun].meanings) {
      if (!d.MayGroup(meaning) || d.FactsOf(meaning).measure) continue;
      d.AddGroup(d.Ref(meaning));
      d.explicit_group = d.group_noun_seen = true;
      d.plural_rank = Plural(d.words[d.tags[noun].last].text);
      d.Use(noun);
      break;
    }
  }
}

}  // namespace aurora::query::language
