#include "services/query-engine/language/compose/weigh.h"

#include <algorithm>
#include <cmath>

#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"

// How plausible a reading is beside those of other tables, and how sure of itself.

namespace aurora::query::language {
namespace {

// How sure it is that what something cost is what came in.
constexpr double kIncomeOfCosts = 0.8;

// More than readings that tie differ by.
constexpr double kToldByEvents = 0.2;
constexpr double kToldByMoments = 1.3;
// Of what rows measure.
constexpr double kToldByQuantity = 0.7;

// The weight of a synonym of a table's name.
constexpr double kSynonym = 0.82;

// "best selling category" of a list of products: how many of each were sold is known elsewhere.
bool RanksByUnsold(const Draft& d) {
  if (!d.ranked || d.scope.reverse().empty() || d.form.measures.size() != 1 || d.form.measures[0].kind != MeasureKind::kCount) return false;
  return std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"selling", "bestselling", "sells"}); });
}

// Whether these rows are called by no more than a synonym of theirs, and the rows of a table that belongs to them by their own name or verb.
bool NamesOthersRows(const Draft& d) {
  if (d.form.shape == Shape::kWithout) return false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kTable) || !d.used[i] || d.Chosen(i).weight > kSynonym || d.tags[i].first != d.tags[i].last) continue;
    for (const Scope::Reverse& reverse : d.scope.reverse()) {
      const size_t time = reverse.facts->Find(reverse.facts->profile().time_column);
      const std::vector<TableFacts::Entry>& entries = reverse.facts->Entries(d.words[d.tags[i].first].stem);
      const bool own = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
        const Meaning& meaning = entry.meaning;
        return entry.stems.size() == 1 && meaning.weight >= 0.95 && (meaning.kind == MeaningKind::kTable || (meaning.kind == MeaningKind::kMoment && meaning.column == time && meaning.values.empty()));
      });
      if (own) return true;
    }
  }
  return false;
}

// "rejected clockings" of shifts that may be rejected: the state is of another table's rows, and was said of these.
bool TakesStateOfOthers(const Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (d.Means(i, MeaningKind::kValue) && d.used[i] && d.Chosen(i).source > 0 && d.FactsOf(d.Chosen(i)).status && d.Means(i + 1, MeaningKind::kTable) && d.Chosen(i + 1).source == 0 && !d.BreakBetween(i, i + 1)) return true;
  }
  return false;
}

}  // namespace

void Weigh(Draft& d) {
  // A noun that was only taken for the rows says no more of the table than the other words do.
  const bool guessed = std::any_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.rows; });
  d.composed.score = d.weight - 0.35 * static_cast<double>(d.weighed) - 0.3 * static_cast<double>(d.form.joins.size()) + (d.composed.said_table && !guessed ? 1.0 : 0.0);
  // "flats sold in April" of enquiries about flats: nothing says that these are meant, and not the flats.
  if (!d.composed.said_table && OnlyOfOthers(d)) d.composed.score -= 1.5;
  if (RanksByUnsold(d)) d.composed.score -= 1.5;
  if (TakesCostsForIncome(d)) {
    d.composed.score -= 1.5;
    d.composed.certainty *= kIncomeOfCosts;
  }
  // "unique customers per month": each row of a list of them is another, so that the rows of what they did are meant.
  if (d.distinct_rows) d.composed.score -= 0.6;
  // "offers" of listings, where another table has the offers that were made for them: not a far-fetched name of these.
  if (NamesOthersRows(d)) d.composed.score -= 1.0;
  // Of several tables that know them, the one where most happens is the one they are heard of in.
  if (d.told_by_events) d.composed.score += kToldByEvents;
  // "delivery time" of delivered_at says as much of the table as a table's name does.
  if (d.names_span && !d.composed.said_table) d.composed.score += kToldByMoments;
  // "average temperature" of readings that measure it, where sensors only have that type.
  bool measured = false;
  for (size_t i = 0; i < d.tags.size(); ++i) measured = measured || (d.Means(i, MeaningKind::kColumn) && !d.Chosen(i).values.empty());
  if (measured && !d.composed.said_table) d.composed.score += kToldByQuantity;
  if (d.silent.has_value()) d.composed.score += 0.4 * std::log10(1.0 + static_cast<double>(d.scope.main().profile().rows));
  // A table of things with a date is less likely meant by a time than the table of what happened to them. One that is kept in the order of its
  // days (shifts of each day) has what happened itself.
  const bool by_day = d.scope.main().profile().Find(d.time.name) != nullptr && d.scope.main().profile().Find(d.time.name)->in_sorting_key;
  const bool about_date = !by_day && d.scope.main().profile().Find(d.time.name) != nullptr && d.time.source == 0 && !d.time.empty() &&
                          d.scope.Profile(d.time).column_class == catalog::ColumnClass::kDate && !d.scope.reverse().empty();
  bool moment = false;
  // "how many opens" is no act of a table that knows a day of opening: things are counted.
  const auto things = [&](size_t i) { return Plural(d.words[d.tags[i].last].text) && (i == 0 || d.Is(i - 1, TagKind::kCount)); };
  for (size_t i = 0; i < d.tags.size(); ++i) moment = moment || (d.Means(i, MeaningKind::kMoment) && !things(i));
  if (about_date && d.Windowed() && !moment) d.composed.score -= d.first_time.has_value() ? 0.6 : 1.2;
  if (TakesStateOfOthers(d)) d.composed.certainty *= 0.8;
  // Readings that lean on a small word are less sure than plain ones.
  double sure = 1;
  if (d.form.shape != Shape::kMeasures && d.form.shape != Shape::kNested && d.form.shape != Shape::kRows) sure = 0.92;
  if (d.form.shape == Shape::kRows && !d.composed.said_table) sure = 0.92;
  // "reads today": rows, or how many they are?
  if (d.form.shape == Shape::kRows && d.placed.empty() && !d.listed && !d.Has(TagKind::kWhich) && !d.Has(TagKind::kExtreme)) sure = 0.92;
  if (d.Has(TagKind::kNegation) || d.Has(TagKind::kWithout) || d.Has(TagKind::kNever)) sure = 0.92;
  d.composed.certainty = d.composed.certainty * sure * std::min(d.assumed ? 0.9 : 1.0, 0.55 + 0.45 * d.least);
}

}  // namespace aurora::query::language
