#include <algorithm>

#include "services/query-engine/language/schema/table_facts.h"

// What a table's comment calls its rows: "one row per subscriber" of customers, "a row is one opening of a hold door" of door_events.

namespace aurora::query::language {
namespace {

// Longer ones are sentences.
constexpr size_t kNameWordsMax = 3;
constexpr double kRowsNamed = 0.9;
// The last word of several.
constexpr double kHead = 0.8;

bool IsArticleOrEach(const std::string& word) { return IsOneOf(word, {"a", "an", "the", "one", "each", "every", "single"}); }

// Ends the name of a thing.
bool EndsName(const std::string& word) {
  return IsOneOf(word, {"of",   "in",  "at",    "on",   "by",  "for",   "from",  "to",    "with",  "without", "that",  "which",  "who",     "where", "when", "as",   "is",     "are",   "was",   "were",
                        "has",  "had", "and",   "or",   "per", "a",     "an",    "the",   "each",  "every",   "until", "while",  "during",  "made",  "sent", "taken", "received", "than", "it",  "its",
                        "their", "our", "after", "before", "since", "between", "into", "about", "whether", "if", "not", "seen", "placed", "reported"});
}

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

// "one test on one request" of what tells the rows apart; "one run through one lesson" of another id.
void TableFacts::AddNamesOfIds() {
  for (size_t column = 0; column < size(); ++column) {
    if (!columns_[column].id || table_.columns[column].Hidden()) continue;
    const std::vector<Word> words = Normalise(table_.columns[column].comment);
    if (words.size() < 2 || !IsOneOf(words[0].text, {"one", "each", "every", "single"}) || words[1].text == "row") continue;
    size_t at = 1;
    const std::vector<std::string> name = NameAt(words, at);
    if (name.empty() || name.back().size() < 3) continue;
    const bool known = std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& facts) { return std::find(facts.stems.begin(), facts.stems.end(), Stem(name.back())) != facts.stems.end(); });
    if (known) continue;
    const bool rows = columns_[column].row_id;
    Add(name, {rows ? MeaningKind::kTable : MeaningKind::kEntity, 0, rows ? 0 : column, {}, rows ? kRowsNamed : kHead});
  }
}

void TableFacts::AddRowNames() {
  AddNamesOfIds();
  const std::vector<Word> words = Normalise(table_.comment);
  // "in-app purchases": the whole comment is their name.
  const bool plural = !words.empty() && words.back().text.size() > 4 && words.back().text.back() == 's' && words.back().text.compare(words.back().text.size() - 2, 2, "ss") != 0;
  if (plural && words.size() <= kNameWordsMax && std::none_of(words.begin(), words.end(), [](const Word& word) { return word.number.has_value() || word.break_after; })) {
    std::vector<std::string> name;
    for (const Word& word : words) name.push_back(word.text);
    Add(name, {MeaningKind::kTable, 0, 0, {}, kRowsNamed});
    const auto is_column = [&](const ColumnFacts& facts) { return std::find(facts.stems.begin(), facts.stems.end(), words.back().stem) != facts.stems.end(); };
    if (name.size() > 1 && std::none_of(columns_.begin(), columns_.end(), is_column)) Add({name.back()}, {MeaningKind::kTable, 0, 0, {}, kHead});
  }
  // "alarms pushed by smart meters": what is done with them, or whose they are, follows.
  std::vector<std::string> head;
  size_t behind = 0;
  for (; behind < words.size() && !EndsName(words[behind].text) && !words[behind].number.has_value() && !(behind > 0 && words[behind].text.size() > 4 && words[behind].text.compare(words[behind].text.size() - 2, 2, "ed") == 0); ++behind) {
    head.push_back(words[behind].text);
    if (words[behind].break_after) break;
  }
  const bool many = !head.empty() && head.size() <= 2 && head.back().size() > 4 && head.back().back() == 's' && head.back().compare(head.back().size() - 2, 2, "ss") != 0 && !IsOneOf(head.back(), {"rows", "records", "entries", "events", "lines", "columns"});
  if (many && behind < words.size() && !words[behind].break_after) Add(head, {MeaningKind::kTable, 0, 0, {}, kHead});
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
    // A word that a column is called by says more than the rows.
    const auto is_column = [&](const std::string& word) {
      return std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& facts) { return std::find(facts.stems.begin(), facts.stems.end(), Stem(word)) != facts.stems.end(); });
    };
    if (name.size() > 1 && !is_column(name.back())) Add({name.back()}, {MeaningKind::kTable, 0, 0, {}, kHead});
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
