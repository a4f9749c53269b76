#include "services/ingest/formats/field_plan.h"

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

// Keys of by_key view the slots' strings, so they are set when no slot moves any more.
void Index(FieldPlan::Node& node) {
  for (size_t i = 0; i < node.slots.size(); ++i) {
    node.by_key.emplace(node.slots[i].key, i);
    if (node.slots[i].node != nullptr) Index(*node.slots[i].node);
  }
}

}  // namespace

absl::Status FieldPlan::Add(const table::Field& field, size_t column) {
  Node* node = &root_;
  for (size_t step = 0; step < field.path.size(); ++step) {
    const bool last = step + 1 == field.path.size();
    Slot* slot = nullptr;
    for (Slot& candidate : node->slots) {
      if (candidate.key == field.path[step]) slot = &candidate;
    }
    if (slot == nullptr) {
      slot = &node->slots.emplace_back();
      slot->key = field.path[step];
      if (last) {
        slot->column = column;
      } else {
        slot->node = std::make_unique<Node>();
      }
    } else if (last || slot->node == nullptr) {
      return absl::InvalidArgumentError(
          base::StrCat("column ", field.name, " is filled from a field that another column takes already; "
                       "remove one of them"));
    }
    node = slot->node.get();
  }
  return absl::OkStatus();
}

absl::Status FieldPlan::Build(const table::TableSchema& schema, const std::vector<std::string>& passed_over) {
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const table::Field& field = schema.fields[i];
    if (field.path.empty()) continue;
    if (absl::Status status = Add(field, i); !status.ok()) return status;
  }
  for (const std::string& key : passed_over) {
    for (const Slot& slot : root_.slots) {
      if (slot.key != key) continue;
      return absl::InvalidArgumentError(base::StrCat("field ", key, " is dropped, and a column is filled from it; "
                                                     "leave one of the two out"));
    }
    root_.slots.emplace_back().key = key;
  }
  Index(root_);
  return absl::OkStatus();
}

void FieldPlan::Settle(const std::vector<std::string>& path) {
  Node* node = &root_;
  for (const std::string& step : path) {
    const auto found = node->by_key.find(step);
    if (found == node->by_key.end()) {
      node->settled.insert(step);
      return;
    }
    if (node->slots[found->second].node == nullptr) return;
    node = node->slots[found->second].node.get();
  }
}

}  // namespace aurora::ingest
