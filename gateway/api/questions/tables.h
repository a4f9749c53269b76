#pragma once

#include "gateway/api/router.h"
#include "gateway/backends/query_client.h"

namespace aurora::gateway::api {

// Tables of the analytics databases. Owner: main.
class Tables {
 public:
  explicit Tables(backends::QueryClient& query) : query_(query) {}
  void AddTo(Router& router);

 private:
  backends::QueryClient& query_;
};

}  // namespace aurora::gateway::api
