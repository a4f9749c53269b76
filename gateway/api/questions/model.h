#pragma once

#include "gateway/api/router.h"
#include "gateway/backends/query_client.h"

namespace aurora::gateway::api {

// The chat model behind the questions. Owner: main.
class Model {
 public:
  explicit Model(backends::QueryClient& query) : query_(query) {}
  void AddTo(Router& router);

 private:
  backends::QueryClient& query_;
};

}  // namespace aurora::gateway::api
