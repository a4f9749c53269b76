#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/happenings.h"
#include "services/query-engine/language/schema/table_facts.h"
#include "services/query-engine/language/schema/value_meanings.h"

// What happened to a row, in whichever verb people say it: "went out" of the value "sent", "sailed" of a time whose comment says
// "departure".

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;

// Where the value is the verb; where one of its words or its gloss is; the verb of a time column's comment.
constexpr double kSaidByValue = 0.66;
constexpr double kSaidByGloss = 0.63;
constexpr double kSaidByMoment = 0.62;
constexpr size_t kValuesWithVerbs = 20;

using Stems = std::vector<std::string>;

Stems StemsOf(std::string_view phrase) {
  Stems stems;
  for (const std::string& word : SplitName(phrase)) stems.push_back(Stem(word));
  return stems;
}

const std::vector<std::vector<Stems>>& HappeningStems() {
  static const auto& all = *new std::vector<std::vector<Stems>>([] {
    std::vector<std::vector<Stems>> made;
    for (const knowledge::Happening& one : knowledge::Happenings()) {
      made.emplace_back();
      for (std::string_view phrase : one) made.back().push_back(StemsOf(phrase));
    }
    return made;
  }());
  return all;
}

bool NamesHappening(const std::string& word) {
  static const auto& words = *new std::set<std::string_view>([] {
    std::set<std::string_view> all;
    for (const knowledge::Happening& one : knowledge::Happenings()) all.insert(one.begin(), one.end());
    return all;
  }());
  return words.count(word) > 0;
}

// Whether `part` stands in `whole`.
bool Holds(const Stems& whole, const Stems& part) { return std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end(); }

bool PastForm(const std::string& word) { return (word.size() > 4 && word.compare(word.size() - 2, 2, "ed") == 0) || IsOneOf(word, {"sent", "paid", "lost", "left", "done", "sold", "broken", "taken", "bought", "withdrawn", "held", "shut"}); }

// Says of one of the happenings only what state the thing is in: "open" tickets are not those that were opened.
bool OnlyState(const std::string& value) { return IsOneOf(value, {"open", "left", "read", "taken", "complete"}); }

}  // namespace

// Whether the values of the column say what happened: it is called so, or they are verbs.
bool TableFacts::TellsWhatHappened(size_t column) const {
  const catalog::ColumnProfile& profile = table_.columns[column];
  const ColumnFacts& facts = columns_[column];
  if (profile.column_class != ColumnClass::kText || profile.array || facts.id || profile.values.size() < 2 || profile.values.size() > kValuesWithVerbs) return false;
  if (facts.event || facts.status) return true;
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
  const std::vector<ValueMeaning> meanings = ReadValueMeanings(profile.comment, values, /*numbers=*/false);
  // "admitted, or the cause of the refusal: late, unfit"
  if (std::any_of(meanings.begin(), meanings.end(), [](const ValueMeaning& meaning) { return meaning.others; })) return true;
  size_t verbs = 0;
  for (const std::string& value : values) {
    const std::vector<std::string> words = SplitName(value);
    const auto begins_so = [&](const ValueMeaning& meaning) {
      const std::vector<Word> gloss = meaning.value == value && !meaning.others ? Normalise(meaning.phrases[0]) : std::vector<Word>();
      return !gloss.empty() && PastForm(gloss[0].text);
    };
    verbs += std::any_of(words.begin(), words.end(), PastForm) || std::any_of(meanings.begin(), meanings.end(), begins_so) ? 1 : 0;
  }
  return verbs * 2 >= profile.values.size();
}

bool TableFacts::LogsEvents(size_t column) const {
  const ColumnFacts& facts = columns_[column];
  if (!TellsWhatHappened(column) || facts.status || facts.words.empty() || facts.words.back() == "stage") return false;
  // A name is one only where its values have said so.
  const bool called = std::any_of(facts.words.begin(), facts.words.end(), [](const std::string& word) { return IsOneOf(word, {"event", "action", "activity", "ev", "name"}); });
  const std::vector<catalog::ValueCount>& values = table_.columns[column].values;
  const auto verbs = std::count_if(values.begin(), values.end(), [](const catalog::ValueCount& value) {
    const std::vector<std::string> words = SplitName(value.value);
    if (std::any_of(words.begin(), words.end(), PastForm)) return true;
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return std::any_of(HappeningStems().begin(), HappeningStems().end(), [&](const std::vector<Stems>& one) { return std::find(one.begin(), one.end(), Stems{Stem(word)}) != one.end(); });
    });
  });
  return facts.event && (called || static_cast<size_t>(verbs) * 2 >= values.size());
}

size_t TableFacts::MomentOfState(size_t column, const std::string& value) const {
  const auto is = [](const Word& word, const std::string& one) { return word.text == absl::AsciiStrToLower(one) || (SplitName(one).size() == 1 && Stem(one) == word.stem); };
  for (size_t t = 0; t < size(); ++t) {
    const catalog::ColumnProfile& profile = table_.columns[t];
    if (!columns_[t].time || !profile.nullable || profile.Hidden()) continue;
    const std::vector<Word> words = Normalise(profile.comment);
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      // "only done tickets", "only when done": no other row has one.
      if (words[i].text == "only" && !words[i].break_after) {
        std::set<std::string> states;
        for (size_t w = i + 1; w < words.size() && !words[w - 1].break_after; ++w) {
          for (const catalog::ValueCount& known : table_.columns[column].values) {
            if (is(words[w], known.value)) states.insert(known.value);
          }
        }
        if (states == std::set<std::string>{value}) return t;
      }
      if (words[i].text != "null" || words[i].break_after) continue;
      bool until = IsOneOf(words[i + 1].text, {"until", "unless"});
      if (!until && !IsOneOf(words[i + 1].text, {"while", "when", "as"})) continue;
      bool some = false;
      bool this_one = false;
      for (size_t w = i + 2; w < words.size() && !words[w - 1].break_after; ++w) {
        for (const catalog::ValueCount& known : table_.columns[column].values) some = some || is(words[w], known.value);
        this_one = this_one || is(words[w], value);
        // "null while it is not paid": until it is.
        if (IsOneOf(words[w].text, {"not", "never"})) until = !until;
      }
      if (some && this_one == until) return t;
    }
  }
  return size();
}

void TableFacts::AddHappenedValues(size_t column) {
  if (!TellsWhatHappened(column)) return;
  const catalog::ColumnProfile& profile = table_.columns[column];
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
  const std::vector<ValueMeaning> meanings = ReadValueMeanings(profile.comment, values, /*numbers=*/false);
  struct Said {
    std::vector<std::string> values;
    double weight = 0;
  };
  std::map<std::string_view, Said> said;
  std::set<Stems> own;
  for (const std::string& value : values) own.insert(StemsOf(value));
  for (const std::string& value : values) {
    const Stems name = StemsOf(value);
    std::vector<Stems> glosses;
    // "pass out of date" says of nothing that it passed.
    std::set<std::string> nouns;
    for (const ValueMeaning& meaning : meanings) {
      if (meaning.value != value || meaning.others) continue;
      for (const std::string& phrase : meaning.phrases) {
        glosses.emplace_back();
        for (const Word& word : Normalise(phrase)) {
          // What it is not says nothing of what happened.
          if (IsOneOf(word.text, {"not", "no", "never", "without", "null", "nobody", "nothing", "none", "before", "until"})) {
            glosses.back().clear();
            break;
          }
          glosses.back().push_back(word.stem);
          if (!PastForm(word.text) && !NamesHappening(word.text)) nouns.insert(word.stem);
        }
      }
    }
    for (size_t h = 0; h < HappeningStems().size(); ++h) {
      double weight = 0;
      for (const Stems& phrase : HappeningStems()[h]) {
        if (name == phrase && (columns_[column].event || !OnlyState(value))) weight = std::max(weight, kSaidByValue);
        if (weight > 0) break;
        const bool part = columns_[column].event && name.size() > 1 && phrase.size() == 1 && name.back() == phrase[0];
        const bool gloss = !(phrase.size() == 1 && nouns.count(phrase[0]) > 0) && std::any_of(glosses.begin(), glosses.end(), [&](const Stems& words) { return Holds(words, phrase); });
        if (part || gloss) weight = std::max(weight, kSaidByGloss);
      }
      if (weight == 0) continue;
      for (std::string_view phrase : knowledge::Happenings()[h]) {
        // That a thing in a state is there at all is no state: "calls that came in".
        if (own.count(StemsOf(phrase)) > 0 || (knowledge::BringsAbout(phrase) && !columns_[column].event)) continue;
        Said& one = said[phrase];
        if (std::find(one.values.begin(), one.values.end(), value) == one.values.end()) one.values.push_back(value);
        one.weight = std::max(one.weight, weight);
      }
    }
  }
  for (const auto& [phrase, one] : said) {
    // What half of them are tells nothing apart.
    if (one.values.size() * 2 > values.size() && values.size() > 2) continue;
    AddPhrase(SplitName(phrase), {MeaningKind::kValue, 0, column, one.values, one.weight});
  }
}

void TableFacts::AddHappenedMoments(size_t column) {
  const catalog::ColumnProfile& profile = table_.columns[column];
  Stems words;
  for (const std::string& word : columns_[column].words) words.push_back(Stem(word));
  // "announced arrival", "planned start": not when it came to that.
  const auto expected = [](const std::string& word) { return IsOneOf(word, {"announced", "planned", "expected", "estimated", "scheduled", "due", "promised", "previous", "first", "last"}); };
  std::vector<Stems> clauses = {words};
  clauses.emplace_back();
  bool void_clause = false;
  bool without = false;
  // "arrival" beside a delay is no verb: the column's own words and the comment's nouns stay what they are.
  std::set<std::string> nouns(words.begin(), words.end());
  const std::vector<Word> comment = Normalise(profile.comment);
  for (const Word& word : comment) {
    void_clause = void_clause || expected(word.text) || IsOneOf(word.text, {"only"});
    // "null when aborted": then it did not come to it.
    if (IsOneOf(word.text, {"until", "unless"})) without = false;
    without = without || word.text == "null";
    if (!without) clauses.back().push_back(word.stem);
    // "null while under way, and for lost loads": without goes on.
    const bool goes_on = &word != &comment.back() && IsOneOf((&word + 1)->text, {"and", "or", "nor"});
    if (word.break_after && !goes_on) without = false;
    if (!PastForm(word.text) && word.text.back() != 's') nouns.insert(word.stem);
    if (!word.break_after) continue;
    if (void_clause) clauses.pop_back();
    void_clause = false;
    clauses.emplace_back();
  }
  if (void_clause) clauses.pop_back();
  for (size_t h = 0; h < HappeningStems().size(); ++h) {
    const bool has = std::any_of(HappeningStems()[h].begin(), HappeningStems()[h].end(), [&](const Stems& phrase) {
      // What a door does when it opens begins nothing.
      return phrase != Stems{Stem("open")} && std::any_of(clauses.begin(), clauses.end(), [&](const Stems& clause) { return Holds(clause, phrase); });
    });
    if (!has) continue;
    for (std::string_view phrase : knowledge::Happenings()[h]) {
      if (const Stems stems = StemsOf(phrase); stems.size() > 1 || nouns.count(stems[0]) == 0) AddPhrase(SplitName(phrase), {MeaningKind::kMoment, 0, column, {}, kSaidByMoment});
    }
  }
}

}  // namespace aurora::query::language
