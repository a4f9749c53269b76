#include "services/query-engine/language/schema/table_facts.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/synonyms.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;
using knowledge::Dimension;

bool In(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), std::string_view(word)) != words.end();
}

// An integer with more values than this is no category.
constexpr uint64_t kCategoryDistinctMax = 60;

// A plural: so many of them.
bool CountsThings(const std::string& word) {
  if (In(word, {"children", "people", "men", "women"})) return true;
  return word.size() > 4 && word.back() == 's' && !In(word.substr(word.size() - 2), {"ss", "us", "is"});
}

bool Whole(const ColumnProfile& column) {
  return column.bare_type.rfind("Int", 0) == 0 || column.bare_type.rfind("UInt", 0) == 0;
}

}  // namespace

bool TooGeneral(const std::string& word) {
  static const auto& words = *new std::set<std::string>{
      "id",   "at",   "ts",    "name",  "type",  "code", "is",   "has",  "count", "value",  "number", "date", "time", "total", "last",
      "first", "key", "unit",  "by",    "of",    "in",   "on",   "no",   "not",   "max",    "min",    "avg",  "the",  "new",   "old",
      "up",   "off",  "out",   "to",    "from",  "with", "event", "data", "flag",  "is",     "and",    "or",   "per",  "for",   "kind",
      "level", "full", "home", "start", "end",   "day",  "hour", "week", "month", "year",   "minute", "second"};
  return words.count(word) > 0;
}

TableFacts::TableFacts(const catalog::TableProfile& table) : table_(table) {
  ReadColumns();
  ReadRoles();
  AddTable();
  AddColumns();
  for (size_t column = 0; column < table_.columns.size(); ++column) {
    if (table_.columns[column].Hidden()) continue;
    AddValues(column);
    AddPlaces(column);
  }
  ReadKept();
}

size_t TableFacts::Find(const std::string& name) const {
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (table_.columns[i].name == name) return i;
  }
  return size();
}

void TableFacts::ReadColumns() {
  for (const std::string& word : SplitName(table_.table)) name_stems_.push_back(Stem(word));
  for (const ColumnProfile& column : table_.columns) {
    ColumnFacts facts;
    facts.words = SplitName(column.name);
    facts.time = column.column_class == ColumnClass::kTime || column.column_class == ColumnClass::kDate;
    std::vector<std::string>& words = facts.words;
    if (words.size() > 1 && In(words.back(), {"id", "uuid", "key", "sk", "pk", "guid"})) {
      facts.id = true;
      words.pop_back();
    } else if (words.size() == 1 && In(words[0], {"id", "uuid", "guid"})) {
      facts.id = true;
      facts.row_id = true;
    } else if (facts.time && words.size() > 1 && In(words.back(), {"at", "ts", "on", "time", "date", "utc", "timestamp"})) {
      words.pop_back();
    } else if (words.size() > 1 && column.column_class == ColumnClass::kNumber) {
      const auto unit = knowledge::FindUnit(words.back());
      if (unit.has_value()) {
        facts.unit = words.back();
        facts.dimension = unit->dimension;
        words.pop_back();
      }
    }
    if (column.column_class == ColumnClass::kNumber && !facts.id) {
      for (auto word = words.rbegin(); word != words.rend() && facts.dimension == Dimension::kNone; ++word) {
        facts.dimension = knowledge::DimensionOfWord(*word);
      }
      if (facts.unit.empty()) {
        // "response time in milliseconds"
        const std::vector<Word> comment = Normalise(column.comment);
        for (size_t i = 0; i < comment.size(); ++i) {
          const auto unit = knowledge::FindUnit(comment[i].text);
          if (!unit.has_value() || comment[i].text.size() < 2 || (facts.dimension != Dimension::kNone && facts.dimension != unit->dimension)) continue;
          const bool said = i == 0 || comment[i - 1].text == "in" || comment.size() <= 2;
          if (!said) continue;
          facts.unit = comment[i].text;
          facts.dimension = unit->dimension;
          break;
        }
      }
    }
    for (const std::string& word : words) facts.stems.push_back(Stem(word));
    columns_.push_back(std::move(facts));
  }
}

void TableFacts::ReadRoles() {
  money_ = flow_ = label_ = size();
  int money_rank = 0;
  uint64_t flow_distinct = 0;
  for (size_t i = 0; i < size(); ++i) {
    const ColumnProfile& column = table_.columns[i];
    ColumnFacts& facts = columns_[i];
    if (column.Hidden() || column.array) continue;
    if (facts.id && !name_stems_.empty() && facts.stems == name_stems_) facts.row_id = true;
    if (facts.id && !name_stems_.empty() && facts.stems.size() == 1 && facts.stems[0] == name_stems_.back()) facts.row_id = true;
    const bool text = column.column_class == ColumnClass::kText;
    facts.flag = column.column_class == ColumnClass::kBool ||
                 (column.bare_type == "UInt8" && facts.words.size() > 1 && In(facts.words[0], {"is", "has", "was", "did", "needs", "can"}));
    const bool few = Whole(column) && column.distinct > 0 && column.distinct <= kCategoryDistinctMax &&
                     facts.dimension == Dimension::kNone && !facts.flag;
    facts.category = text || facts.flag || facts.id || few;
    // "nights", "children": few, but counted.
    const bool counted = few && !facts.words.empty() && CountsThings(facts.words.back());
    facts.measure = column.column_class == ColumnClass::kNumber && !facts.id && !facts.flag && (!few || counted);
    if (counted) facts.dimension = Dimension::kQuantity;
    if (text && !column.values.empty()) {
      size_t known = 0;
      for (const catalog::ValueCount& value : column.values) {
        known += knowledge::LosesMoney(value.value) || knowledge::KeepsMoney(value.value);
      }
      const std::string last = facts.words.empty() ? "" : facts.words.back();
      const bool event_name = In(last, {"event", "action", "step", "activity", "stage"}) || (facts.words.size() > 1 && In(facts.words[0], {"event", "action", "step"}));
      facts.status = column.values.size() <= 15 && !event_name && (In(last, {"status", "outcome", "state", "result", "standing"}) || known >= 2);
      facts.event = column.values.size() <= 40 &&
                    In(last, {"event", "action", "step", "activity", "stage", "kind", "type"}) && !facts.status &&
                    (In(facts.words[0], {"event", "action", "step", "activity", "stage"}) || facts.words.size() == 1);
    }
    if (facts.measure && facts.dimension != Dimension::kRating && facts.dimension != Dimension::kDuration) {
      const int rank = knowledge::MoneyRank(facts.words) + (facts.dimension == Dimension::kMoney && !facts.unit.empty() ? 2 : 0);
      const bool money = facts.dimension == Dimension::kMoney || knowledge::MoneyRank(facts.words) >= 5;
      if (money && knowledge::MoneyRank(facts.words) + (facts.unit.empty() ? 0 : 1) > 0 && rank > money_rank) {
        money_rank = rank;
        money_ = i;
      }
    }
    if (facts.id && !facts.row_id) {
      const bool tied = !facts.words.empty() && In(facts.words.back(), {"session", "visit", "play", "journey", "call", "order", "request", "case",
                                                                        "conversation", "booking", "shipment", "run", "trace", "flow", "application"});
      const uint64_t rank = (tied ? uint64_t{1} << 40 : 0) + column.distinct + 1;
      if (rank > flow_distinct) {
        flow_distinct = rank;
        flow_ = i;
      }
    }
    if (text && label_ == size() && !facts.words.empty() && facts.words.back() == "name" && !facts.id) label_ = i;
  }
}

void TableFacts::Add(const std::vector<std::string>& words, Meaning meaning, std::string exact) {
  if (words.empty()) return;
  std::vector<std::string> stems;
  for (const std::string& word : words) stems.push_back(Stem(word));
  if (stems.size() == 1 && exact.empty() && words[0].size() > 3) vocabulary_.push_back(words[0]);
  // "picked up" is also written "pickup", "no show" "noshow".
  if (stems.size() == 2 && exact.empty() && words[0].size() + words[1].size() < 16) {
    Meaning joined = meaning;
    joined.weight *= 0.95;
    entries_.insert({Stem(stems[0] + words[1]), Entry{{Stem(stems[0] + words[1])}, std::move(joined), "", ""}});
  }
  const std::string first = stems[0];
  entries_.insert({first, Entry{std::move(stems), std::move(meaning), std::move(exact), words.size() == 1 ? words[0] : ""}});
}

// A name, its synonyms, and each of its words that no other column uses.
void TableFacts::AddNouns(const std::vector<std::string>& words, MeaningKind kind, size_t column) {
  Add(words, {kind, 0, column, {}, 1});
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  for (std::string_view synonym : knowledge::NounSynonyms(joined)) Add(SplitName(synonym), {kind, 0, column, {}, 0.8});
}

void TableFacts::AddTable() {
  const std::vector<std::string> words = SplitName(table_.table);
  AddNouns(words, MeaningKind::kTable, 0);
  if (words.size() > 1) {
    Add({words.back()}, {MeaningKind::kTable, 0, 0, {}, 0.8});
    for (std::string_view synonym : knowledge::NounSynonyms(words.back())) Add(SplitName(synonym), {MeaningKind::kTable, 0, 0, {}, 0.6});
    if (!TooGeneral(words[0])) Add({words[0]}, {MeaningKind::kTable, 0, 0, {}, 0.5});
  }
  // "charging sessions" of charging.sessions: the database says of what they are.
  const std::vector<std::string> database = SplitName(table_.database);
  if (database.size() == 1 && database[0].size() > 4 && database[0] != "default") Add(database, {MeaningKind::kTable, 0, 0, {}, 0.5});
}

void TableFacts::AddColumns() {
  std::map<std::string, int> uses;  // by how many columns a word is used
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden()) continue;
    for (const std::string& stem : std::set<std::string>(columns_[i].stems.begin(), columns_[i].stems.end())) ++uses[stem];
  }
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden()) continue;
    const ColumnFacts& facts = columns_[i];
    const std::vector<std::string>& words = facts.words;
    if (facts.time) {
      Add(words, {MeaningKind::kMoment, 0, i, {}, 1});
      std::string joined;
      for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
      for (std::string_view synonym : knowledge::MomentSynonyms(joined)) Add(SplitName(synonym), {MeaningKind::kMoment, 0, i, {}, 0.8});
      Add({absl::AsciiStrToLower(table_.columns[i].name)}, {MeaningKind::kMoment, 0, i, {}, 1});
      if (words.size() > 1 && uses[facts.stems.back()] == 1 && !TooGeneral(words.back())) Add({words.back()}, {MeaningKind::kMoment, 0, i, {}, 0.7});
      continue;
    }
    const MeaningKind kind = facts.id ? MeaningKind::kEntity : MeaningKind::kColumn;
    if (facts.flag) {
      std::vector<std::string> name = words;
      if (name.size() > 1 && In(name[0], {"is", "has", "was", "did", "needs", "can"})) name.erase(name.begin());
      const std::string yes = table_.columns[i].column_class == ColumnClass::kBool ? "true" : "1";
      Add(name, {MeaningKind::kValue, 0, i, {yes}, 1});
      std::string joined;
      for (const std::string& word : name) joined += (joined.empty() ? "" : " ") + word;
      for (std::string_view synonym : knowledge::ValueSynonyms(joined)) Add(SplitName(synonym), {MeaningKind::kValue, 0, i, {yes}, 0.8});
      // "out of service" of in_service; "inactive", "unverified" of is_active, is_verified
      const std::string no = table_.columns[i].column_class == ColumnClass::kBool ? "false" : "0";
      if (name.size() > 1 && name[0] == "in") {
        std::vector<std::string> out = {"out", "of"};
        out.insert(out.end(), name.begin() + 1, name.end());
        Add(out, {MeaningKind::kValue, 0, i, {no}, 0.95});
      } else if (name.size() == 1) {
        for (const char* prefix : {"in", "un", "non"}) Add({prefix + name[0]}, {MeaningKind::kValue, 0, i, {no}, 0.9});
      }
      continue;
    }
    AddNouns(words, kind, i);
    Add({absl::AsciiStrToLower(table_.columns[i].name)}, {kind, 0, i, {}, 1});
    if (!facts.unit.empty() || facts.id) Add(SplitName(table_.columns[i].name), {MeaningKind::kColumn, 0, i, {}, 1});
    if (words.size() >= 2) {
      for (size_t w = 0; w < words.size(); ++w) {
        const bool head = w + 1 == words.size();
        if (uses[facts.stems[w]] == 1 && !TooGeneral(words[w])) {
          Add({words[w]}, {kind, 0, i, {}, 0.7});
          for (std::string_view synonym : knowledge::NounSynonyms(words[w])) Add(SplitName(synonym), {kind, 0, i, {}, 0.5});
        } else if (head && !TooGeneral(words[w])) {
          Add({words[w]}, {kind, 0, i, {}, 0.55});
        }
      }
    }
    // "stall length" for stall_ms, "delivery time" for delivery_minutes.
    if (facts.dimension == Dimension::kDuration) {
      for (const char* word : {"time", "length", "duration", "delay", "latency"}) {
        std::vector<std::string> named = words;
        if (!named.empty() && named.back() != word) {
          if (In(named.back(), {"time", "duration", "length", "latency", "delay"})) named.pop_back();
          named.push_back(word);
          Add(named, {kind, 0, i, {}, 0.85});
        }
      }
    }
    AddComment(i);
  }
}

// The nouns of a comment, for words that nothing else knows.
void TableFacts::AddComment(size_t column) {
  const std::string& comment = table_.columns[column].comment;
  std::set<std::string> values;
  for (const catalog::ValueCount& value : table_.columns[column].values) values.insert(absl::AsciiStrToLower(value.value));
  const std::vector<Word> words = Normalise(comment);
  static const auto& stop = *new std::set<std::string>{
      "null", "when", "only", "only", "letter", "code", "each", "with", "from", "that", "this", "does", "have", "sends", "several", "other",
      "iso",  "works", "answer", "their", "than", "into", "after", "before", "while", "until", "where", "which", "some", "none", "empty",
      "means", "mean", "zero", "one", "two", "three", "four", "five", "count", "counts", "money", "row", "rows", "table", "column", "used",
      "made",  "taken", "took", "between", "always", "never", "also", "away", "once", "often", "back", "down", "over", "under", "still", "more", "less", "most", "many", "same", "such", "they"};
  for (size_t i = 0; i < words.size(); ++i) {
    // "1 = critical"
    if (words[i].number.has_value() && table_.columns[column].column_class == ColumnClass::kNumber && i + 1 < words.size() && !words[i + 1].number.has_value()) {
      const size_t at = comment.find(words[i].original);
      const size_t sign = at == std::string::npos ? at : comment.find_first_not_of(' ', at + words[i].original.size());
      if (sign != std::string::npos && (comment[sign] == '=' || comment[sign] == ':')) {
        Add({words[i + 1].text}, {MeaningKind::kValue, 0, column, {words[i].text}, 0.9});
      }
    }
    const std::string& word = words[i].text;
    if (word.size() < 4 || words[i].number.has_value() || stop.count(word) > 0 || TooGeneral(word) || values.count(word) > 0) continue;
    if (knowledge::FindUnit(word).has_value()) continue;
    // "pieces baked", "energy delivered"
    static const auto& irregular = *new std::set<std::string>{"taken", "given", "sold", "paid", "spent", "sent", "left", "held", "thrown", "driven", "written", "done"};
    const bool verb = (word.size() > 4 && word.compare(word.size() - 2, 2, "ed") == 0) || irregular.count(word) > 0;
    Add({word}, {columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, verb ? kCommentVerb : 0.35});
    if (words[i].break_after) break;
  }
}

void TableFacts::AddValues(size_t column) {
  const std::vector<catalog::ValueCount>& values = table_.columns[column].values;
  std::map<std::string, std::vector<std::string>> partial;
  // "Elm Street" of "Elm Street 1" and "Elm Street 2".
  std::map<std::vector<std::string>, std::vector<std::string>> numbered;
  std::set<std::string> column_stems;
  for (const ColumnFacts& facts : columns_) column_stems.insert(facts.stems.begin(), facts.stems.end());
  for (const catalog::ValueCount& value : values) {
    const std::vector<std::string> words = SplitName(value.value);
    if (words.empty() || words.size() > 8) continue;
    const bool code = value.value.size() <= 3 && std::all_of(value.value.begin(), value.value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    Add(words, {MeaningKind::kValue, 0, column, {value.value}, 1}, code ? value.value : "");
    if (words.size() > 1) {
      // "8.4.0" and "H-05" may stay one word in a question.
      Add({absl::AsciiStrToLower(value.value)}, {MeaningKind::kValue, 0, column, {value.value}, 1});
    }
    // "at the Mill" of "The Mill"
    if (words.size() > 1 && In(words[0], {"the", "a", "an"})) Add({words.begin() + 1, words.end()}, {MeaningKind::kValue, 0, column, {value.value}, 0.95});
    if (words.size() > 2 && words.back().find_first_not_of("0123456789") == std::string::npos) numbered[{words.begin(), words.end() - 1}].push_back(value.value);
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    for (std::string_view synonym : knowledge::ValueSynonyms(joined)) {
      Add(SplitName(synonym), {MeaningKind::kValue, 0, column, {value.value}, 0.8});
    }
    const bool plain = std::all_of(value.value.begin(), value.value.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == ' '; });
    if (!plain || words.size() < 2 || words.size() > 4 || values.size() > 40) continue;
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      if (word.size() < 4 || TooGeneral(word)) continue;
      partial[word].push_back(value.value);
    }
  }
  for (auto& [words, matching] : numbered) Add(words, {MeaningKind::kValue, 0, column, std::move(matching), 0.85});
  // "cancelled" is any of rider_cancelled and driver_cancelled; a value that is the word alone is one of them.
  for (auto& [word, matching] : partial) {
    for (const catalog::ValueCount& value : values) {
      if (Stem(absl::AsciiStrToLower(value.value)) == Stem(word)) matching.push_back(value.value);
    }
    const bool exact = std::any_of(values.begin(), values.end(), [&](const catalog::ValueCount& value) { return Stem(absl::AsciiStrToLower(value.value)) == Stem(word); });
    std::sort(matching.begin(), matching.end());
    // Where a column is called so, the word is the column: "drivers" beside stopped_by_driver.
    const bool named = column_stems.count(Stem(word)) > 0;
    Add({word}, {MeaningKind::kValue, 0, column, matching, named ? 0.4 : (exact ? 0.5 : 0.75)});
    for (std::string_view synonym : knowledge::ValueSynonyms(word)) {
      Add(SplitName(synonym), {MeaningKind::kValue, 0, column, matching, 0.6});
    }
  }
}

// Which rows kept their money, as the comment of the status says, else as its values do.
void TableFacts::ReadKept() {
  for (size_t i = 0; i < size(); ++i) {
    if (!columns_[i].status || table_.columns[i].Hidden()) continue;
    const std::vector<catalog::ValueCount>& values = table_.columns[i].values;
    const auto mentioned = [&](const std::vector<Word>& words) {
      std::vector<std::string> found;
      for (const catalog::ValueCount& value : values) {
        const std::vector<std::string> parts = SplitName(value.value);
        for (size_t at = 0; at + parts.size() <= words.size(); ++at) {
          bool fits = true;
          bool whole = at < words.size() && words[at].text == absl::AsciiStrToLower(value.value);
          for (size_t p = 0; p < parts.size() && fits; ++p) fits = words[at + p].stem == Stem(parts[p]);
          if (!fits && !whole) continue;
          found.push_back(value.value);
          break;
        }
      }
      return found;
    };
    Kept kept;
    kept.column = i;
    std::string clause;
    for (char c : table_.columns[i].comment + ";") {
      if (c != ';' && c != '.' && c != '(' && c != ')') {
        clause += c;
        continue;
      }
      const std::vector<Word> words = Normalise(clause);
      clause.clear();
      bool money = false;
      bool no = false;
      for (const Word& word : words) {
        money = money || In(word.stem, {"earn", "money", "revenu", "paid", "pai", "count", "kept", "keep", "incom", "collect", "bill", "charg", "fare", "sal"});
        no = no || In(word.text, {"not", "no", "never", "without", "lose", "loses", "lost", "back", "nothing", "except", "excluded", "neither"});
      }
      const std::vector<std::string> found = mentioned(words);
      if (!money || found.empty() || found.size() == values.size()) continue;
      kept.keeps = !no;
      kept.values = found;
    }
    if (kept.values.empty()) {
      std::vector<std::string> keeps;
      std::vector<std::string> loses;
      for (const catalog::ValueCount& value : values) {
        if (knowledge::LosesMoney(value.value)) loses.push_back(value.value);
        if (knowledge::KeepsMoney(value.value)) keeps.push_back(value.value);
      }
      if (loses.empty()) continue;
      kept.keeps = false;
      kept.values = loses;
      if (!keeps.empty() && knowledge::IsCollection(SplitName(table_.table))) {
        kept.keeps = true;
        kept.values = keeps;
      }
    }
    kept_.push_back(std::move(kept));
  }
}

}  // namespace aurora::query::language
