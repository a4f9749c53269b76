#include <algorithm>

#include "absl/strings/ascii.h"
#include "libs/base/text.h"
#include "services/query-engine/language/schema/value_meanings.h"
#include "services/query-engine/retrieval/meaning_search.h"

// Which column or value some words mean, by how near their vectors are.

namespace aurora::query::retrieval {
namespace {

// Of 129 words over 17 schemas, 39 of them without any meaning there, these link 36: 27 to what was written down for them
// beforehand, 2 of the 39. At a cosine of 0.6 it is 22 of 30, with a lead of 0.08 it is 31 of 46.
constexpr double kCosineMin = 0.55;
constexpr double kLeadMin = 0.15;
// A column with more values is no list of states.
constexpr size_t kValuesMax = 20;

std::string Spoken(std::string_view name) {
  std::string text = absl::AsciiStrToLower(std::string(name));
  for (char& c : text) c = c == '_' ? ' ' : c;
  return text;
}

// "rolled_back", "VALVE_JAM", "RES"; no names of people, places and goods.
bool IsState(const std::string& value) {
  const auto of = [&](char first, char last) { return std::all_of(value.begin(), value.end(), [&](char c) { return (c >= first && c <= last) || c == '_' || c == '-'; }); };
  return value.size() > 1 && (of('a', 'z') || of('A', 'Z'));
}

bool SameThing(const MeaningHit& a, const MeaningHit& b) { return a.column.column == b.column.column && a.value == b.value; }

// A column and its value are no rivals: "lift" of a column `lift` with the value `lift`.
bool Rivals(const MeaningHit& a, const MeaningHit& b) {
  if (a.column.column != b.column.column) return true;
  return a.value != b.value && !a.value.empty() && !b.value.empty();
}

}  // namespace

std::vector<MeaningText> DescribeMeanings(const catalog::TableProfile& table) {
  std::vector<MeaningText> texts;
  for (const catalog::ColumnProfile& column : table.columns) {
    if (column.Hidden()) continue;
    const std::string name = Spoken(column.name);
    texts.push_back({column.name, "", name});
    if (!column.comment.empty()) texts.push_back({column.name, "", base::StrCat(name, ": ", column.comment)});
    if (column.column_class != catalog::ColumnClass::kText || column.array || column.values.size() > kValuesMax) continue;
    std::vector<std::string> values;
    for (const catalog::ValueCount& value : column.values) values.push_back(value.value);
    const std::vector<language::ValueMeaning> meanings = language::ReadValueMeanings(column.comment, values, /*numbers=*/false);
    for (const std::string& value : values) {
      const auto described = std::find_if(meanings.begin(), meanings.end(), [&](const language::ValueMeaning& one) { return one.value == value; });
      const bool known = described != meanings.end();
      if (!known && !IsState(value)) continue;
      texts.push_back({column.name, value, known ? base::StrCat(Spoken(value), ", ", described->phrases[0]) : Spoken(value)});
      texts.push_back({column.name, value, base::StrCat(name, " ", Spoken(value), known ? base::StrCat(": ", described->phrases[0]) : "")});
    }
  }
  return texts;
}

std::vector<MeaningHit> ChooseMeaning(std::vector<MeaningHit> hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const MeaningHit& a, const MeaningHit& b) { return a.column.cosine > b.column.cosine; });
  if (hits.empty() || hits[0].column.cosine < kCosineMin) return {};
  std::vector<MeaningHit> chosen;
  for (const MeaningHit& hit : hits) {
    if (Rivals(hits[0], hit) && hits[0].column.cosine - hit.column.cosine < kLeadMin) return {};
    const bool known = std::any_of(chosen.begin(), chosen.end(), [&](const MeaningHit& one) { return one.column.database == hit.column.database && one.column.table == hit.column.table; });
    if (SameThing(hits[0], hit) && !known) chosen.push_back(hit);
  }
  return chosen;
}

}  // namespace aurora::query::retrieval
