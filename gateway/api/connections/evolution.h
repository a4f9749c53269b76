#pragma once

#include "gateway/api/audit.h"
#include "gateway/api/router.h"
#include "gateway/backends/ingest_client.h"

namespace aurora::gateway::api {

// How connections and their tables change: policy, batches, wider columns, proposed columns, history. Owner: main.
class Evolution {
 public:
  Evolution(backends::IngestClient& ingest, const Audit& audit) : ingest_(ingest), audit_(audit) {}
  void AddTo(Router& router);

 private:
  backends::IngestClient& ingest_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
