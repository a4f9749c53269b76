#include "services/query-engine/model/data_question.h"

#include <algorithm>
#include <set>
#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::model {
namespace {

using language::IsOneOf;
using language::MeaningKind;
using language::TableFacts;
using language::Word;

constexpr double kConfidence = 0.9;
// Rows of an answer: each is four parameters of the statement.
constexpr size_t kRowsMax = 100;
constexpr size_t kExamplesMax = 4;
// Names and comments, not parts of names that happen to sound alike.
constexpr double kNamedMin = 0.55;

enum class Asked { kTables, kColumns, kMeaning };

// Says nothing about which table or column is meant.
bool Small(const std::string& word) {
  return IsOneOf(word, {"what",  "which", "are",   "is",   "there", "do",     "does",  "did",  "we",   "you",  "i",     "can",    "the",     "a",         "an",    "of",    "in",     "on",
                        "for",   "from",  "about", "our",  "my",    "your",   "all",   "any",  "have", "has",  "it",    "its",    "please",  "me",        "us",    "to",    "and",    "kind",
                        "sort",  "kinds", "show",  "list", "tell",  "give",   "know",  "exist", "here", "that", "these", "those", "hold",    "contain",   "exactly", "available", "see", "with", "at",
                        "this",  "many",  "be",    "stored", "kept", "recorded", "tracked", "collected", "column", "field", "table", "tables", "value", "name", "word", "term", "stand", "for"});
}

bool StoresVerb(const std::string& word) { return IsOneOf(word, {"store", "stores", "keep", "record", "track", "collect", "log", "capture", "know", "stored", "kept", "recorded", "tracked", "collected", "logged", "captured"}); }

// How the question asks about the data; its words for that are taken out of `topic`.
std::optional<Asked> Cue(const std::vector<Word>& words, std::vector<size_t>& topic) {
  const auto text = [&](size_t i) -> std::string { return i < words.size() ? words[i].text : ""; };
  const auto has = [&](std::initializer_list<std::string_view> wanted) { return std::any_of(words.begin(), words.end(), [&](const Word& word) { return IsOneOf(word.text, wanted); }); };
  std::optional<Asked> asked;
  std::set<size_t> cue;
  const bool asks = IsOneOf(text(0), {"what", "which", "list", "show", "describe", "explain", "tell", "give"});
  if (!asks || std::any_of(words.begin(), words.end(), [](const Word& word) { return word.number.has_value(); })) return std::nullopt;
  for (size_t i = 0; i < words.size(); ++i) {
    // "what do we store about X", "what is recorded for X"
    if (StoresVerb(text(i)) && text(0) == "what" && IsOneOf(text(i + 1), {"about", "on", "for", "of", "in"}) && i <= 6) {
      asked = Asked::kColumns;
      cue.insert(i);
    }
    // "what data do we have about X", "which columns does X have"
    if (IsOneOf(text(i), {"columns", "fields", "attributes", "schema", "structure"}) && i <= 5) {
      asked = Asked::kColumns;
      cue.insert(i);
    }
    if (IsOneOf(text(i), {"data", "information", "info", "details"}) && i <= 3 && (has({"about", "on", "for"}) || has({"have"}))) {
      asked = has({"about", "on", "for"}) ? Asked::kColumns : Asked::kTables;
      cue.insert(i);
    }
    if (IsOneOf(text(i), {"tables", "datasets", "topics", "streams"}) && i <= 3 && !asked.has_value() && IsOneOf(text(0), {"what", "which", "list", "show"})) {
      asked = Asked::kTables;
      cue.insert(i);
    }
    // "what does X mean", "meaning of X"
    if (IsOneOf(text(i), {"mean", "means", "meaning"}) && text(0) == "what" && !IsOneOf(text(i + 1), {"by", "of"})) {
      if (i + 1 != words.size()) return std::nullopt;
      asked = Asked::kMeaning;
      cue.insert(i);
    }
  }
  if (!asked.has_value() && text(0) == "describe") asked = Asked::kColumns;
  // "what is in the payments table"
  if (!asked.has_value() && text(0) == "what" && IsOneOf(text(1), {"is", "s", "does"}) && words.size() <= 7 && has({"in", "contain", "hold"}) && IsOneOf(words.back().text, {"table", "topic", "stream"})) asked = Asked::kColumns;
  if (!asked.has_value()) return std::nullopt;
  if (text(0) == "describe") cue.insert(0);
  for (size_t i = 0; i < words.size(); ++i) {
    if (cue.count(i) == 0 && !Small(text(i))) topic.push_back(i);
  }
  return asked;
}

// What the words topic[first..] are called here, the longest phrase.
struct Named {
  size_t words = 0;
  const TableFacts* facts = nullptr;
  bool table = false;
  std::set<size_t> columns;
};

Named NamedBy(const std::vector<Word>& words, const std::vector<size_t>& topic, size_t first, const TableFacts& facts) {
  Named named;
  const std::vector<TableFacts::Entry>& entries = facts.Entries(words[topic[first]].stem);
  for (const TableFacts::Entry& entry : entries) {
    const std::vector<std::string>& stems = entry.stems;
    if (stems.size() < named.words || first + stems.size() > topic.size() || entry.meaning.weight < kNamedMin) continue;
    bool same = entry.exact.empty();
    for (size_t i = 0; i < stems.size() && same; ++i) same = words[topic[first + i]].stem == stems[i] && topic[first + i] == topic[first] + i;
    if (!same) continue;
    if (stems.size() > named.words) named = {stems.size(), &facts, false, {}};
    if (entry.meaning.kind == MeaningKind::kTable) {
      named.table = true;
    } else {
      named.columns.insert(entry.meaning.column);
    }
  }
  return named;
}

class Answer {
 public:
  void AddTable(const TableFacts& facts) {
    const catalog::TableProfile& table = facts.profile();
    Add({table.Name(), base::StrCat(table.rows), base::StrCat(Shown(facts)), table.comment});
    sources_.push_back(table.Name());
  }
  void AddColumn(const TableFacts& facts, size_t i) {
    const catalog::ColumnProfile& column = facts.profile().columns[i];
    if (column.Hidden()) return;
    std::string examples;
    for (size_t v = 0; v < std::min(column.values.size(), kExamplesMax); ++v) base::StrAppend(&examples, v == 0 ? "" : ", ", column.values[v].value);
    Add({base::StrCat(facts.profile().Name(), ".", column.name), column.type, column.comment, examples});
    sources_.push_back(base::StrCat(facts.profile().Name(), ".", column.name));
  }
  static size_t Shown(const TableFacts& facts) {
    return static_cast<size_t>(std::count_if(facts.profile().columns.begin(), facts.profile().columns.end(), [](const catalog::ColumnProfile& column) { return !column.Hidden(); }));
  }
  bool empty() const { return rows_.empty(); }

  answer::Reading Into(bool tables, std::string interpretation) && {
    answer::Reading reading;
    reading.status = answer::Status::kAnswered;
    reading.generator = "embedded";
    reading.confidence = kConfidence;
    reading.interpretation = std::move(interpretation);
    reading.chart.kind = "table";
    reading.sources = std::move(sources_);
    std::string rows;
    for (const std::vector<std::string>& row : rows_) {
      base::StrAppend(&rows, rows.empty() ? "(" : ", (");
      for (size_t i = 0; i < row.size(); ++i) {
        const std::string name = base::StrCat("c", reading.sql.parameters.size() + 1);
        base::StrAppend(&rows, i == 0 ? "" : ", ", "{", name, ":String}");
        reading.sql.parameters.push_back({name, "String", row[i]});
      }
      rows += ")";
    }
    const std::string names = tables ? "fact.1 AS table_name, toUInt64(fact.2) AS row_count, toUInt64(fact.3) AS column_count, fact.4 AS meaning"
                                     : "fact.1 AS column_name, fact.2 AS type, fact.3 AS meaning, fact.4 AS frequent_values";
    reading.sql.text = base::StrCat("SELECT ", names, "\nFROM (SELECT arrayJoin([", rows, "]) AS fact)");
    return reading;
  }

 private:
  void Add(std::vector<std::string> row) {
    if (rows_.size() < kRowsMax) rows_.push_back(std::move(row));
  }

  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> sources_;
};

}  // namespace

std::optional<answer::Reading> AnswerAboutData(const std::vector<Word>& words, const std::vector<std::shared_ptr<const TableFacts>>& tables) {
  std::vector<size_t> topic;
  const std::optional<Asked> asked = Cue(words, topic);
  if (!asked.has_value() || tables.empty()) return std::nullopt;
  Answer answer;
  if (topic.empty()) {
    if (*asked == Asked::kMeaning) return std::nullopt;
    if (tables.size() == 1 && *asked == Asked::kColumns) {
      for (size_t c = 0; c < tables[0]->size(); ++c) answer.AddColumn(*tables[0], c);
      return std::move(answer).Into(false, base::StrCat("what ", tables[0]->profile().Name(), " stores, as the catalog says"));
    }
    for (const auto& facts : tables) answer.AddTable(*facts);
    return std::move(answer).Into(true, "the tables that can be asked, as the catalog says");
  }
  // Every word of the topic must be a name here. Tables that are called so go before columns that are.
  std::vector<Named> found;
  bool table_named = false;
  for (const auto& facts : tables) {
    Named all;
    all.facts = facts.get();
    size_t at = 0;
    while (at < topic.size()) {
      const Named named = NamedBy(words, topic, at, *facts);
      if (named.words == 0) break;
      all.table = all.table || named.table;
      all.columns.insert(named.columns.begin(), named.columns.end());
      at += named.words;
    }
    if (at < topic.size()) continue;
    table_named = table_named || all.table;
    found.push_back(std::move(all));
  }
  std::string what;
  for (size_t i : topic) base::StrAppend(&what, what.empty() ? "" : " ", words[i].text);
  for (const Named& named : found) {
    if (*asked != Asked::kMeaning && table_named) {
      if (!named.table) continue;
      for (size_t c = 0; c < named.facts->size(); ++c) answer.AddColumn(*named.facts, c);
    } else {
      for (size_t c : named.columns) answer.AddColumn(*named.facts, c);
    }
  }
  if (answer.empty()) return std::nullopt;
  return std::move(answer).Into(false, base::StrCat("what is stored about \"", what, "\", as the catalog says"));
}

}  // namespace aurora::query::model
