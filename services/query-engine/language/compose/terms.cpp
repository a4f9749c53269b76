#include <algorithm>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/glossary/term_finder.h"

// Words that people defined in the glossary.
namespace aurora::query::language {

void Composer::ReadTerms() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kTerm) || used_[i]) continue;
    if (tags_[i].term->kind == TermKind::kMeasure) {
      ReadTermMeasure(i);
    } else {
      ReadTermFilter(i);
    }
  }
}

// "states by net revenue", "the most net revenue"
void Composer::ReadTermMeasure(size_t tag) {
  const Term& term = *tags_[tag].term;
  Measure measure;
  measure.kind = MeasureKind::kDefined;
  measure.defined = Defined{term.term, tags_[tag].term_source, term.pieces};
  measure.name = NameOf(measure);
  const auto same = [&](const Measure& known) { return known.defined == measure.defined; };
  if (std::none_of(form_.measures.begin(), form_.measures.end(), same)) form_.measures.push_back(std::move(measure));
  composed_.said_measure = true;
  composed_.said_table = true;
  used_[tag] = true;
  NoteThat(AssumptionId(term), Words(tag), ReadingOf(term));
  const size_t before = Previous(tag);
  if (BreakBetween(before, tag)) return;
  if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
    ranked_ = true;
    form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    used_[before] = true;
  } else if (Is(before, TagKind::kBy)) {
    used_[before] = true;
    if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
  }
}

// "orders of VIPs", "active customers"
void Composer::ReadTermFilter(size_t tag) {
  const Term& term = *tags_[tag].term;
  Condition condition;
  condition.defined = Defined{term.term, tags_[tag].term_source, term.pieces};
  condition.words = Words(tag);
  if (Negated(tag)) condition.comparison = Comparison::kIsNot;
  // Alone it stands for the rows that it is about.
  const size_t next = tag + 1;
  const bool noun = Lexical(next) && tags_[next].first == tags_[tag].last + 1;
  if (tags_[tag].term_source == 0 && !noun) {
    composed_.said_table = true;
    rows_noun_ = true;
  }
  Place(std::move(condition), tag);
  used_[tag] = true;
  NoteThat(AssumptionId(term), Words(tag), ReadingOf(term));
}

// What is unusual against the past needs the spread of values, which an expression of aggregates does not have.
void Composer::CheckTerms() {
  if (form_.shape != Shape::kUnusual || !form_.window.has_value() || form_.HasBucket()) return;
  for (const Measure& measure : form_.measures) {
    if (measure.kind == MeasureKind::kDefined) Fail(Problem::kNotUnderstood, unusual_.value_or(tags_.size()));
  }
}

}  // namespace aurora::query::language
