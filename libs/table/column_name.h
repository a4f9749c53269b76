#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::table {

// Names columns after paths: customer.address.city -> customer_address_city. What is not a letter, digit or
// underscore becomes an underscore, a leading digit gets one before it, camelCase stays as it is. A name that
// is taken (also in other letter case), or that is Aurora's own, gets _2, _3, ... Deterministic in the order
// of the calls.
class ColumnNamer {
 public:
  ColumnNamer();
  // Marks a name as taken.
  void Reserve(std::string_view name);
  std::string Name(const std::vector<std::string>& path);

 private:
  std::set<std::string> taken_;
};

// A topic or file name as a table name: "shop.orders-v2" -> "shop_orders_v2". Never empty.
std::string TableNameFor(std::string_view topic);

// For people: "customer.address.city".
std::string PathText(const std::vector<std::string>& path);

}  // namespace aurora::table
