#include "services/query-engine/language/compose/readings/other_readings.h"

#include <algorithm>
#include <utility>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

// Columns that are offered instead of one.
constexpr size_t kColumnsMax = 4;

std::string By(const TimeWindow& window, const LogicalForm& form) {
  if (window.Unbounded()) return "all rows, whatever their time";
  return form.time.empty() ? window.reading : base::StrCat(window.reading, ", by ", form.time.name);
}

Assumed AssumeTime(const LogicalForm& form, absl::Time now) {
  Assumed time{"time", form.window_words, "nothing was said about time: all rows", form.window.has_value(), {}};
  if (form.window.has_value()) time.reading = By(*form.window, form);
  // A comparison's two windows belong together, and those who are silent or new have windows of their own.
  const bool plain = form.shape == Shape::kMeasures || form.shape == Shape::kRows || form.shape == Shape::kNested;
  if (form.compared.has_value() || form.time.empty() || !plain) return time;
  for (OtherWindow& other : OtherWindows(form.window.value_or(TimeWindow{}), now)) {
    TimeWindow window = std::move(other.window);
    const std::string reading = By(window, form);
    time.alternatives.push_back({other.id, reading, [window](LogicalForm& changed) { changed.window = window; }});
  }
  return time;
}

// What says when a row happened, where a row has several times.
std::optional<Assumed> AssumeTimeColumn(const LogicalForm& form, const Scope& scope) {
  if (!form.window.has_value() || form.window->Unbounded() || form.time.empty() || form.time.source != 0 || form.compared.has_value()) return std::nullopt;
  if (form.shape != Shape::kMeasures && form.shape != Shape::kRows) return std::nullopt;
  Assumed column{"time_column", "", base::StrCat("when is ", form.time.name), false, {}};
  const TableFacts& facts = scope.main();
  for (size_t i = 0; i < facts.size() && column.alternatives.size() < kColumnsMax; ++i) {
    const std::string name = facts.profile().columns[i].name;
    if (!facts.column(i).time || facts.profile().columns[i].Hidden() || name == form.time.name) continue;
    column.alternatives.push_back({name, base::StrCat("when is ", name), [name, old = form.time](LogicalForm& changed) {
                                     for (Group& group : changed.groups) {
                                       if (group.kind != GroupKind::kColumn && group.column == old) group.column.name = name;
                                     }
                                     if (changed.row_order.column == old) changed.row_order.column.name = name;
                                     changed.time.name = name;
                                   }});
  }
  if (column.alternatives.empty()) return std::nullopt;
  return column;
}

void ForEachMeasure(LogicalForm& form, const std::function<void(Measure&)>& change) {
  const auto each = [&](Measure& measure, const auto& self) -> void {
    change(measure);
    for (Measure& part : measure.parts) self(part, self);
  };
  for (Measure& measure : form.measures) each(measure, each);
  for (Having& having : form.having) each(having.measure, each);
}

// revenue = the sum of total: of another column with money
void OfferMoney(const LogicalForm& form, const Scope& scope, Assumed& assumed) {
  const TableFacts& facts = scope.main();
  std::string present;
  LogicalForm copy = form;
  ForEachMeasure(copy, [&](Measure& measure) {
    const ColumnRef& ref = measure.operand.column;
    if (ref.source == 0 && !ref.empty() && facts.Find(ref.name) < facts.size() && facts.column(facts.Find(ref.name)).dimension == knowledge::Dimension::kMoney) present = ref.name;
  });
  const size_t at = assumed.reading.find(present);
  if (present.empty() || at == std::string::npos) return;
  for (size_t i = 0; i < facts.size() && assumed.alternatives.size() < kColumnsMax; ++i) {
    const std::string name = facts.profile().columns[i].name;
    if (!facts.column(i).measure || facts.column(i).dimension != knowledge::Dimension::kMoney || name == present) continue;
    std::string reading = assumed.reading;
    reading.replace(at, present.size(), name);
    assumed.alternatives.push_back({name, reading, [name, present](LogicalForm& changed) {
                                      ForEachMeasure(changed, [&](Measure& measure) {
                                        if (measure.operand.column == ColumnRef{0, present}) measure.operand.column.name = name;
                                      });
                                    }});
  }
}

// Only rows that kept their money, or all
void OfferAllRows(const Scope& scope, Assumed& assumed) {
  std::vector<std::string> columns;
  for (const TableFacts::Kept& kept : scope.main().kept()) columns.push_back(scope.Ref(0, kept.column).name);
  assumed.alternatives.push_back({"all_rows", "all rows count, whatever became of them", [columns](LogicalForm& changed) {
                                    changed.filters.erase(std::remove_if(changed.filters.begin(), changed.filters.end(),
                                                                         [&](const Condition& condition) {
                                                                           const ColumnRef& ref = condition.operand.column;
                                                                           return condition.words.empty() && ref.source == 0 && std::find(columns.begin(), columns.end(), ref.name) != columns.end();
                                                                         }),
                                                          changed.filters.end());
                                  }});
}

// "energy by station": added up, or the average
void OfferAggregates(const LogicalForm& form, const std::string& column, Assumed& assumed) {
  struct Kind {
    MeasureKind kind;
    const char* id;
    const char* reading;
    const char* name;
  };
  static constexpr Kind kKinds[] = {{MeasureKind::kSum, "sum", "added up", "total_"},
                                    {MeasureKind::kAverage, "average", "the average", "average_"},
                                    {MeasureKind::kMedian, "median", "the median", "median_"},
                                    {MeasureKind::kMaximum, "maximum", "the highest", "maximum_"}};
  const auto present = std::find_if(form.measures.begin(), form.measures.end(), [&](const Measure& measure) { return measure.operand.column.name == column && measure.parts.empty(); });
  if (present == form.measures.end() || (present->kind != MeasureKind::kSum && present->kind != MeasureKind::kAverage)) return;
  for (const Kind& kind : kKinds) {
    if (kind.kind == present->kind) continue;
    assumed.alternatives.push_back({kind.id, kind.reading, [kind, column, old = present->kind](LogicalForm& changed) {
                                      for (Measure& measure : changed.measures) {
                                        if (measure.operand.column.name != column || measure.kind != old) continue;
                                        measure.kind = kind.kind;
                                        measure.name = kind.name + column;
                                      }
                                    }});
  }
}

}  // namespace

std::vector<Assumed> Assume(const LogicalForm& form, const std::vector<Note>& notes, const Scope& scope, absl::Time now) {
  std::vector<Assumed> all;
  // A time that was said and is no window became a condition on groups: what the reading says of it is all there is to say.
  if (form.window.has_value() || form.window_words.empty()) all.push_back(AssumeTime(form, now));
  if (std::optional<Assumed> column = AssumeTimeColumn(form, scope); column.has_value()) all.push_back(*std::move(column));
  if (form.compared.has_value()) all.push_back({"compared", form.compared_words, By(*form.compared, form), true, {}});
  for (const Note& note : notes) {
    Assumed assumed{note.id, note.words, note.reading, note.id == "follow_up", {}};
    constexpr std::string_view kAggregate = "aggregate_";
    if (note.id == "money") {
      OfferMoney(form, scope, assumed);
    } else if (note.id == "kept_money") {
      OfferAllRows(scope, assumed);
    } else if (note.id.rfind(kAggregate, 0) == 0) {
      OfferAggregates(form, note.id.substr(kAggregate.size()), assumed);
    }
    all.push_back(std::move(assumed));
  }
  for (Assumed& assumed : all) {
    if (!assumed.alternatives.empty()) assumed.alternatives.insert(assumed.alternatives.begin(), OtherReading{kAsRead, assumed.reading, [](LogicalForm&) {}});
  }
  return all;
}

}  // namespace aurora::query::language
