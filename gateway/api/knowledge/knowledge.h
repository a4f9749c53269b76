#pragma once

#include "gateway/api/audit.h"
#include "gateway/api/router.h"
#include "gateway/backends/query_client.h"

namespace aurora::gateway::api {

// What people teach the question engine: the glossary, verified answers, and what they say of answers. Owner: main.
class Knowledge {
 public:
  Knowledge(backends::QueryClient& query, const Audit& audit) : query_(query), audit_(audit) {}
  void AddTo(Router& router);

 private:
  backends::QueryClient& query_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
