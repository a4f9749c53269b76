#include "services/query-engine/knowledge/synonym_group.h"

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::knowledge {

std::vector<std::string_view> OthersOf(const std::vector<SynonymGroup>& groups, std::string_view word) {
  const std::string stem = language::Stem(word);
  std::vector<std::string_view> others;
  for (const SynonymGroup& group : groups) {
    if (group[0] != word && language::Stem(group[0]) != stem) continue;
    others.insert(others.end(), group.begin() + 1, group.end());
  }
  return others;
}

}  // namespace aurora::query::knowledge
