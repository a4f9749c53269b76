#include "services/query-engine/knowledge/synonym_group.h"

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {

SynonymIndex::SynonymIndex(const std::vector<SynonymGroup>& groups) {
  for (const SynonymGroup& group : groups) by_stem_[language::Stem(group[0])].push_back(&group);
}

std::vector<std::string_view> SynonymIndex::OthersOf(std::string_view word) const {
  std::vector<std::string_view> others;
  const auto found = by_stem_.find(language::Stem(word));
  if (found == by_stem_.end()) return others;
  for (const SynonymGroup* group : found->second) others.insert(others.end(), group->begin() + 1, group->end());
  return others;
}

}  // namespace aurora::query::knowledge
