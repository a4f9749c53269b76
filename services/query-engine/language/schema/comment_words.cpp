#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/schema/table_facts.h"

// Words that only a column's comment has.

namespace aurora::query::language {
namespace {

// Shorter ones are small words, longer ones nobody repeats.
constexpr size_t kClauseWordsMin = 3;
constexpr size_t kClauseWordsMax = 7;
constexpr double kClause = 0.95;
// Of a column that has the number of a thing.
constexpr double kNumbered = 0.6;
// "first byte" of a comment, whose words apart mean other things.
constexpr double kOrdinalNoun = 0.75;

}  // namespace

// "when the car was taken in" of the rows' own time: what each row is about. Of a later time, "when the car came in" of jobs by when they were
// booked, where no time's comment speaks of another thing.
void TableFacts::AddSubject(size_t column) {
  const std::string subject = SubjectOf(column);
  if (subject.empty()) return;
  const bool person = knowledge::IsPerson(subject);
  if (table_.columns[column].name == table_.time_column) return Add({subject}, {MeaningKind::kTable, 0, 0, {}, person ? 0.5 : 0.55});
  for (size_t other = 0; other < size(); ++other) {
    const std::string another = columns_[other].time ? SubjectOf(other) : "";
    if (person || (!another.empty() && another != subject)) return;
  }
  Add({subject}, {MeaningKind::kTable, 0, 0, {}, 0.5});
}

// The thing that a time's comment says something happened to; empty where it is said otherwise, or another column knows it.
std::string TableFacts::SubjectOf(size_t column) const {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  size_t at = 0;
  while (at < words.size() && at < 3 && !IsOneOf(words[at].text, {"the", "a", "an"})) ++at;
  if (at == 0 || at + 2 >= words.size() || !IsOneOf(words[at].text, {"the", "a", "an"}) || !IsOneOf(words[0].text, {"when", "time", "moment", "date", "timestamp"})) return "";
  const Word& subject = words[at + 1];
  const bool verb = IsOneOf(words[at + 2].text, {"was", "were", "is", "are", "got", "came", "went", "left", "began", "arrived", "started", "entered", "has", "had", "gets", "comes", "goes", "arrives", "starts", "enters"});
  const bool known = std::any_of(columns_.begin(), columns_.end(), [&](const ColumnFacts& facts) { return std::find(facts.stems.begin(), facts.stems.end(), subject.stem) != facts.stems.end(); });
  const bool person = knowledge::IsPerson(subject.text);
  // "when the money left": how much of it there was is measured.
  const bool amount = subject.text == "money" || knowledge::DimensionOfWord(subject.text) != knowledge::Dimension::kNone;
  // Where a column says who, somebody is not each row.
  const bool who = std::any_of(columns_.begin(), columns_.end(), [](const ColumnFacts& facts) { return !facts.words.empty() && knowledge::IsPerson(facts.words.back()); });
  if (!verb || known || amount || subject.break_after || subject.text.size() < 3 || TooGeneral(subject.text) || (person && who)) return "";
  return subject.text;
}

// "where the buyer came from: search, feed or wishlist" of a column called origin: the question that the column answers is a name of it.
void TableFacts::AddClause(size_t column) {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  if (!columns_[column].category || words.empty() || !IsOneOf(words[0].text, {"where", "how", "who", "why", "which", "what", "whether"})) return;
  std::vector<std::string> clause;
  for (const Word& word : words) {
    clause.push_back(word.text);
    if (word.break_after) break;
  }
  if (clause.size() < kClauseWordsMin || clause.size() > kClauseWordsMax) return;
  const Meaning meaning{columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, kClause};
  AddPhrase(clause, meaning);
  // "way the card was read"
  if (clause[0] == "how") {
    std::vector<std::string> way = clause;
    way[0] = "way";
    AddPhrase(way, meaning);
  }
  // "where visitors came from", "how they were booked"
  std::vector<std::string> several;
  bool they = false;
  for (const std::string& word : clause) {
    if (IsOneOf(word, {"the", "a", "an"})) continue;
    they = they || word == "it";
    several.push_back(word == "it" ? "they" : they && word == "was" ? "were" : they && word == "is" ? "are" : word);
  }
  if (several != clause && several.size() >= kClauseWordsMin) AddPhrase(several, meaning);
}

// "shipping line that owns the box" of a column called line: what it is called in full.
void TableFacts::AddOwnNoun(size_t column) {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  const ColumnFacts& facts = columns_[column];
  if (!facts.category || facts.flag || facts.words.size() != 1 || words.size() < 2 || words[0].break_after || words[1].text != facts.words[0]) return;
  if (words[0].text.size() < 3 || IsOneOf(words[0].text, {"the", "each", "null", "our", "its", "whose", "which", "what", "this", "any", "number", "same", "current", "last", "first", "new"})) return;
  AddPhrase({words[0].text, words[1].text}, {facts.id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, kClause});
}

// The thing whose number or name the column has by its comment; empty where it has none, or where each row is such a thing: "number of the
// train" of train_runs.
std::string TableFacts::NumberedBy(size_t column) const {
  const std::vector<Word> words = Normalise(table_.columns[column].comment);
  if (columns_[column].measure || columns_[column].row_id) return "";
  for (size_t i = 0; i + 2 < words.size() && i < 3 && !words[i].break_after; ++i) {
    if (!IsOneOf(words[i].text, {"number", "plate", "code", "id", "identifier", "tag", "key", "name"}) || words[i + 1].text != "of" || words[i + 1].break_after) continue;
    const size_t at = IsOneOf(words[i + 2].text, {"the", "a", "an"}) ? i + 3 : i + 2;
    if (at >= words.size() || (at + 1 < words.size() && !words[at].break_after) || TooGeneral(words[at].text)) return "";
    if (std::find(name_stems_.begin(), name_stems_.end(), words[at].stem) != name_stems_.end()) return "";
    for (size_t other = 0; other < size(); ++other) {
      if (columns_[other].time && SubjectOf(other) == words[at].text) return "";
    }
    return words[at].text;
  }
  return "";
}

// The nouns of a comment, for words that nothing else knows.
void TableFacts::AddComment(size_t column) {
  const std::string& comment = table_.columns[column].comment;
  AddOwnNoun(column);
  std::set<std::string> values;
  for (const catalog::ValueCount& value : table_.columns[column].values) values.insert(absl::AsciiStrToLower(value.value));
  const std::vector<Word> words = Normalise(comment);
  static const auto& stop = *new std::set<std::string>{
      "null", "when", "only", "only", "letter", "code", "each", "with", "from", "that", "this", "does", "have", "sends", "several", "other",
      "iso",  "works", "answer", "their", "than", "into", "after", "before", "while", "until", "where", "which", "some", "none", "empty",
      "means", "mean", "zero", "one", "two", "three", "four", "five", "count", "counts", "money", "row", "rows", "table", "column", "used",
      "made",  "taken", "took", "between", "always", "never", "also", "away", "once", "often", "back", "down", "over", "under", "still", "more", "less", "most", "many", "same", "such", "they"};
  for (size_t i = 0; i + 2 < words.size() && table_.columns[column].nullable; ++i) {
    // "null for anonymous readers", "null while open": what a row without it is called.
    if (words[i].text != "null" || words[i].break_after || !IsOneOf(words[i + 1].text, {"for", "while", "when", "if"})) continue;
    // "null while the contract is running"
    size_t state = i + 2;
    if (words[i + 1].text != "for") {
      for (size_t w = i + 2; w + 1 < words.size() && w < i + 5 && !words[w].break_after; ++w) {
        if (IsOneOf(words[w].text, {"is", "are", "still"})) state = w + 1;
      }
    }
    // "null while the visitor is still inside"
    if (state > i + 2 && words[state].text == "still" && state + 1 < words.size() && !words[state].break_after) ++state;
    const Word& called = words[state];
    if (state > i + 2 && !called.break_after && state + 1 < words.size()) continue;
    // "null for vehicles without an account": those of them that the rest of the comment says, and not all.
    const size_t end = called.break_after || i + 3 >= words.size() || state > i + 2 ? state : i + 3;
    if (end + 1 < words.size() && !words[end].break_after) continue;
    if (called.text.size() < 4 || called.number.has_value() || stop.count(called.text) > 0 || IsOneOf(called.text, {"nobody", "nothing", "unknown", "there", "still"})) continue;
    Add({called.text}, {MeaningKind::kMoment, 0, column, {kNotYet}, 0.85});
  }
  // "freelancer" of fl_id, "doctor, see physicians" of phys_id: a comment of one word, or one that begins with it, is its name.
  if (!words.empty() && (words.size() == 1 || words[0].break_after) && columns_[column].id && words[0].text.size() > 3 && !words[0].number.has_value() && stop.count(words[0].text) == 0 && !TooGeneral(words[0].text)) {
    Add({words[0].text}, {MeaningKind::kEntity, 0, column, {}, 0.9});
  }
  // "null when no loyalty card was shown": what it is of.
  for (size_t i = 0; i + 3 < words.size() && table_.columns[column].nullable && columns_[column].category; ++i) {
    if (words[i].text != "null" || words[i].break_after || !IsOneOf(words[i + 1].text, {"when", "if", "for", "where"}) || words[i + 2].text != "no") continue;
    std::vector<std::string> thing;
    for (size_t w = i + 3; w < words.size() && thing.size() < 3 && !IsOneOf(words[w].text, {"was", "were", "is", "are", "has", "had"}); ++w) thing.push_back(words[w].text);
    if (thing.size() == 2 && i + 5 < words.size() && IsOneOf(words[i + 5].text, {"was", "were", "is", "are"})) AddPhrase(thing, {columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, 0.95});
  }
  // "the customer who wrote or called" of requester_id
  if (const size_t who = !words.empty() && IsOneOf(words[0].text, {"the", "a", "an"}) ? 1 : 0; columns_[column].id && words.size() > who + 2 && knowledge::IsPerson(words[who].text) && IsOneOf(words[who + 1].text, {"who", "that", "whose"}) && !columns_[column].row_id) {
    Add({words[who].text}, {MeaningKind::kEntity, 0, column, {}, 0.85});
  }
  // "account type: current, savings" of product: what the list is of.
  if (words.size() > 3 && columns_[column].category && !words[0].break_after && (words[1].break_after || words[1].sentence_after) && words[0].text.size() > 2 && IsOneOf(words[1].text, {"type", "kind", "class", "status", "state", "category", "level", "tier", "group", "grade", "size", "flag", "code", "reason", "mode", "method"})) {
    AddPhrase({words[0].text, words[1].text}, {MeaningKind::kColumn, 0, column, {}, 0.9});
  }
  // "home branch" of branch: a comment that ends with the name says it in full.
  const bool in_full = (words.size() == 2 || words.size() == 3) && columns_[column].words.size() == 1 && columns_[column].category && words.back().stem == columns_[column].stems[0] && std::none_of(words.begin(), words.end(), [&](const Word& word) { return word.break_after || word.number.has_value() || stop.count(word.text) > 0; });
  if (in_full) {
    std::vector<std::string> name;
    for (const Word& word : words) name.push_back(word.text);
    AddPhrase(name, {columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, 0.95});
  }
  // "number plate of the truck": what has such a number is called so.
  if (const std::string thing = NumberedBy(column); thing.size() > 2 && stop.count(thing) == 0) Add({thing}, {columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, kNumbered});
  // "grams put out", "grams weighed back": how people speak of it.
  const bool measured = columns_[column].measure && words.size() > 2 && knowledge::FindUnit(words[0].text).has_value();
  if (measured && !words[0].break_after && !words[1].break_after && words[1].text.size() > 2 && IsOneOf(words[2].text, {"out", "in", "on", "up", "off", "back", "down", "through", "over", "away"})) {
    Add({words[1].text, words[2].text}, {MeaningKind::kColumn, 0, column, {}, 0.75});
  }
  // "thrown away at sorting, grams": "how much we throw away"
  const bool done = !words.empty() && (Participle(words[0].text) || IsOneOf(words[0].text, {"thrown", "given", "taken", "sent", "put", "left", "paid", "written", "brought"}));
  if (columns_[column].measure && words.size() > 2 && done && !words[0].break_after && IsOneOf(words[1].text, {"away", "out", "off", "back"})) {
    Add({words[0].text, words[1].text}, {MeaningKind::kColumn, 0, column, {}, 0.75});
  }
  // "listening time of the play in seconds", "floor area of the unit": what it begins with is its name.
  size_t head = 0;
  while (head < words.size() && head < 3 && !words[head].break_after && words[head].text.size() > 2 && !IsOneOf(words[head].text, {"the", "how", "what", "when", "for"})) ++head;
  const bool named = columns_[column].measure && ((head == 2 && head < words.size() && IsOneOf(words[head].text, {"of", "in", "per"})) || (head == 1 && words.size() > 1 && words[1].break_after && words[1].text.size() > 2));
  if (named && !knowledge::FindUnit(words[0].text).has_value() && !knowledge::FindUnit(words[1].text).has_value()) Add({words[0].text, words[1].text}, {MeaningKind::kColumn, 0, column, {}, 0.85});
  // "voucher code, null when none was used": the vouchers.
  if (words.size() > 1 && columns_[column].category && !columns_[column].id && table_.columns[column].nullable && IsOneOf(words[1].text, {"code", "number", "no", "reference"}) && (words.size() == 2 || words[1].break_after) && !words[0].break_after && words[0].text.size() > 3 &&
      stop.count(words[0].text) == 0 && !TooGeneral(words[0].text)) {
    Add({words[0].text}, {MeaningKind::kColumn, 0, column, {}, 0.75});
    Add({words[0].text, words[1].text}, {MeaningKind::kColumn, 0, column, {}, 0.9});
  }
  // "reason of the visit: ...": the visit reason.
  const size_t of = words.size() > 2 && words[1].text == "of" ? (IsOneOf(words[2].text, {"the", "a", "an"}) ? 3 : 2) : 0;
  if (of > 0 && of < words.size() && !columns_[column].measure && !columns_[column].time && (of + 1 == words.size() || words[of].break_after) && !words[0].break_after && stop.count(words[of].text) == 0 && words[of].text.size() > 2) {
    const MeaningKind kind = columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn;
    Add({words[of].text, words[0].text}, {kind, 0, column, {}, 0.85});
    // "level of the membership" of tier: the membership tier
    if (columns_[column].words.size() == 1 && columns_[column].words[0] != words[0].text) Add({words[of].text, columns_[column].words[0]}, {kind, 0, column, {}, 0.85});
    AddPhrase({words[0].text, "of", "the", words[of].text}, {kind, 0, column, {}, 0.85});
    AddPhrase({words[0].text, "of", words[of].text}, {kind, 0, column, {}, 0.85});
  }
  // "time to first byte" of ttfb_ms: all of it is a name, and "first byte" asks for no first row.
  size_t whole = 0;
  while (whole < words.size() && !words[whole].break_after) ++whole;
  whole = std::min(whole + 1, words.size());
  const bool spoken = whole > 2 && whole <= kClauseWordsMax && IsOneOf(words[1].text, {"to", "until", "from", "between", "since", "for"});
  if (columns_[column].measure && spoken && !words[0].number.has_value() && !knowledge::FindUnit(words[0].text).has_value()) {
    std::vector<std::string> name;
    for (size_t i = 0; i < whole; ++i) name.push_back(words[i].text);
    AddPhrase(name, {MeaningKind::kColumn, 0, column, {}, kClause});
  }
  for (size_t i = 1; i + 1 < whole && columns_[column].measure; ++i) {
    if (IsOneOf(words[i].text, {"first", "last", "next", "second"}) && words[i + 1].text.size() > 2 && !words[i + 1].number.has_value()) AddPhrase({words[i].text, words[i + 1].text}, {MeaningKind::kColumn, 0, column, {}, kOrdinalNoun});
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    // Short words are small words, but for things: "the car".
    const bool thing = word.size() == 3 && i > 0 && words[i - 1].text == "the";
    if ((word.size() < 4 && !thing) || words[i].number.has_value() || stop.count(word) > 0 || TooGeneral(word) || values.count(word) > 0) continue;
    if (knowledge::FindUnit(word).has_value()) continue;
    // "pieces baked", "energy delivered"
    static const auto& irregular = *new std::set<std::string>{"taken", "given", "sold", "paid", "spent", "sent", "left", "held", "thrown", "driven", "written", "done"};
    const bool verb = (word.size() > 4 && word.compare(word.size() - 2, 2, "ed") == 0) || irregular.count(word) > 0;
    const Meaning meaning{columns_[column].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, column, {}, verb ? kCommentVerb : 0.35};
    Add({word}, meaning);
    if (word == "people") Add({"person"}, meaning);
    if (words[i].break_after) break;
  }
}

}  // namespace aurora::query::language
