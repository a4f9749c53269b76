#pragma once

#include <memory>
#include <string>
#include <unordered_map>
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
  bool Knows(const Word& word) const { return having_.count(word.stem) > 0 || vocabulary_.count(word.text) > 0; }
  // One for each of the tables: whether it has a phrase that begins with the word.
  std::vector<bool> WhoKnows(const Word& word) const;
  // The tables of a scope, by index, the main one first.
  const std::vector<size_t>& TablesOf(size_t scope) const { return tables_of_[scope]; }

 private:
  std::vector<std::shared_ptr<const TableFacts>> tables_;
  std::vector<std::shared_ptr<const Scope>> scopes_;
  std::vector<std::vector<size_t>> tables_of_;
  // The tables with a phrase that begins with the stem, by index.
  std::unordered_map<std::string, std::vector<size_t>> having_;
  std::unordered_set<std::string> vocabulary_;
};

}  // namespace aurora::query::language
