#include "services/ingest/transforms/transformed_columns.h"

#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/column_name.h"

namespace aurora::ingest {
namespace {

using FieldPath = TransformPlan::FieldPath;

FieldPath Joined(FieldPath begin, FieldPath::const_iterator rest, FieldPath::const_iterator end) {
  begin.insert(begin.end(), rest, end);
  return begin;
}

// A number counts in the type's own unit: the one thing that does not depend on the values of the moment.
table::EpochUnit UnitOf(const table::Type& type) {
  if (type.kind == table::Kind::kDateTime) return table::EpochUnit::kSeconds;
  if (type.kind != table::Kind::kDateTime64) return table::EpochUnit::kNone;
  switch (type.scale) {
    case 0:
      return table::EpochUnit::kSeconds;
    case 3:
      return table::EpochUnit::kMilliseconds;
    case 6:
      return table::EpochUnit::kMicroseconds;
    default:
      return table::EpochUnit::kNone;
  }
}

void Cast(const table::Type& type, table::Field& field) {
  const bool nullable = field.type.nullable && !field.type.array && !type.array;
  const bool was_time = field.type.IsTime();
  field.type = type;
  field.type.nullable = type.nullable || nullable;
  if (!type.IsTime() || type.array) {
    field.epoch_unit = table::EpochUnit::kNone;
  } else if (!was_time) {
    field.epoch_unit = UnitOf(type);
  }
}

}  // namespace

void AdaptSchema(const TransformPlan& plan, table::TableSchema& schema) {
  for (table::Field& field : schema.fields) {
    if (field.path.empty()) continue;
    for (const TransformPlan::Rename& rename : plan.renames()) {
      if (field.path.front() != rename.to) continue;
      field.path = Joined(rename.from, field.path.begin() + 1, field.path.end());
      break;
    }
    const auto cast = plan.casts().find(field.path);
    if (cast == plan.casts().end()) continue;
    Cast(cast->second, field);
    std::string partitioned_by;
    const bool partitioned =
        table::IsKeyExpression(schema.partition_by, &partitioned_by) && partitioned_by == field.name;
    if ((partitioned || schema.time_column == field.name) && (!field.type.IsTime() || field.type.nullable)) {
      schema.time_column = table::kTimestampColumn;
      schema.partition_by = base::StrCat("toYYYYMM(", table::kTimestampColumn, ")");
    }
    if (field.type.nullable || field.type.array) std::erase(schema.order_by, field.name);
  }
  if (schema.order_by.empty()) schema.order_by = {std::string(table::kTimestampColumn)};
}

void AdaptNewField(const TransformPlan& plan, table::Field& field, std::vector<std::string>* name_path) {
  for (const TransformPlan::Rename& rename : plan.renames()) {
    if (!IsPrefix(rename.from, field.path)) continue;
    *name_path = Joined({rename.to}, field.path.begin() + static_cast<ptrdiff_t>(rename.from.size()),
                        field.path.end());
    break;
  }
  const auto cast = plan.casts().find(field.path);
  if (cast == plan.casts().end()) return;
  Cast(cast->second, field);
  // Rows of before have none.
  if (!field.type.array) field.type.nullable = true;
}

std::set<std::string> CastColumns(const TransformPlan& plan, const table::TableSchema& schema) {
  std::set<std::string> columns;
  for (const table::Field& field : schema.fields) {
    if (plan.casts().count(field.path) != 0) columns.insert(field.name);
  }
  return columns;
}

absl::Status CheckSchema(const TransformPlan& plan, const table::TableSchema& schema) {
  const std::vector<std::string> dropped = plan.dropped_fields();
  for (const table::Field& field : schema.fields) {
    if (field.path.empty() || std::find(dropped.begin(), dropped.end(), field.path.front()) == dropped.end())
      continue;
    return absl::InvalidArgumentError(base::StrCat("column ", field.name, " is filled from field ",
                                                   table::PathText(field.path),
                                                   ", which a transform drops; leave one of the two out"));
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest
