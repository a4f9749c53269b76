#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// The fields of a table as a tree of the message's objects. A node is one object; its slots are the keys that lead
// to a column or to a deeper object.
class FieldPlan {
 public:
  static constexpr size_t kNone = ~size_t{0};

  struct Node;
  struct Slot {
    std::string key;
    // Index of the column, or kNone for an object, and for a value that is passed over.
    size_t column = kNone;
    std::unique_ptr<Node> node;
    // Number of the last message that carried the key: found twice in one message, it is a duplicate.
    uint64_t seen = 0;
  };
  struct Node {
    std::vector<Slot> slots;
    std::unordered_map<std::string_view, size_t> by_key;
    // Slot that is expected next; after each key the one that followed it last time.
    size_t expected = 0;
    // Keys without a column that were decided about: they are no news.
    std::set<std::string, std::less<>> settled;
  };

  // InvalidArgument when one field's path runs through another's.
  // `passed_over`: members of the root that go nowhere.
  absl::Status Build(const table::TableSchema& schema, const std::vector<std::string>& passed_over = {});
  // The first step of the path that the plan has no place for is no news from now on; nothing happens to a path that has one.
  void Settle(const std::vector<std::string>& path);
  Node& root() { return root_; }
  const Node& root() const { return root_; }

 private:
  absl::Status Add(const table::Field& field, size_t column);

  Node root_;
};

}  // namespace aurora::ingest
