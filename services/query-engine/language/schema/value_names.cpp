#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/schema/table_facts.h"

// What the values of a category are called: by themselves, by a part of them, by what others say for them.

namespace aurora::query::language {
namespace {

constexpr double kFailures = 0.82;

}  // namespace

// "failed" of a status that knows one way to go well, and several others none of which is called so.
void TableFacts::AddFailures(size_t column) {
  const std::vector<catalog::ValueCount>& values = table_.columns[column].values;
  if (!columns_[column].status || values.size() < 3) return;
  std::vector<std::string> others;
  for (const catalog::ValueCount& value : values) {
    const std::string name = absl::AsciiStrToLower(value.value);
    if (IsOneOf(name, {"ok", "success", "successful", "succeeded", "passed", "fine"})) continue;
    // What is under way, or ended of itself, is no failure; and one that is called so is meant.
    for (const std::string& word : SplitName(name)) {
      if (IsOneOf(word, {"pending", "open", "running", "queued", "waiting", "new", "started", "progress", "scheduled", "planned", "skipped", "cancelled", "canceled", "unknown", "partial", "partly", "warning", "done", "completed", "failed", "failure", "fail", "error"})) return;
    }
    others.push_back(value.value);
  }
  if (others.size() + 1 != values.size()) return;
  // A comment that says what failed goes before.
  const std::vector<TableFacts::Entry>& entries = Entries(Stem("failed"));
  if (std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.meaning.kind == MeaningKind::kValue && entry.meaning.column == column && entry.stems.size() == 1 && entry.meaning.weight >= kFailures - 0.1; })) return;
  for (const char* word : {"failed", "fail", "failing", "failure", "unsuccessful"}) Add({word}, {MeaningKind::kValue, 0, column, others, kFailures});
}

void TableFacts::AddValues(size_t column) {
  const std::vector<catalog::ValueCount>& values = table_.columns[column].values;
  std::map<std::string, std::vector<std::string>> partial;
  // "Elm Street" of "Elm Street 1" and "Elm Street 2".
  std::map<std::vector<std::string>, std::vector<std::string>> numbered;
  std::set<std::string> column_stems;
  for (const ColumnFacts& facts : columns_) column_stems.insert(facts.stems.begin(), facts.stems.end());
  for (size_t i = 0; i < size(); ++i) {
    const std::vector<Word> comment = columns_[i].id ? Normalise(table_.columns[i].comment) : std::vector<Word>();
    if (!comment.empty() && (comment.size() == 1 || comment[0].break_after)) column_stems.insert(comment[0].stem);
  }
  for (const catalog::ValueCount& value : values) {
    const std::vector<std::string> words = SplitName(value.value);
    if (words.empty() || words.size() > 8) continue;
    // "A-": no article. "A negative"
    if (const char sign = value.value.back(); words.size() == 1 && words[0].size() <= 2 && value.value.size() == words[0].size() + 1 && (sign == '+' || sign == '-')) {
      for (const char* said : {sign == '+' ? "positive" : "negative", sign == '+' ? "pos" : "neg", sign == '+' ? "plus" : "minus"}) Add({words[0], said}, {MeaningKind::kValue, 0, column, {value.value}, 1});
      continue;
    }
    // "HIT" beside "MISS" is a word, and no code.
    const bool words_beside = std::any_of(values.begin(), values.end(), [](const catalog::ValueCount& other) { return other.value.size() > 3 && std::all_of(other.value.begin(), other.value.end(), [](char c) { return c >= 'A' && c <= 'Z'; }); });
    const bool code = value.value.size() <= 3 && !(value.value.size() == 3 && words_beside) && std::all_of(value.value.begin(), value.value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    Add(words, {MeaningKind::kValue, 0, column, {value.value}, 1}, code ? value.value : "");
    // "xl parcels"
    if (IsOneOf(value.value, {"XL", "XXL", "XS", "XXS"})) Add(words, {MeaningKind::kValue, 0, column, {value.value}, 0.95});
    if (words.size() > 1) {
      // "8.4.0" and "H-05" may stay one word in a question.
      Add({absl::AsciiStrToLower(value.value)}, {MeaningKind::kValue, 0, column, {value.value}, 1});
    }
    // "found nobody at home", "where no one was at home" of not_home.
    if (words.size() == 2 && words[0] == "not") {
      for (const std::vector<std::string>& nobody : {std::vector<std::string>{"nobody"}, std::vector<std::string>{"no", "one"}}) {
        for (const std::vector<std::string>& was : {std::vector<std::string>{}, std::vector<std::string>{"at"}, std::vector<std::string>{"was"}, std::vector<std::string>{"was", "at"}}) {
          std::vector<std::string> said = nobody;
          said.insert(said.end(), was.begin(), was.end());
          said.push_back(words[1]);
          Add(said, {MeaningKind::kValue, 0, column, {value.value}, 0.9});
        }
      }
    }
    // "5G", which a question has as a number and a unit
    if (const std::vector<Word> spoken = Normalise(value.value); words.size() == 1 && spoken.size() == 2 && spoken[0].number.has_value()) {
      Add({spoken[0].text, spoken[1].text}, {MeaningKind::kValue, 0, column, {value.value}, 1});
    }
    // "at the Mill" of "The Mill"
    if (words.size() > 1 && IsOneOf(words[0], {"the", "a", "an"})) Add({words.begin() + 1, words.end()}, {MeaningKind::kValue, 0, column, {value.value}, 0.95});
    if (words.size() > 2 && words.back().find_first_not_of("0123456789") == std::string::npos) numbered[{words.begin(), words.end() - 1}].push_back(value.value);
    // "metformin" of "Metformin 500mg" and "Metformin 850mg"
    const bool sized = words.size() == 2 && words[0].size() > 3 && words[1].size() > 1 && words[1].front() >= '0' && words[1].front() <= '9' && words[1].back() >= 'a' && words[1].back() <= 'z' && !TooGeneral(words[0]);
    if (sized && column_stems.count(Stem(words[0])) == 0) numbered[{words[0]}].push_back(value.value);
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    // IN among the codes of countries is India, and nothing that comes in.
    const bool two_letters = joined.size() == 2 && joined != value.value && values.size() > 4;
    if (!two_letters) {
      for (std::string_view synonym : knowledge::ValueSynonyms(joined)) Add(SplitName(synonym), {MeaningKind::kValue, 0, column, {value.value}, 0.8});
    }
    // "still in the shop" of in_shop
    if (words.size() == 2 && IsOneOf(words[0], {"in", "on", "at", "under"}) && words[1].size() > 2) Add({words[0], "the", words[1]}, {MeaningKind::kValue, 0, column, {value.value}, 0.95});
    // "a broken lid" of lid_broken
    if (words.size() == 2 && words[1].size() > 3 && words[0].size() > 2 && (Participle(words[1]) || words[1].compare(0, Stem(words[1]).size(), Stem(words[1])) != 0)) {
      Add({words[1], words[0]}, {MeaningKind::kValue, 0, column, {value.value}, 0.85});
    }
    // "contamination rate" of a state contaminated
    for (const std::string& act : knowledge::ActsOf(joined)) Add({act}, {MeaningKind::kValue, 0, column, {value.value}, 0.8});
    // "f" of a column that says the sex
    if (const std::string_view sex = knowledge::LongSex(columns_[column].words, joined); !sex.empty()) {
      Add({std::string(sex)}, {MeaningKind::kValue, 0, column, {value.value}, 1});
      for (std::string_view synonym : knowledge::ValueSynonyms(sex)) Add(SplitName(synonym), {MeaningKind::kValue, 0, column, {value.value}, 0.8});
    }
    const auto written_in = [&](char first, char last) { return std::all_of(value.value.begin(), value.value.end(), [&](char c) { return (c >= first && c <= last) || c == '_' || c == '-' || c == ' '; }); };
    const bool plain = written_in('a', 'z') || (written_in('A', 'Z') && value.value.find('_') != std::string::npos);
    if (!plain || words.size() < 2 || words.size() > 4 || values.size() > 40) continue;
    // Of "sign in" the verb alone says nothing.
    if (words.size() == 2 && IsOneOf(words[1], {"in", "on", "up", "out", "off"})) continue;
    // "no_battery" is none, and no kind of one.
    if (IsOneOf(words[0], {"no", "not", "non", "without", "never", "missing"})) continue;
    // "too_much_food" is no food.
    if (words[0] == "too" && IsOneOf(words[1], {"much", "many", "little", "few"})) continue;
    // Of "in_work" and "on_way" the noun alone says nothing.
    if (words.size() == 2 && IsOneOf(words[0], {"in", "on", "at", "under", "out", "off", "to", "from", "by"})) continue;
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      // "trucks" of "own truck": any of them.
      if (word == words.back() && words.size() == 2 && IsOneOf(words[0], {"own", "other", "others", "external", "foreign", "private", "rented", "hired", "false", "fake", "bogus", "half", "near"})) continue;
      const bool verb = IsOneOf(word, {"win", "won", "buy", "fix", "hit", "jam", "sit", "bid", "tip", "log", "pay", "ban", "cut"});
      // "throw away" of a state "turned_away": the particle alone says nothing.
      const bool particle = word != words[0] && IsOneOf(word, {"away", "back", "over", "down", "through", "from", "with", "into", "onto"});
      if ((word.size() < 4 && !verb) || TooGeneral(word) || particle) continue;
      partial[word].push_back(value.value);
    }
  }
  // "unpaid" of what may be paid, open or waived
  const auto is = [&](const catalog::ValueCount& value, std::initializer_list<std::string_view> any) { return IsOneOf(absl::AsciiStrToLower(value.value), any); };
  if (std::any_of(values.begin(), values.end(), [&](const catalog::ValueCount& value) { return is(value, {"paid"}); })) {
    std::vector<std::string> owed;
    for (const catalog::ValueCount& value : values) {
      if (is(value, {"open", "due", "outstanding", "pending", "overdue"})) owed.push_back(value.value);
    }
    if (!owed.empty()) Add({"unpaid"}, {MeaningKind::kValue, 0, column, owed, 0.9});
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
    // "battle_pass" is a thing that is sold, and nothing that was passed.
    if (word == "pass" && !columns_[column].status) continue;
    for (std::string_view synonym : knowledge::ValueSynonyms(word)) {
      Add(SplitName(synonym), {MeaningKind::kValue, 0, column, matching, 0.6});
    }
  }
}

}  // namespace aurora::query::language
