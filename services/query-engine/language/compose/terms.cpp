#include "services/query-engine/language/compose/terms.h"

#include <algorithm>

#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/glossary/term_finder.h"

namespace aurora::query::language {
namespace {

// "states by net revenue", "the most net revenue"
void ReadTermMeasure(Draft& d, size_t tag) {
  const Term& term = *d.tags[tag].term;
  Measure measure;
  measure.kind = MeasureKind::kDefined;
  measure.defined = Defined{term.term, d.tags[tag].term_source, term.pieces};
  measure.name = d.NameOf(measure);
  const auto same = [&](const Measure& known) { return known.defined == measure.defined; };
  if (std::none_of(d.form.measures.begin(), d.form.measures.end(), same)) d.form.measures.push_back(std::move(measure));
  d.composed.said_measure = true;
  d.composed.said_table = true;
  d.used[tag] = true;
  d.NoteThat(AssumptionId(term), d.Words(tag), ReadingOf(term));
  const size_t before = d.Previous(tag);
  if (d.BreakBetween(before, tag)) return;
  if (d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop)) {
    d.ranked = true;
    d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    d.used[before] = true;
  } else if (d.Is(before, TagKind::kBy)) {
    d.used[before] = true;
    if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
  }
}

// "orders of VIPs", "active customers"
void ReadTermFilter(Draft& d, size_t tag) {
  const Term& term = *d.tags[tag].term;
  Condition condition;
  condition.defined = Defined{term.term, d.tags[tag].term_source, term.pieces};
  condition.words = d.Words(tag);
  if (Negated(d, tag)) condition.comparison = Comparison::kIsNot;
  // Alone it stands for the rows that it is about.
  const size_t next = tag + 1;
  const bool noun = d.Lexical(next) && d.tags[next].first == d.tags[tag].last + 1;
  if (d.tags[tag].term_source == 0 && !noun) {
    d.composed.said_table = true;
    d.rows_noun = true;
  }
  d.Place(std::move(condition), tag);
  d.used[tag] = true;
  d.NoteThat(AssumptionId(term), d.Words(tag), ReadingOf(term));
}

}  // namespace

void ReadTerms(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kTerm) || d.used[i]) continue;
    if (d.tags[i].term->kind == TermKind::kMeasure) {
      ReadTermMeasure(d, i);
    } else {
      ReadTermFilter(d, i);
    }
  }
}

// What is unusual against the past needs the spread of values, which an expression of aggregates does not have.
void CheckTerms(Draft& d) {
  if (d.form.shape != Shape::kUnusual || !d.form.window.has_value() || d.form.HasBucket()) return;
  for (const Measure& measure : d.form.measures) {
    if (measure.kind == MeasureKind::kDefined) d.Fail(Problem::kNotUnderstood, d.unusual.value_or(d.tags.size()));
  }
}

}  // namespace aurora::query::language
