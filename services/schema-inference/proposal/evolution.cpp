#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "libs/table/create_table.h"
#include "services/schema-inference/evidence/field_tree.h"
#include "services/schema-inference/proposal/column_proposal.h"
#include "services/schema-inference/proposal/schema_proposal.h"
#include "services/schema-inference/proposal/type_choice.h"

namespace aurora::schema_inference {
namespace {

using base::StrCat;
using Path = std::vector<std::string>;

bool IsPrefix(const Path& prefix, const Path& path) {
  return prefix.size() <= path.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

// Whether the table has a place for the path: its own column, one that keeps the object around it as text, or
// columns below it.
bool IsCovered(const table::TableSchema& schema, const Path& path) {
  return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const table::Field& field) {
    return !field.path.empty() && (IsPrefix(field.path, path) || IsPrefix(path, field.path));
  });
}

// Keys take no Nullable.
const FieldTree::Node* NodeAt(const FieldTree& tree, const Path& path) {
  const FieldTree::Node* node = &tree.root();
  for (const std::string& step : path) {
    const auto found = node->by_key.find(step);
    if (found == node->by_key.end()) return nullptr;
    node = node->children[found->second].get();
  }
  return node;
}

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
  // Columns that have a place are proposed once more, under names of no consequence.
  table::ColumnNamer scratch;
  for (const ColumnEvidence& column : ProposeColumns(tree, scratch, table::kFieldsMax, now)) {
    if (IsCovered(plan->schema, column.field.path) || plan->schema.fields.size() >= table::kFieldsMax)
      continue;
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
                                            const std::vector<std::string_view>& samples, absl::Time now) {
  if (absl::Status status = table::ValidateSchema(current); !status.ok()) return status;
  // The same bounds, and the same answer to samples without an object, as a first proposal.
  if (absl::Status status = CheckSchema(current, samples).status(); !status.ok()) return status;
  FieldTree tree;
  for (const JsonValue& message : SampleSet::Read(samples).usable) tree.Add(message);
  EvolutionPlan plan{current, {}};
  if (tree.samples() == 0) return plan;
  Widen(tree, &plan);
  AddNew(tree, now, &plan);
  if (!plan.changes.empty()) ++plan.schema.version;
  return plan;
}

}  // namespace aurora::schema_inference
