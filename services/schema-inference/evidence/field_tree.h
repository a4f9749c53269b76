#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/schema-inference/evidence/field_statistics.h"

namespace aurora::schema_inference {

// What was seen at every path of the samples: a node is a key inside its parent's objects, in the order in
// which keys were first seen.
class FieldTree {
 public:
  struct Node {
    std::string key;
    FieldStatistics statistics;
    std::vector<std::unique_ptr<Node>> children;
    std::map<std::string, size_t, std::less<>> by_key;
    // Keys beyond kChildrenMax that were not followed.
    bool overflowing = false;
  };

  // One message. `object` must be an object.
  void Add(const JsonValue& object);
  const Node& root() const { return root_; }
  uint64_t samples() const { return samples_; }

 private:
  Node root_;
  uint64_t samples_ = 0;
};

// Different keys of one object that are followed; an object with more of them is rather a map.
inline constexpr size_t kChildrenMax = 2000;

}  // namespace aurora::schema_inference
