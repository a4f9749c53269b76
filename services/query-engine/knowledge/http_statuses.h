#pragma once

#include <string_view>
#include <vector>

namespace aurora::query::knowledge {

// What people call HTTP's status codes: one of them, or a class.
struct HttpStatus {
  std::vector<std::string_view> codes;
  // In singular.
  std::vector<std::string_view> names;
};
const std::vector<HttpStatus>& HttpStatuses();

}  // namespace aurora::query::knowledge
