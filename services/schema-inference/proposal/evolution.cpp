#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "libs/table/create_table.h"
#include "libs/table/field_path.h"
#include "services/schema-inference/evidence/field_tree.h"
#include "services/schema-inference/proposal/column_proposal.h"
#include "services/schema-inference/proposal/schema_proposal.h"
#include "services/schema-inference/proposal/type_choice.h"

namespace aurora::schema_inference {
namespace {

using base::StrCat;
using Path = std::vector<std::string>;

// So many new columns at once are rather data that stands in keys: then only those count that are frequent.
constexpr size_t kManyColumns = 50;
constexpr double kFrequent = 0.2;

const FieldTree::Node* NodeAt(const FieldTree& tree, const Path& path) {
  const FieldTree::Node* node = &tree.root();
  for (const std::string& step : path) {
    const auto found = node->by_key.find(step);
    if (found == node->by_key.end()) return nullptr;
    node = node->children[found->second].get();
  }
  return node;
}

// Null, {} and [] say nothing about a type.
bool IsBlank(const FieldTree& tree, const Path& path) {
  const FieldTree::Node& node = *NodeAt(tree, path);
  const FieldStatistics& s = node.statistics;
  if (s.values() == 0) return true;
  if (s.object == s.values()) return node.children.empty();
  return s.array == s.values() && (s.elements() == nullptr || s.elements()->values() == 0);
}

std::vector<ColumnEvidence> NewColumns(const FieldTree& tree, const table::TableSchema& schema, absl::Time now) {
  // Columns that have a place are proposed once more, under names of no consequence.
  table::ColumnNamer scratch;
  std::vector<ColumnEvidence> columns = ProposeColumns(tree, scratch, kSamplesMax, now);
  std::erase_if(columns, [&](const ColumnEvidence& column) {
    return table::HasPlaceFor(schema, column.field.path) || IsBlank(tree, column.field.path);
  });
  if (columns.size() < kManyColumns) return columns;
  std::erase_if(columns, [&](const ColumnEvidence& column) {
    return static_cast<double>(column.statistics->present) < kFrequent * static_cast<double>(tree.samples());
  });
  return columns;
}

// Keys take no Nullable.
void Widen(const FieldTree& tree, EvolutionPlan* plan) {
  for (table::Field& field : plan->schema.fields) {
    if (field.path.empty() || field.type.nullable || field.type.array || table::IsKeyColumn(plan->schema, field.name))
      continue;
    const FieldTree::Node* node = NodeAt(tree, field.path);
    const uint64_t values = node == nullptr ? 0 : node->statistics.values();
    if (values == tree.samples()) continue;
    field.type.nullable = true;
    plan->changes.push_back(
        {field, table::ModifyColumnsSql(plan->schema, {field}),
         StrCat(table::PathText(field.path), " is absent or null in ", Thousands(tree.samples() - values),
                " of ", Thousands(tree.samples()), " messages")});
  }
}

void AddNew(const FieldTree& tree, absl::Time now, EvolutionPlan* plan) {
  table::ColumnNamer namer;
  std::string after;
  for (const table::Field& field : plan->schema.fields) {
    namer.Reserve(field.name);
    if (!field.path.empty()) after = field.name;
  }
  for (const ColumnEvidence& column : NewColumns(tree, plan->schema, now)) {
    if (plan->schema.fields.size() >= table::kFieldsMax) break;
    table::Field field = column.field;
    field.name = namer.Name(field.path);
    if (field.comment.empty() && field.name != column.field.name) field.comment = table::PathText(field.path);
    // Rows that are there already have no value.
    field.type.nullable = field.type.nullable || !field.type.array;
    plan->changes.push_back(
        {field, table::AddColumnSql(plan->schema, field, after), StrCat("new field: ", column.reason)});
    const auto own = std::find_if(plan->schema.fields.begin(), plan->schema.fields.end(),
                                  [](const table::Field& f) { return f.path.empty(); });
    plan->schema.fields.insert(own, field);
    after = field.name;
  }
}

}  // namespace

absl::StatusOr<EvolutionPlan> PlanEvolution(const table::TableSchema& current,
                                            const std::vector<std::string_view>& samples, absl::Time now,
                                            bool new_fields_only) {
  if (absl::Status status = table::ValidateSchema(current); !status.ok()) return status;
  // The same bounds, and the same answer to samples without an object, as a first proposal.
  if (absl::Status status = CheckSchema(current, samples).status(); !status.ok()) return status;
  FieldTree tree;
  for (const JsonValue& message : SampleSet::Read(samples).usable) tree.Add(message);
  EvolutionPlan plan{current, {}};
  if (tree.samples() == 0) return plan;
  if (!new_fields_only) Widen(tree, &plan);
  AddNew(tree, now, &plan);
  if (!plan.changes.empty()) ++plan.schema.version;
  return plan;
}

}  // namespace aurora::schema_inference
