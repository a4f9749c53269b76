#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// What a phrase can mean in one table.
enum class MeaningKind {
  kTable,   // the rows
  kColumn,  // a column
  kEntity,  // what an id column identifies: "users" for user_id
  kValue,   // a value of a column
};

struct Meaning {
  MeaningKind kind = MeaningKind::kTable;
  // Index into the table's columns; not for kTable.
  size_t column = 0;
  std::string value;
  // How sure: 1 its own name, less for part of a name or a synonym.
  double weight = 1;
};

// The words of one table: its name, its columns, what its ids identify, and its sampled values, by stems. Immutable
// after construction.
class Lexicon {
 public:
  explicit Lexicon(const catalog::TableProfile& table);

  // The longest phrase that begins at `at`; `length` is its number of words, 0 when there is none.
  std::vector<Meaning> Find(const std::vector<Word>& words, size_t at, size_t* length) const;

  // The single word of this table that `word` is most likely a misspelling of; "" when none is near.
  std::string Correct(const std::string& word) const;

  const catalog::TableProfile& table() const { return table_; }
  // Words of a column's name without its unit and "id".
  const std::vector<std::string>& ColumnWords(size_t column) const { return column_words_[column]; }
  // "ms", "kg", ...; "" when the name says none.
  const std::string& ColumnUnit(size_t column) const { return column_units_[column]; }
  bool IsId(size_t column) const { return ids_[column]; }
  // Text or a number that is asked about by group, not by sum.
  bool IsCategory(size_t column) const;
  bool IsMeasure(size_t column) const;

 private:
  struct Entry {
    std::vector<std::string> stems;
    Meaning meaning;
    // "CA", "IN": only when written exactly so.
    std::string exact;
  };

  void Add(const std::vector<std::string>& words, Meaning meaning, std::string exact = "");
  void AddTable();
  void AddColumns();
  void AddValues(size_t column);
  void AddPlaces(size_t column);

  const catalog::TableProfile table_;
  std::vector<std::vector<std::string>> column_words_;
  std::vector<std::string> column_units_;
  std::vector<bool> ids_;
  // By first stem.
  std::multimap<std::string, Entry> entries_;
  std::vector<std::string> vocabulary_;
};

}  // namespace aurora::query::language
