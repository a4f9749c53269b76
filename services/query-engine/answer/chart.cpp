#include "services/query-engine/answer/chart.h"

namespace aurora::query::answer {

Chart ChooseChart(const language::LogicalForm& form) {
  Chart chart;
  if (form.rows) {
    chart.kind = "table";
    return chart;
  }
  chart.y.push_back(form.measure.name);
  if (form.compared.has_value()) chart.y.push_back(form.measure.name + "_before");
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
