#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

#include "libs/kafka/partition.h"

namespace aurora::kafka {

struct GroupMember {
  // The brokers' own name for it: another one after each join.
  std::string id;
  std::set<Partition> partitions;

  auto operator<=>(const GroupMember&) const = default;
};

// A consumer group as its coordinator has it.
struct Group {
  // No rebalance is under way. In the middle of a cooperative one it is so for a moment, too: between what is taken and what is given.
  bool stable = false;
  // By id.
  std::vector<GroupMember> members;
  // Whether the user may read with it; true where brokers do not tell.
  bool may_read = true;
};

// The group of a consumer, seen from it.
struct GroupView {
  Group group;
  // Of the consumer itself; empty before its first assignment.
  std::string self;
  // All of the topics that it reads, as far as they are there.
  std::set<Partition> partitions;
};

}  // namespace aurora::kafka
