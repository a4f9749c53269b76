#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aurora::query::knowledge {

// The first word is the one that schemas use; the others are what people say.
using SynonymGroup = std::vector<std::string_view>;

// Groups by their first words: a table's names and values are all looked up. Refers to `groups`.
class SynonymIndex {
 public:
  explicit SynonymIndex(const std::vector<SynonymGroup>& groups);

  // The others of the groups whose first word is `word`, or a form of it, in the order of the groups.
  std::vector<std::string_view> OthersOf(std::string_view word) const;

 private:
  std::unordered_map<std::string, std::vector<const SynonymGroup*>> by_stem_;
};

}  // namespace aurora::query::knowledge
