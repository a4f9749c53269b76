#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace aurora::kafka {

// A partition of a topic: what offsets count in.
struct Partition {
  std::string topic;
  int32_t number = 0;

  auto operator<=>(const Partition&) const = default;
};

// For people: "topic orders, partition 3".
std::string Place(const Partition& partition);
// "topic orders", "topics orders.eu and orders.us", "topics a, b, c and 7 more".
std::string Place(const std::vector<std::string>& topics);

}  // namespace aurora::kafka
