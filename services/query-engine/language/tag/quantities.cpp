#include "services/query-engine/language/tag/quantities.h"

#include <algorithm>

namespace aurora::query::language {
namespace {

// As sure as the name of a column.
constexpr double kQuantity = 1;

bool OfItsColumn(const Meaning& meaning, size_t column) { return meaning.source == 0 && meaning.column == column && (meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity); }

bool IsRows(const Tag& tag) { return tag.kind == TagKind::kRows || (tag.kind == TagKind::kLexicon && tag.IsLexicon(MeaningKind::kTable)); }

}  // namespace

void NameQuantities(const std::vector<Word>& words, const Scope& scope, std::vector<Tag>& tags) {
  const TableFacts& rows = scope.main();
  if (rows.quantity() == rows.size()) return;
  const auto has = [&](TagKind kind) { return std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.kind == kind; }); };
  // "share of temperature readings", "temperature vs humidity readings": rows are chosen.
  if (has(TagKind::kRatio) || has(TagKind::kVersus) || has(TagKind::kDistinct)) return;
  const bool counted = has(TagKind::kCount);
  const auto quantity = [&](size_t at) -> const Meaning* {
    if (at >= tags.size() || tags[at].kind != TagKind::kLexicon) return nullptr;
    const auto value = std::find_if(tags[at].meanings.begin(), tags[at].meanings.end(), [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kValue && meaning.source == 0 && meaning.column == rows.quantity() && meaning.values.size() == 1 && meaning.comparison == Comparison::kIs; });
    const bool other = std::any_of(tags[at].meanings.begin(), value, [](const Meaning& meaning) { return meaning.kind != MeaningKind::kValue; });
    return value == tags[at].meanings.end() || other ? nullptr : &*value;
  };
  const auto next = [&](size_t at) {
    while (++at < tags.size() && tags[at].kind == TagKind::kFiller) {}
    return at;
  };
  const auto previous = [&](size_t at) {
    while (at-- > 0 && tags[at].kind == TagKind::kFiller) {}
    return at < tags.size() ? at : tags.size();
  };
  std::vector<size_t> found;
  for (size_t i = 0; i < tags.size(); ++i) {
    if (quantity(i) == nullptr) continue;
    const size_t before = previous(i);
    const size_t behind = next(i);
    const bool measured = before < tags.size() && (tags[before].kind == TagKind::kAggregate || tags[before].kind == TagKind::kMost || tags[before].kind == TagKind::kExtreme);
    const bool compared = behind < tags.size() && tags[behind].kind == TagKind::kCompare;
    if (counted && !measured && !compared) return;
    // "temperature readings above 30", "temperature values": said of the rows. "readings of type temperature" of the column.
    const bool of_rows = behind < tags.size() && (IsRows(tags[behind]) && !measured);
    const auto of_column = [&](size_t at) {
      return at < tags.size() && tags[at].kind == TagKind::kLexicon && std::any_of(tags[at].meanings.begin(), tags[at].meanings.end(), [&](const Meaning& meaning) { return OfItsColumn(meaning, rows.quantity()); });
    };
    if (of_rows || of_column(before) || (of_column(behind) && quantity(behind) == nullptr)) return;
    found.push_back(i);
  }
  for (size_t i : found) {
    const Meaning value = *quantity(i);
    tags[i].meanings = {Meaning{MeaningKind::kColumn, 0, rows.number(), value.values, kQuantity}};
    // "temperature value": the number's own name says no more.
    if (const size_t own = i + 1; own < tags.size() && !words[tags[i].last].break_after && tags[own].kind == TagKind::kLexicon && std::any_of(tags[own].meanings.begin(), tags[own].meanings.end(), [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kColumn && OfItsColumn(meaning, rows.number()); })) tags[own] = TagOver(TagKind::kFiller, tags[own].first, tags[own].last);
  }
}

}  // namespace aurora::query::language
