#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::language {

// The words of all tables of one snapshot of the catalog, and which tables lead to which. Immutable after construction.
class Lexicon {
 public:
  // `before`: of an earlier snapshot, whose tables are taken over where nothing about them changed; may be nullptr.
  explicit Lexicon(const std::vector<catalog::TableProfile>& tables, const Lexicon* before = nullptr);

  const std::vector<std::shared_ptr<const TableFacts>>& tables() const { return tables_; }
  // One for each of the tables, in their order, with those that it joins.
  const std::vector<std::shared_ptr<const Scope>>& scopes() const { return scopes_; }
  // Whether any table has the word, or one of the same stem.
  bool Knows(const Word& word) const { return stems_.count(word.stem) > 0 || vocabulary_.count(word.text) > 0; }

 private:
  std::vector<std::shared_ptr<const TableFacts>> tables_;
  std::vector<std::shared_ptr<const Scope>> scopes_;
  std::unordered_set<std::string> stems_;
  std::unordered_set<std::string> vocabulary_;
};

}  // namespace aurora::query::language
