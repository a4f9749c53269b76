#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::demo {

// The invented shop: what it sells, who buys, where they live. Fixed data.

struct Product {
  std::string name;
  std::string category;
  int64_t price_cents;
};
const std::vector<Product>& Products();

// A customer always lives in the same place: derived from the number.
struct Customer {
  int64_t id;
  std::string country;
  // Two letters; empty outside the United States.
  std::string state;
  std::string city;
  std::string zip;
};
inline constexpr uint64_t kCustomers = 20'000;
Customer CustomerOf(uint64_t number);

}  // namespace aurora::demo
