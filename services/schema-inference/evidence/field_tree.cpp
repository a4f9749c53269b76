#include "services/schema-inference/evidence/field_tree.h"

#include "libs/table/schema.h"

namespace aurora::schema_inference {
namespace {

void AddMembers(const JsonValue& object, size_t depth, FieldTree::Node* node) {
  for (const JsonValue::Member& member : object.members) {
    auto found = node->by_key.find(member.key);
    if (found == node->by_key.end()) {
      if (node->children.size() >= kChildrenMax) {
        node->overflowing = true;
        continue;
      }
      found = node->by_key.emplace(member.key, node->children.size()).first;
      node->children.push_back(std::make_unique<FieldTree::Node>());
      node->children.back()->key = member.key;
    }
    FieldTree::Node* child = node->children[found->second].get();
    child->statistics.Add(member.value);
    if (member.value.kind == JsonValue::Kind::kObject && depth < table::kFlattenDepthMax) {
      AddMembers(member.value, depth + 1, child);
    }
  }
}

}  // namespace

void FieldTree::Add(const JsonValue& object) {
  ++samples_;
  AddMembers(object, 1, &root_);
}

}  // namespace aurora::schema_inference
