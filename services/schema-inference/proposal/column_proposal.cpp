#include "services/schema-inference/proposal/column_proposal.h"

#include "libs/base/text.h"
#include "services/schema-inference/proposal/type_choice.h"

namespace aurora::schema_inference {
namespace {

using base::StrAppend;

// An object whose keys are data ("2026-11-21": 5, ...) would become hundreds of nearly empty columns.
constexpr size_t kMapKeysMin = 50;
constexpr double kMapPresence = 0.2;

bool IsMap(const FieldTree::Node& node) {
  if (node.overflowing) return true;
  if (node.children.size() < kMapKeysMin) return false;
  uint64_t present = 0;
  for (const auto& child : node.children) present += child->statistics.present;
  const double possible = static_cast<double>(node.children.size() * node.statistics.object);
  return static_cast<double>(present) < kMapPresence * possible;
}

bool IsFlattened(const FieldTree::Node& node) {
  return node.statistics.object > 0 && node.statistics.object == node.statistics.values() &&
         !node.children.empty() && !IsMap(node);
}

std::string_view EpochText(table::EpochUnit unit) {
  switch (unit) {
    case table::EpochUnit::kNone:
      return "";
    case table::EpochUnit::kSeconds:
      return "seconds since 1970 in the message";
    case table::EpochUnit::kMilliseconds:
      return "milliseconds since 1970 in the message";
    case table::EpochUnit::kMicroseconds:
      return "microseconds since 1970 in the message";
  }
  return "";
}

std::string CommentFor(const table::Field& field) {
  const std::string path = table::PathText(field.path);
  std::string comment = path == field.name ? "" : path;
  const std::string_view epoch = EpochText(field.epoch_unit);
  if (!epoch.empty()) StrAppend(&comment, comment.empty() ? "" : "; ", epoch);
  return comment.substr(0, table::kCommentBytesMax);
}

// Walks the tree in the order in which keys were first seen.
class Walk {
 public:
  Walk(const FieldTree& tree, table::ColumnNamer& namer, size_t columns_max, absl::Time now)
      : samples_(tree.samples()), namer_(namer), columns_max_(columns_max), now_(now) {}

  void Visit(const FieldTree::Node& parent) {
    for (const auto& child : parent.children) {
      path_.push_back(child->key);
      if (IsFlattened(*child)) {
        Visit(*child);
      } else if (columns_.size() < columns_max_) {
        Add(*child);
      }
      path_.pop_back();
    }
  }

  std::vector<ColumnEvidence> Take() { return std::move(columns_); }

 private:
  void Add(const FieldTree::Node& node) {
    TypeChoice choice = ChooseType(node.key, node.statistics, samples_, now_);
    ColumnEvidence column;
    column.field.name = namer_.Name(path_);
    column.field.type = choice.type;
    column.field.path = path_;
    column.field.epoch_unit = choice.epoch_unit;
    column.field.comment = CommentFor(column.field);
    column.statistics = &node.statistics;
    column.reason = std::move(choice.reason);
    columns_.push_back(std::move(column));
  }

  const uint64_t samples_;
  table::ColumnNamer& namer_;
  const size_t columns_max_;
  const absl::Time now_;
  std::vector<std::string> path_;
  std::vector<ColumnEvidence> columns_;
};

}  // namespace

std::vector<ColumnEvidence> ProposeColumns(const FieldTree& tree, table::ColumnNamer& namer,
                                           size_t columns_max, absl::Time now) {
  Walk walk(tree, namer, columns_max, now);
  walk.Visit(tree.root());
  return walk.Take();
}

}  // namespace aurora::schema_inference
