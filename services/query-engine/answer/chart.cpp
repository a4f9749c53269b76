#include "services/query-engine/answer/chart.h"

namespace aurora::query::answer {

Chart ChooseChart(const language::LogicalForm& form) {
  Chart chart;
  if (form.shape == language::Shape::kRows || form.shape == language::Shape::kWithout || form.shape == language::Shape::kEmptyBuckets ||
      form.shape == language::Shape::kContributions || form.measures.empty()) {
    chart.kind = "table";
    return chart;
  }
  for (const language::Measure& measure : form.measures) {
    chart.y.push_back(measure.name);
    if (form.compared.has_value()) chart.y.push_back(measure.name + "_before");
  }
  if (form.groups.empty()) {
    chart.kind = form.compared.has_value() ? "bar" : "number";
    return chart;
  }
  if (form.groups.size() > 2) {
    chart.kind = "table";
    return chart;
  }
  chart.x = form.groups[0].name;
  if (form.groups.size() == 2) chart.series = form.groups[1].name;
  chart.kind = form.groups[0].kind == language::GroupKind::kBucket ? "line" : "bar";
  return chart;
}

}  // namespace aurora::query::answer
