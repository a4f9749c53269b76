#pragma once

#include <optional>
#include <set>
#include <string>

#include "libs/base/text.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::model {

// The tables and columns that a form reads, for the asker to see.
class SourceCollector {
 public:
  explicit SourceCollector(const language::LogicalForm& form) : form_(form) {
    for (const language::Measure& measure : form.measures) Add(measure);
    for (const language::Having& having : form.having) Add(having.measure);
    for (const language::Condition& condition : form.filters) Add(condition);
    for (const language::Group& group : form.groups) Add(group.column);
    for (const language::Group& group : form.inner) Add(group.column);
    if (form.window.has_value() && !form.window->Unbounded()) Add(form.time);
    Add(form.row_order.column);
  }

  void Into(answer::Reading& reading) const {
    for (const language::Source& source : form_.sources) reading.sources.push_back(base::StrCat(source.database, ".", source.table));
    for (const std::string& column : columns_) reading.sources.push_back(column);
  }

 private:
  void Add(const language::ColumnRef& ref) {
    if (ref.empty()) return;
    const language::Source& source = form_.sources[ref.source];
    columns_.insert(base::StrCat(source.database, ".", source.table, ".", ref.name));
  }
  void Add(const std::optional<language::Defined>& defined) {
    if (!defined.has_value()) return;
    for (const language::Defined::Piece& piece : defined->pieces) {
      if (piece.part == language::Defined::Part::kColumn) Add(language::ColumnRef{defined->source, piece.text});
    }
  }
  void Add(const language::Condition& condition) {
    Add(condition.operand.column);
    Add(condition.operand.until);
    Add(condition.operand.times);
    Add(condition.other);
    Add(condition.defined);
    for (const language::Condition& other : condition.any) Add(other);
  }
  void Add(const language::Measure& measure) {
    Add(measure.operand.column);
    Add(measure.operand.until);
    Add(measure.operand.times);
    Add(measure.defined);
    for (const language::Condition& condition : measure.only) Add(condition);
    for (const language::Measure& part : measure.parts) Add(part);
  }

  const language::LogicalForm& form_;
  std::set<std::string> columns_;
};

}  // namespace aurora::query::model
