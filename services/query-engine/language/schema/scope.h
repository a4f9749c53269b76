#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::language {

// A table that a question may be about, and those that it can be joined with, one row of them for each of its own: directly, or
// through one of them.
class Scope {
 public:
  // `others`: candidates for joins.
  Scope(std::shared_ptr<const TableFacts> main, const std::vector<std::shared_ptr<const TableFacts>>& others);

  // The longest phrase that begins at `at`; `length` is its number of words, 0 when there is none. Best first.
  std::vector<Meaning> Find(const std::vector<Word>& words, size_t at, size_t* length) const;
  // The single word of these tables that `word` is most likely a misspelling of; "" when none is near.
  std::string Correct(const std::string& word) const;

  size_t size() const { return sources_.size(); }
  const TableFacts& source(size_t i) const { return *sources_[i]; }
  const TableFacts& main() const { return *sources_[0]; }
  const TableJoin& join(size_t source) const { return joins_[source - 1]; }
  // Of no column, as the condition of a glossary's term has it: nothing is true.
  const ColumnFacts& Facts(const ColumnRef& ref) const;
  // `ref` names a column.
  const catalog::ColumnProfile& Profile(const ColumnRef& ref) const;
  ColumnRef Ref(size_t source, size_t column) const { return {source, sources_[source]->profile().columns[column].name}; }
  std::vector<const catalog::TableProfile*> Profiles() const;
  // Tables whose rows each belong to one of the main table's: appointments of doctors.
  struct Reverse {
    std::shared_ptr<const TableFacts> facts;
    // From a row of theirs to its one row of the main table.
    TableJoin join;
  };
  const std::vector<Reverse>& reverse() const { return reverse_; }
  // Whether a table of the same database that is not of the scope has this stem for its name.
  bool NamesAnother(const std::string& stem) const { return other_names_.count(stem) > 0; }

 private:
  void JoinThroughOthers(const std::vector<std::shared_ptr<const TableFacts>>& others);

  std::vector<std::shared_ptr<const TableFacts>> sources_;
  // For sources 1 and up.
  std::vector<TableJoin> joins_;
  std::vector<Reverse> reverse_;
  std::set<std::string> other_names_;
};

// How a row of `from` finds its one row of `to`; nullopt when it cannot.
std::optional<TableJoin> FindJoin(const TableFacts& from, const TableFacts& to);
// The same for each of `others`. Where the rows of many tables are numbered by a column of one name, that name joins none of them.
std::vector<std::optional<TableJoin>> FindJoins(const TableFacts& from, const std::vector<std::shared_ptr<const TableFacts>>& others);

}  // namespace aurora::query::language
