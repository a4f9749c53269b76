#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/schema/table_facts.h"

// What people are called in a table: those that a row counts, and those that a column tells apart.

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;

// Who they are comes before how many came along.
constexpr double kCountedPeople = 0.58;
constexpr double kHeads = 0.65;
constexpr double kSizeOfGroup = 0.85;
// How well "people" says who: better than a small word, worse than any of their own names.
constexpr double kPeople = 0.6;

}  // namespace

// "for 5 people" of a column that has the "number of players".
void TableFacts::AddCountedPeople() {
  // "passengers who got on" of a number: as many people did.
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden() || !columns_[i].measure || columns_[i].id || !columns_[i].unit.empty() || table_.columns[i].column_class != ColumnClass::kNumber) continue;
    const std::vector<Word> words = Normalise(table_.columns[i].comment);
    if (words.size() < 3 || words[1].text != "who" || !Plural(words[0].text) || !knowledge::IsPerson(words[0].text.substr(0, words[0].text.size() - 1))) continue;
    std::vector<std::string> deed;
    for (size_t w = 2; w < words.size() && w < 5; ++w) {
      deed.push_back(words[w].text);
      if (words[w].break_after || words[w].sentence_after) break;
    }
    if (deed.size() > 2) continue;
    for (const std::string& who : {std::string("people"), words[0].text, std::string()}) {
      if (who.empty() && deed.size() < 2) continue;
      std::vector<std::string> phrase = deed;
      if (!who.empty()) phrase.insert(phrase.begin(), who);
      AddPhrase(phrase, {MeaningKind::kColumn, 0, i, {}, 0.85});
    }
  }
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden() || columns_[i].id || table_.columns[i].column_class != ColumnClass::kNumber) continue;
    const std::vector<Word> words = Normalise(table_.columns[i].comment);
    // "party_size", "pax"
    const std::vector<std::string>& called = columns_[i].words;
    const bool size_of = columns_[i].measure && called.size() == 2 && called[1] == "size" && IsOneOf(called[0], {"party", "group"});
    if (size_of || (called.size() == 1 && IsOneOf(called[0], {"pax", "headcount", "heads", "persons"}))) {
      // "heads" says no more than how many people.
      const double sure = IsOneOf(called[0], {"heads", "persons"}) ? kHeads : kCountedPeople;
      for (const char* word : {"people", "persons", "person", "guests"}) Add({word}, {MeaningKind::kColumn, 0, i, {}, sure});
      for (const char* size : {"group size", "party size"}) Add(SplitName(size), {MeaningKind::kColumn, 0, i, {}, kSizeOfGroup});
      return;
    }
    // "average party size" of guests
    if (columns_[i].measure && called.size() == 1 && IsOneOf(called[0], {"guests", "covers", "diners"})) {
      for (const char* size : {"group size", "party size", "size of the party", "size of the group"}) Add(SplitName(size), {MeaningKind::kColumn, 0, i, {}, kSizeOfGroup});
      return;
    }
    const size_t at = words.size() > 2 && words[0].text == "number" && words[1].text == "of" ? 2 : words.size() > 2 && words[0].text == "how" && words[1].text == "many" ? 2 : 0;
    if (at == 0 || !(words[at].text == "people" || (words[at].text.size() > 3 && words[at].text.back() == 's' && knowledge::IsPerson(words[at].text.substr(0, words[at].text.size() - 1))))) continue;
    for (const char* word : {"people", "persons", "person"}) Add({word}, {MeaningKind::kColumn, 0, i, {}, kCountedPeople});
    for (const char* size : {"group size", "party size", "team size"}) Add(SplitName(size), {MeaningKind::kColumn, 0, i, {}, kSizeOfGroup});
    return;
  }
}

// "How many people" of a table that knows one kind of them, and is not itself a list of them.
void TableFacts::AddPeople() {
  size_t who = size();
  const auto is_person = [](const std::vector<std::string>& words) { return !words.empty() && knowledge::IsPerson(words.back()); };
  for (size_t i = 0; i < size(); ++i) {
    if (table_.columns[i].Hidden() || !(columns_[i].id || (columns_[i].category && !columns_[i].flag)) || !is_person(columns_[i].words)) continue;
    if (columns_[i].row_id) return;
    // "subscriber_id" beside the client that the mail was read with: those who have a number.
    const bool better = who < size() && columns_[i].id && !columns_[who].id;
    const bool worse = who < size() && !columns_[i].id && columns_[who].id;
    if (worse) continue;
    if (who < size() && !better) return;
    who = i;
  }
  AddCountedPeople();
  if (who == size()) return;
  for (const char* word : {"people", "persons"}) Add({word}, {columns_[who].id ? MeaningKind::kEntity : MeaningKind::kColumn, 0, who, {}, kPeople});
}

}  // namespace aurora::query::language
