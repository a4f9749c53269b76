#include "services/query-engine/language/schema/lexicon.h"

#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/ascii.h"
#include "libs/base/edit_distance.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/knowledge/synonyms.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;

constexpr std::array<std::string_view, 27> kUnits = {
    "ms",  "millis", "milliseconds", "us", "ns",  "s",   "sec", "secs", "seconds", "min", "mins", "minutes", "hours", "kg",
    "g",   "km",     "m",            "mb", "kb",  "gb",  "bytes", "pct", "percent", "usd", "eur", "gbp", "celsius"};

bool IsUnit(const std::string& word) {
  return std::find(kUnits.begin(), kUnits.end(), std::string_view(word)) != kUnits.end();
}

std::vector<std::string> Stems(const std::vector<std::string>& words) {
  std::vector<std::string> stems;
  stems.reserve(words.size());
  for (const std::string& word : words) stems.push_back(Stem(word));
  return stems;
}

bool AllUpper(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Words that alone say nothing about which column is meant.
bool TooGeneral(const std::string& word) {
  static const auto& words = *new std::set<std::string>{"id", "at", "ts", "name", "type", "code", "is", "has", "count",
                                                        "value", "number", "date", "time", "total", "last", "first",
                                                        "key", "unit", "by", "of", "in", "on"};
  return words.count(word) > 0;
}

}  // namespace

Lexicon::Lexicon(const catalog::TableProfile& table) : table_(table) {
  AddTable();
  AddColumns();
  for (size_t column = 0; column < table_.columns.size(); ++column) {
    if (table_.columns[column].Hidden()) continue;
    AddValues(column);
    AddPlaces(column);
  }
}

bool Lexicon::IsMeasure(size_t column) const {
  return table_.columns[column].column_class == ColumnClass::kNumber && !ids_[column] && !table_.columns[column].array;
}

bool Lexicon::IsCategory(size_t column) const {
  const ColumnClass kind = table_.columns[column].column_class;
  return (kind == ColumnClass::kText || kind == ColumnClass::kBool || kind == ColumnClass::kNumber || ids_[column]) &&
         !table_.columns[column].array;
}

void Lexicon::Add(const std::vector<std::string>& words, Meaning meaning, std::string exact) {
  std::vector<std::string> stems = Stems(words);
  if (stems.empty()) return;
  if (stems.size() == 1 && exact.empty() && words[0].size() > 3) vocabulary_.push_back(words[0]);
  const std::string first = stems[0];
  entries_.insert({first, Entry{std::move(stems), std::move(meaning), std::move(exact)}});
}

void Lexicon::AddTable() {
  const std::vector<std::string> words = SplitName(table_.table);
  Add(words, {MeaningKind::kTable, 0, "", 1});
  if (words.size() > 1) Add({words.back()}, {MeaningKind::kTable, 0, "", 0.8});
}

void Lexicon::AddColumns() {
  std::map<std::string, int> uses;  // by how many columns a word is used
  for (const ColumnProfile& column : table_.columns) {
    std::vector<std::string> words = SplitName(column.name);
    std::string unit;
    bool id = false;
    if (words.size() > 1 && (words.back() == "id" || words.back() == "uuid" || words.back() == "key")) {
      id = true;
      words.pop_back();
    } else if (words.size() == 1 && (words[0] == "id" || words[0] == "uuid")) {
      id = true;
    } else if (words.size() > 1 && IsUnit(words.back())) {
      unit = words.back();
      words.pop_back();
    } else if (words.size() > 1 && (words.back() == "at" || words.back() == "ts")) {
      words.pop_back();
    }
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      if (!column.Hidden()) ++uses[Stem(word)];
    }
    column_words_.push_back(std::move(words));
    column_units_.push_back(std::move(unit));
    ids_.push_back(id);
  }
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (table_.columns[i].Hidden()) continue;
    const std::vector<std::string>& words = column_words_[i];
    const MeaningKind kind = ids_[i] ? MeaningKind::kEntity : MeaningKind::kColumn;
    Add(words, {kind, i, "", 1});
    if (ids_[i]) Add(SplitName(table_.columns[i].name), {MeaningKind::kColumn, i, "", 1});
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    for (std::string_view synonym : knowledge::NounSynonyms(joined)) Add(SplitName(synonym), {kind, i, "", 0.8});
    if (words.size() < 2) continue;
    for (const std::string& word : words) {
      if (uses[Stem(word)] == 1 && !TooGeneral(word)) {
        Add({word}, {kind, i, "", 0.7});
        for (std::string_view synonym : knowledge::NounSynonyms(word)) Add(SplitName(synonym), {kind, i, "", 0.5});
      }
    }
  }
}

void Lexicon::AddValues(size_t column) {
  for (const catalog::ValueCount& value : table_.columns[column].values) {
    const std::vector<std::string> words = SplitName(value.value);
    if (words.empty() || words.size() > 8) continue;
    // Short codes are words too often (IN, OR, ME): only as they are written.
    const bool code = value.value.size() <= 3 && AllUpper(value.value);
    Add(words, {MeaningKind::kValue, column, value.value, 1}, code ? value.value : "");
    // "8.4.0" stays one word in a question.
    if (words.size() > 1 && absl::ascii_isdigit(static_cast<unsigned char>(value.value[0]))) {
      Add({absl::AsciiStrToLower(value.value)}, {MeaningKind::kValue, column, value.value, 1});
    }
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    for (std::string_view synonym : knowledge::ValueSynonyms(joined)) {
      Add(SplitName(synonym), {MeaningKind::kValue, column, value.value, 0.8});
    }
  }
}

// A column of two-letter codes also answers to the names of the places.
void Lexicon::AddPlaces(size_t column) {
  const ColumnProfile& profile = table_.columns[column];
  if (profile.column_class != ColumnClass::kText || profile.values.empty()) return;
  const auto named = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(column_words_[column].begin(), column_words_[column].end(), [&](const std::string& word) {
      return std::find(names.begin(), names.end(), std::string_view(word)) != names.end();
    });
  };
  const auto add = [&](const std::vector<knowledge::Place>& places) {
    size_t codes = 0;
    for (const catalog::ValueCount& value : profile.values) {
      codes += std::any_of(places.begin(), places.end(),
                           [&](const knowledge::Place& place) { return place.code == value.value; });
    }
    if (codes * 2 < profile.values.size()) return;
    for (const knowledge::Place& place : places) {
      Add(SplitName(place.name), {MeaningKind::kValue, column, std::string(place.code), 1});
      Add({absl::AsciiStrToLower(std::string(place.code))},
          {MeaningKind::kValue, column, std::string(place.code), 0.9}, std::string(place.code));
    }
  };
  if (named({"state", "province", "region"})) {
    add(knowledge::States());
  } else if (named({"country", "nation", "market", "destination", "origin"})) {
    add(knowledge::Countries());
  }
}

std::vector<Meaning> Lexicon::Find(const std::vector<Word>& words, size_t at, size_t* length) const {
  *length = 0;
  std::vector<Meaning> found;
  const auto [begin, end] = entries_.equal_range(words[at].stem);
  for (auto entry = begin; entry != end; ++entry) {
    const Entry& candidate = entry->second;
    if (at + candidate.stems.size() > words.size() || candidate.stems.size() < *length) continue;
    bool fits = candidate.exact.empty() || words[at].original == candidate.exact;
    for (size_t i = 1; fits && i < candidate.stems.size(); ++i) {
      fits = words[at + i].stem == candidate.stems[i] && !words[at + i - 1].break_after;
    }
    if (!fits) continue;
    if (candidate.stems.size() > *length) {
      found.clear();
      *length = candidate.stems.size();
    }
    const auto same = std::find_if(found.begin(), found.end(), [&](const Meaning& meaning) {
      return meaning.kind == candidate.meaning.kind && meaning.column == candidate.meaning.column &&
             meaning.value == candidate.meaning.value;
    });
    if (same == found.end()) {
      found.push_back(candidate.meaning);
    } else {
      same->weight = std::max(same->weight, candidate.meaning.weight);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Meaning& a, const Meaning& b) { return a.weight > b.weight; });
  return found;
}

std::string Lexicon::Correct(const std::string& word) const {
  if (word.size() < 5) return "";
  const size_t allowed = word.size() >= 8 ? 2 : 1;
  std::string best;
  size_t best_distance = allowed + 1;
  for (const std::string& known : vocabulary_) {
    if (known.size() + allowed < word.size() || word.size() + allowed < known.size() || known[0] != word[0]) continue;
    const size_t distance = std::min(base::EditDistance(word, known, allowed),
                                     base::EditDistance(Stem(word), Stem(known), allowed));
    if (distance < best_distance) {
      best = known;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace aurora::query::language
