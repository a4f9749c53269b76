#include "services/query-engine/language/compose/readings/explain_change.h"

#include <algorithm>

#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

// Columns whose values are told apart; each costs a row of the scan.
constexpr size_t kPartsMax = 12;
// A column with one value explains nothing, one with very many hides everything.
constexpr uint64_t kValuesMax = 200;

// Whether the filters leave one value of it.
bool Fixed(const LogicalForm& form, const ColumnRef& column) {
  return std::any_of(form.filters.begin(), form.filters.end(), [&](const Condition& condition) {
    return condition.operand.column == column && condition.any.empty() && (condition.comparison == Comparison::kIsNull || (condition.comparison == Comparison::kIs && condition.values.size() == 1));
  });
}

}  // namespace

bool AsksWhy(const std::vector<Word>& words) {
  const auto at = [&](size_t i) { return i < words.size() ? words[i].text : std::string(); };
  size_t next = 0;
  if (IsOneOf(at(0), {"and", "but", "so", "ok", "okay"})) next = 1;
  if (at(next) == "why") {
    next += 1;
  } else if (at(next) == "how" && at(next + 1) == "come") {
    next += 2;
  } else if (at(next) == "explain") {
    next += 1;
  } else if (at(next) == "what" && IsOneOf(at(next + 1), {"caused", "drove", "explains", "explained", "changed", "happened", "contributed"})) {
    next += 2;
  } else if (at(next) == "what" && IsOneOf(at(next + 1), {"is", "was", "s"}) && (at(next + 2) == "behind" || (IsOneOf(at(next + 2), {"the", "driving"}) && IsOneOf(at(next + 3), {"reason", "cause", "that", "this"})))) {
    next += 3;
  } else {
    return false;
  }
  // Any other word would be about something else than what was shown.
  return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(next), words.end(), [](const Word& word) {
    return IsOneOf(word.text, {"did",  "does", "do",    "is",       "was",      "are",      "were",     "has",       "have",      "that",     "this",  "it",   "they",   "so",   "the",
                               "a",    "an",   "to",    "of",       "for",      "in",       "such",     "there",     "happen",    "happened", "go",    "went", "up",     "down", "more",
                               "less", "many", "fewer", "much",     "high",     "higher",   "low",      "lower",     "change",    "changed",  "drop",  "dropped", "fall", "fell", "rise",
                               "rose", "rises", "increase", "increased", "decrease", "decreased", "decline", "declined", "grow",    "grew",     "growth", "jump", "jumped", "spike", "dip",
                               "difference", "reason", "cause", "then", "exactly", "different", "big"});
  });
}

std::optional<LogicalForm> ExplainChange(const LogicalForm& previous, const Scope& scope, absl::Time now, std::string* reason) {
  const bool additive = !previous.measures.empty() && (previous.measures[0].kind == MeasureKind::kCount || previous.measures[0].kind == MeasureKind::kSum);
  if (previous.shape != Shape::kMeasures || !additive || !previous.having.empty()) {
    *reason = "which parts a change comes from can be said of counts and sums; ask for one of those first";
    return std::nullopt;
  }
  const bool bounded = previous.window.has_value() && previous.window->from != absl::InfinitePast() && !previous.time.empty();
  if (!bounded) {
    *reason = "a change needs two times; ask for a count or a sum of a day, a week or another stretch first";
    return std::nullopt;
  }
  LogicalForm form = previous;
  form.shape = Shape::kContributions;
  form.measures.resize(1);
  form.groups.clear();
  form.inner.clear();
  form.order = Order::kNone;
  form.limit = 0;
  form.series = Series::kPlain;
  form.fill = false;
  if (!form.compared.has_value()) form.compared = Shifted(TimeShift{}, form.window, now);
  for (size_t s = 0; s < scope.size() && form.groups.size() < kPartsMax; ++s) {
    const catalog::TableProfile& table = scope.source(s).profile();
    const auto source = std::find(form.sources.begin(), form.sources.end(), Source{table.database, table.table});
    for (size_t c = 0; c < table.columns.size() && form.groups.size() < kPartsMax; ++c) {
      const ColumnFacts& facts = scope.source(s).column(c);
      const catalog::ColumnProfile& column = table.columns[c];
      if (column.Hidden() || column.array || facts.row_id || facts.id || facts.time) continue;
      const bool divides = facts.flag || (facts.category && column.values.size() >= 2 && column.distinct <= kValuesMax);
      if (!divides) continue;
      // A table that was not asked about is joined where each row has one there, as its own columns are.
      if (source == form.sources.end()) continue;
      const ColumnRef ref{static_cast<size_t>(source - form.sources.begin()), column.name};
      if (Fixed(previous, ref)) continue;
      Group group;
      group.column = ref;
      group.name = ref.source == 0 ? column.name : table.table + "." + column.name;
      form.groups.push_back(std::move(group));
    }
  }
  if (form.groups.empty()) {
    *reason = "no column divides these rows into parts that could be compared";
    return std::nullopt;
  }
  return form;
}

}  // namespace aurora::query::language
