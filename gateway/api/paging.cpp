#include "gateway/api/paging.h"

#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

constexpr int64_t kLimitMax = 100;

}  // namespace

absl::StatusOr<PageRequest> ReadPage(const http::Request& request) {
  PageRequest page;
  if (const auto limit = request.QueryParameter("limit"); limit.has_value()) {
    if (!absl::SimpleAtoi(base::Absl(*limit), &page.limit) || page.limit < 1 || page.limit > kLimitMax) {
      return absl::InvalidArgumentError("query parameter limit must be from 1 to 100");
    }
  }
  const auto cursor = workspace::ParseCursor(request.QueryParameter("page").value_or(""));
  if (!cursor.has_value()) {
    return absl::InvalidArgumentError("query parameter page must be next_page of the answer before");
  }
  page.after = *cursor;
  return page;
}

}  // namespace aurora::gateway::api
