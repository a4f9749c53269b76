#include <algorithm>
#include <map>
#include <set>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/schema/table_facts.h"

// What a table's comment calls its rows: "one row per subscriber" of customers, "a row is one opening of a hold door" of door_events.

namespace aurora::query::language {
namespace {

// Longer ones are sentences.
constexpr size_t kNameWordsMax = 3;
constexpr double kRowsNamed = 0.9;
// The last word of several.
constexpr double kHead = 0.8;
// Said in comments of columns.
constexpr double kSpokenOf = 0.5;

bool IsArticleOrEach(const std::string& word) { return IsOneOf(word, {"a", "an", "the", "one", "each", "every", "single"}); }

// Ends the name of a thing.
bool EndsName(const std::string& word) {
  return IsOneOf(word, {"of",   "in",  "at",    "on",   "by",  "for",   "from",  "to",    "with",  "without", "that",  "which",  "who",     "where", "when", "as",   "is",     "are",   "was",   "were",
                        "has",  "had", "and",   "or",   "per", "a",     "an",    "the",   "each",  "every",   "until", "while",  "during",  "made",  "sent", "taken", "received", "than", "it",  "its",
                        "their", "our", "we", "they", "you", "whose", "after", "before", "since", "between", "into", "about", "whether", "if", "not", "seen", "placed", "reported"});
}

// "gas" and "bus" are one.
bool NamesMany(const std::string& word) { return word.size() > 4 && Plural(word); }

// The name that begins at `at`, behind its articles; empty where none does. `at` is then behind it.
std::vector<std::string> NameAt(const std::vector<Word>& words, size_t& at) {
  std::vector<std::string> name;
  while (at < words.size() && IsArticleOrEach(words[at].text)) ++at;
  for (; at < words.size() && !EndsName(words[at].text) && !words[at].number.has_value(); ++at) {
    name.push_back(words[at].text);
    if (words[at].break_after) {
      ++at;
      break;
    }
  }
  return name.size() > kNameWordsMax ? std::vector<std::string>() : name;
}

}  // namespace

bool TableFacts::IsColumnWord(const std::string& stem) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& facts) { return std::find(facts.stems.begin(), facts.stems.end(), stem) != facts.stems.end(); });
}

// "one test on one request" of what tells the rows apart; "one run through one lesson" of another id.
void TableFacts::AddNamesOfIds() {
  for (size_t column = 0; column < size(); ++column) {
    if (!columns_[column].id || table_.columns[column].Hidden()) continue;
    const std::vector<Word> words = Normalise(table_.columns[column].comment);
    if (words.size() < 2 || !IsOneOf(words[0].text, {"one", "each", "every", "single"}) || words[1].text == "row") continue;
    size_t at = 1;
    const std::vector<std::string> name = NameAt(words, at);
    if (name.empty() || name.back().size() < 3) continue;
    if (IsColumnWord(Stem(name.back()))) continue;
    const bool rows = columns_[column].row_id;
    Add(name, {rows ? MeaningKind::kTable : MeaningKind::kEntity, 0, rows ? 0 : column, {}, rows ? kRowsNamed : kHead});
  }
}

// "in-app purchases", "electronic prescriptions (scripts)": the comment, up to its first break, is their name.
void TableFacts::AddNameOfComment(const std::vector<Word>& all) {
  const auto end = std::find_if(all.begin(), all.end(), [](const Word& word) { return word.break_after; });
  const std::vector<Word> words(all.begin(), end == all.end() ? end : end + 1);
  if (words.empty() || words.size() > kNameWordsMax || !NamesMany(words.back().text)) return;
  if (std::any_of(words.begin() + 1, words.end(), [](const Word& word) { return word.number.has_value() || EndsName(word.text); })) return;
  std::vector<std::string> name;
  for (const Word& word : words) name.push_back(word.text);
  Add(name, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
  // A word that a column is called by says more than the rows.
  if (name.size() > 1 && !IsColumnWord(words.back().stem)) Add({name.back()}, {MeaningKind::kTable, 0, 0, {}, kHead});
}

// "alarms pushed by smart meters": what is done with them, or whose they are, follows.
void TableFacts::AddNameBeforeMore(const std::vector<Word>& words) {
  std::vector<std::string> name;
  for (const Word& word : words) {
    if (EndsName(word.text) || word.number.has_value() || (!name.empty() && Participle(word.text))) break;
    name.push_back(word.text);
    if (word.break_after) return;
  }
  if (name.empty() || name.size() > 2 || name.size() == words.size() || !NamesMany(name.back())) return;
  if (IsOneOf(name.back(), {"rows", "records", "entries", "events", "lines", "columns"})) return;
  Add(name, {MeaningKind::kTable, 0, 0, {}, kHead});
}

// "one document into one language": one of them is a row.
void TableFacts::AddNameOfOne(const std::vector<Word>& words) {
  if (words.size() < 3 || !IsOneOf(words[0].text, {"one", "each", "every", "single"}) || IsOneOf(words[1].text, {"row", "line", "record", "entry", "of"})) return;
  size_t at = 1;
  const std::vector<std::string> name = NameAt(words, at);
  if (name.empty() || name.size() > 2 || name.back().size() < 3 || at >= words.size() || IsColumnWord(Stem(name.back()))) return;
  Add(name, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
  if (name.size() > 1) Add({name.back()}, {MeaningKind::kTable, 0, 0, {}, kHead});
}

// "hosts" of a table of assets that has a hostname, and no other word for them.
void TableFacts::AddNameOfLabel() {
  for (size_t i = 0; i < size(); ++i) {
    const std::vector<std::string>& said = columns_[i].words;
    if (said.size() != 1 || said[0].size() < 7 || said[0].compare(said[0].size() - 4, 4, "name") != 0 || table_.columns[i].Hidden()) continue;
    const std::string thing = said[0].substr(0, said[0].size() - 4);
    if (IsOneOf(thing, {"sur", "user", "nick", "fore", "first", "last", "full", "path", "code"}) || IsColumnWord(Stem(thing))) continue;
    Add({thing}, {MeaningKind::kTable, 0, 0, {}, kHead});
  }
}

// "nobody took the chat", "while the chat goes on" of convos: what the comments of several columns speak of, and no column is called, is the row.
void TableFacts::AddNameOfComments() {
  std::map<std::string, std::set<size_t>> columns;
  for (size_t column = 0; column < size(); ++column) {
    if (table_.columns[column].Hidden()) continue;
    const std::vector<Word> words = Normalise(table_.columns[column].comment);
    for (size_t i = 1; i < words.size(); ++i) {
      const bool ends = words[i].break_after || i + 1 == words.size() || EndsName(words[i + 1].text) || IsOneOf(words[i + 1].text, {"goes", "went", "came", "left", "did", "does", "ends", "ended", "starts", "started", "shows"});
      if (words[i - 1].break_after || !ends || words[i].text.size() < 4 || Participle(words[i].text)) continue;
      // "the load", "delivered loads"
      const bool many = NamesMany(words[i].text) && words[i].text.back() == 's' && Participle(words[i - 1].text);
      if (many || (words[i - 1].text == "the" && !Plural(words[i].text))) columns[many ? words[i].text.substr(0, words[i].text.size() - 1) : words[i].text].insert(column);
    }
  }
  std::erase_if(columns, [&](const auto& one) {
    const std::string stem = Stem(one.first);
    const bool named = IsColumnWord(stem) || std::find(name_stems_.begin(), name_stems_.end(), stem) != name_stems_.end() ||
                       std::any_of(Entries(stem).begin(), Entries(stem).end(), [](const Entry& entry) { return entry.stems.size() == 1 && entry.meaning.weight >= kSpokenOf; });
    // "the sender", "the scanner": who did it.
    const std::string end = one.first.substr(one.first.size() - 2);
    const bool agent = (end == "er" || end == "or") && !IsOneOf(one.first, {"order", "offer", "letter", "transfer", "tender", "paper", "container", "trailer"});
    const knowledge::Dimension dimension = knowledge::DimensionOfWord(one.first);
    const bool measured = dimension != knowledge::Dimension::kNone && std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& facts) { return facts.dimension == dimension; });
    return one.second.size() < 2 || named || agent || knowledge::IsPerson(one.first) || TooGeneral(one.first) || one.first == "money" || measured || ReadUnit(one.first).has_value();
  });
  const auto most = std::max_element(columns.begin(), columns.end(), [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  if (most == columns.end() || std::count_if(columns.begin(), columns.end(), [&](const auto& one) { return one.second.size() == most->second.size(); }) > 1) return;
  Add({most->first}, {MeaningKind::kTable, 0, 0, {}, kSpokenOf});
}

void TableFacts::AddRowNames() {
  AddNamesOfIds();
  AddNameOfLabel();
  const std::vector<Word> words = Normalise(table_.comment);
  AddNameOfComment(words);
  AddNameBeforeMore(words);
  AddNameOfOne(words);
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    if (!IsOneOf(words[i].text, {"row", "rows", "line", "record", "entry"}) || words[i].break_after) continue;
    const bool says = IsOneOf(words[i + 1].text, {"per", "for", "is", "a", "an", "each", "every", "are"});
    const bool one = i == 0 || IsArticleOrEach(words[i - 1].text);
    if (!says || !one) continue;
    size_t at = i + 2;
    if (!IsOneOf(words[i + 1].text, {"per", "for", "is", "are"})) at = i + 1;
    const std::vector<std::string> name = NameAt(words, at);
    if (name.empty()) continue;
    Add(name, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
    if (name.size() > 1 && !IsColumnWord(Stem(name.back()))) Add({name.back()}, {MeaningKind::kTable, 0, 0, {}, kHead});
    // "opening of a hold door": "door openings"
    if (at + 1 >= words.size() || words[at].text != "of" || words[at - 1].break_after) continue;
    ++at;
    const std::vector<std::string> whole = NameAt(words, at);
    if (whole.empty()) continue;
    std::vector<std::string> together = whole;
    together.insert(together.end(), name.begin(), name.end());
    Add(together, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
    if (whole.size() > 1) Add({whole.back(), name.back()}, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
  }
}

}  // namespace aurora::query::language
