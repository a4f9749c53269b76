#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "gateway/http/message.h"
#include "gateway/workspace/page_cursor.h"

namespace aurora::gateway::api {

struct PageRequest {
  int64_t limit = 50;
  workspace::PageCursor after;
};

// `limit` (1 to 100, 50 when absent) and `page` of a list's query; InvalidArgument names the one that does not fit.
absl::StatusOr<PageRequest> ReadPage(const http::Request& request);

}  // namespace aurora::gateway::api
