#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// What a phrase can mean in one table.
enum class MeaningKind {
  kTable,   // the rows
  kColumn,  // a column
  kEntity,  // what an id column identifies: "users" for user_id
  kValue,   // values of a column
  kMoment,  // a time column by its verb: "requested" for requested_at
};

struct Meaning {
  MeaningKind kind = MeaningKind::kTable;
  // Of the scope; 0 is the main table.
  size_t source = 0;
  // Index into the table's columns; not for kTable.
  size_t column = 0;
  // kValue: any of them.
  std::vector<std::string> values;
  // kValue: other than kIs, of a threshold: "70 or more is a pass".
  Comparison comparison = Comparison::kIs;
  // How sure: 1 its own name, less for part of a name or a synonym.
  double weight = 1;

  Meaning() = default;
  Meaning(MeaningKind meaning, size_t of, size_t at, std::vector<std::string> any, double sure) : kind(meaning), source(of), column(at), values(std::move(any)), weight(sure) {}

  bool Same(const Meaning& other) const {
    return kind == other.kind && source == other.source && column == other.column && values == other.values && comparison == other.comparison;
  }
};

struct ColumnFacts {
  // Of the name, without its unit, "id" and "at".
  std::vector<std::string> words;
  std::vector<std::string> stems;
  // "ms", "kg", ...; "" when neither name nor comment says one.
  std::string unit;
  // How many of the column's ones are one of the unit: 10 of "tenths of a degree".
  double parts = 1;
  knowledge::Dimension dimension = knowledge::Dimension::kNone;
  bool id = false;
  // Identifies the row.
  bool row_id = false;
  // Asked about by group, not by sum.
  bool category = false;
  bool measure = false;
  // Of each unit of something (price_per_kg, unit_price): its sum means nothing.
  bool rate = false;
  // Money that goes out: cost_eur, "what the label cost us".
  bool spent = false;
  bool flag = false;
  // Says how the row ended; whether its money was kept.
  bool status = false;
  // Says what kind of event the row is.
  bool event = false;
  bool time = false;
  // Has HTTP status codes: 404.
  bool http_status = false;
};

// A name's words, written out: "model_yr" -> model, year.
std::vector<std::string> SpokenName(const std::string& name);

// The words of one table: its name, its columns, what its ids identify, and its sampled values, by stems; and what its
// columns are for. Immutable after construction.
class TableFacts {
 public:
  explicit TableFacts(const catalog::TableProfile& table);

  struct Entry {
    std::vector<std::string> stems;
    Meaning meaning;
    // "CA", "IN": only when written exactly so.
    std::string exact;
    // A single word as the table has it: "opened" is nearer to opened_at than "open" is.
    std::string surface;
  };
  // Those whose first stem is `stem`.
  const std::vector<Entry>& Entries(const std::string& stem) const;
  bool Knows(const std::string& stem) const { return entries_.count(stem) > 0; }

  const catalog::TableProfile& profile() const { return table_; }
  const ColumnFacts& column(size_t i) const { return columns_[i]; }
  size_t size() const { return columns_.size(); }
  // Index of the column, or size() when there is none.
  size_t Find(const std::string& name) const;
  // Stems of the table's name: "trips" -> trip.
  const std::vector<std::string>& name_stems() const { return name_stems_; }
  // The column that stands for the money taken for a row, size() when none does.
  size_t money() const { return money_; }
  // The column of the one number that each row is, called no more than that: value, amount, total; size() where none is, or several.
  size_t number() const { return number_; }
  // Where each row is a measurement: the column that says of what, "temperature" and "humidity"; size() when none does.
  size_t quantity() const { return quantity_; }
  // Which values of which column mean that the money was kept, or lost; empty when no column says.
  struct Kept {
    size_t column = 0;
    bool keeps = true;
    std::vector<std::string> values;
    // A comment says that it is only these.
    bool only = false;
  };
  const std::vector<Kept>& kept() const { return kept_; }
  // The column that ties events together (a session, a visit), size() when there is none.
  size_t flow() const { return flow_; }
  // The column that names an entity of this table for people: full_name; size() when there is none.
  size_t label() const { return label_; }
  // Whether the values of the column are what happened to the row: an event, a state, verbs.
  bool TellsWhatHappened(size_t column) const;
  // The time that only rows with `value` in `column` have come to, as its comment says: "null while open" of all that are not open any more;
  // size() when none says so.
  size_t MomentOfState(size_t column, const std::string& value) const;
  // Whether each row is an event, and the column says which; a thing in a state it is not.
  bool LogsEvents(size_t column) const;
  // Words of this table, for spelling.
  const std::vector<std::string>& vocabulary() const { return vocabulary_; }
  // The first stems of all phrases.
  std::set<std::string> FirstStems() const;

 private:
  void Add(const std::vector<std::string>& words, Meaning meaning, std::string exact = "");
  void AddPhrase(const std::vector<std::string>& words, Meaning meaning);
  void AddNouns(const std::vector<std::string>& words, MeaningKind kind, size_t column);
  void ReadColumns();
  void ReadRoles();
  void ReadNumber();
  void AddTable();
  size_t WholeOfParts(const std::vector<std::string>& table) const;
  void AddRowNames();
  void AddNameOfComments();
  void AddNamesOfIds();
  void AddNameOfLabel();
  void AddNameOfComment(const std::vector<Word>& words);
  void AddNameBeforeMore(const std::vector<Word>& words);
  void AddNameOfOne(const std::vector<Word>& words);
  // Whether a column is called by a word of this stem.
  bool IsColumnWord(const std::string& stem) const;
  void AddColumns();
  void AddPeople();
  void AddCountedPeople();
  // What the one column that says of which kind a row is, or how it ended, is called beside the rows.
  void AddOwnKind(size_t column);
  void AddOfDimension(size_t column);
  void ReadLabel();
  void AddCountedPieces(size_t column, int uses);
  void AddMoney();
  void AddComment(size_t column);
  void AddClause(size_t column);
  void AddOwnNoun(size_t column);
  void AddSubject(size_t column);
  std::string SubjectOf(size_t column) const;
  std::string NumberedBy(size_t column) const;
  void AddValues(size_t column);
  void AddFailures(size_t column);
  void AddPlaces(size_t column);
  void AddDescribedValues(size_t column);
  void AddThresholds(size_t column);
  void AddRange(size_t column, const std::vector<Word>& words, size_t at);
  void AddHttpStatus(size_t column);
  void AddMomentPhrases(size_t column);
  void AddMomentStates(size_t column);
  void AddMomentDeed(size_t column);
  void AddMomentVerb(size_t column);
  void AddMomentCondition(size_t column);
  void AddHappenedValues(size_t column);
  void AddHappenedMoments(size_t column);
  void ReadKept();

  const catalog::TableProfile table_;
  std::vector<ColumnFacts> columns_;
  std::vector<std::string> name_stems_;
  // By the first stem, in the order in which they were added.
  std::unordered_map<std::string, std::vector<Entry>> entries_;
  std::vector<std::string> vocabulary_;
  size_t money_ = 0;
  size_t number_ = 0;
  size_t quantity_ = 0;
  size_t flow_ = 0;
  size_t label_ = 0;
  std::vector<Kept> kept_;
};

// The table with what other tables of its database say of its columns: what comments of columns of the same name say of values, where its own
// say nothing, and which numbers are the key of another table.
catalog::TableProfile WithSharedComments(catalog::TableProfile table, const std::vector<catalog::TableProfile>& tables);

// The weight of a verb that only a comment uses: it goes with its column and asks for nothing itself.
inline constexpr double kCommentVerb = 0.2;

// The weight of the one verb that a time's comment has: before what a state's name is said to be, too.
inline constexpr double kMomentVerb = 0.67;

// Of the weight of a noun that only a comment has.
inline constexpr double kCommentNoun = 0.37;

// The weight of what a column's noun does ("curated" of curator): as a comment's verb, where its column is named beside it.
inline constexpr double kDoneByVerb = 0.1;

// The value of a kMoment meaning that says that it has not come: "unmarked".
inline constexpr char kNotYet[] = "not yet";

// "has" of has_sso: the verb that a flag's name begins with.
bool IsFlagVerb(const std::string& word);

// Words that alone say nothing about which column is meant.
bool TooGeneral(const std::string& word);

}  // namespace aurora::query::language
