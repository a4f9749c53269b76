#include <algorithm>

#include "absl/strings/ascii.h"
#include "services/query-engine/knowledge/languages.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::language {

// A column of two-letter codes also answers to the names of the places, one of names to their codes.
void TableFacts::AddPlaces(size_t column) {
  const catalog::ColumnProfile& profile = table_.columns[column];
  if (profile.column_class != catalog::ColumnClass::kText || profile.values.empty()) return;
  const std::string comment = absl::AsciiStrToLower(profile.comment);
  const auto named = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return comment.find(std::string(name)) != std::string::npos ||
             std::find(columns_[column].words.begin(), columns_[column].words.end(), std::string(name)) != columns_[column].words.end();
    });
  };
  const auto matching = [&](const std::vector<knowledge::Place>& places, bool by_code) {
    size_t hits = 0;
    for (const catalog::ValueCount& value : profile.values) {
      const std::string lower = absl::AsciiStrToLower(value.value);
      hits += std::any_of(places.begin(), places.end(), [&](const knowledge::Place& place) {
        return by_code ? absl::AsciiStrToLower(std::string(place.code)) == lower && value.value.size() == 2 : place.name == lower;
      });
    }
    return hits * 10 >= profile.values.size() * 7;
  };
  const auto add_names = [&](const std::vector<knowledge::Place>& places) {
    const bool lower = absl::ascii_islower(static_cast<unsigned char>(profile.values[0].value[0]));
    for (const knowledge::Place& place : places) {
      const std::string code(place.code);
      const std::string value = lower ? absl::AsciiStrToLower(code) : code;
      Add(SplitName(place.name), {MeaningKind::kValue, 0, column, {value}, 1});
      Add({absl::AsciiStrToLower(code)}, {MeaningKind::kValue, 0, column, {value}, 0.9}, code);
    }
    for (const knowledge::Place& people : knowledge::Demonyms()) {
      const std::string code(people.code);
      const bool known = std::any_of(places.begin(), places.end(), [&](const knowledge::Place& place) { return place.code == people.code; });
      if (known && &places == &knowledge::Countries()) {
        Add(SplitName(people.name), {MeaningKind::kValue, 0, column, {lower ? absl::AsciiStrToLower(code) : code}, 0.8});
      }
    }
  };
  const auto add_codes = [&](const std::vector<knowledge::Place>& places) {
    for (const catalog::ValueCount& value : profile.values) {
      const std::string lower = absl::AsciiStrToLower(value.value);
      for (const knowledge::Place& place : places) {
        if (place.name != lower) continue;
        Add({absl::AsciiStrToLower(std::string(place.code))}, {MeaningKind::kValue, 0, column, {value.value}, 0.9}, std::string(place.code));
        for (const knowledge::Place& other : places) {
          if (other.code == place.code && other.name != lower) Add(SplitName(other.name), {MeaningKind::kValue, 0, column, {value.value}, 0.95});
        }
      }
    }
  };
  // "de" of a language is German, and no Germany.
  if (named({"language", "languages", "lang", "locale", "iso 639"}) && !named({"country"})) {
    for (const catalog::ValueCount& value : profile.values) {
      for (const knowledge::Language& language : knowledge::Languages()) {
        if (absl::AsciiStrToLower(value.value) == language.code) Add({std::string(language.name)}, {MeaningKind::kValue, 0, column, {value.value}, 0.85});
      }
    }
    return;
  }
  const bool state = named({"state", "province"}) && !named({"country"});
  if (matching(knowledge::Countries(), true) && !state) {
    add_names(knowledge::Countries());
  } else if (matching(knowledge::States(), true)) {
    add_names(knowledge::States());
  } else if (matching(knowledge::Countries(), false)) {
    add_codes(knowledge::Countries());
  } else if (matching(knowledge::States(), false)) {
    add_codes(knowledge::States());
  }
}

}  // namespace aurora::query::language
