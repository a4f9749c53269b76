#pragma once

#include "gateway/api/audit.h"
#include "gateway/api/router.h"
#include "gateway/backends/ingest_client.h"

namespace aurora::gateway::api {

// Replays of ranges of a connection's offsets: into a shadow table, compared, swapped or discarded. Owner: main.
class RangeReplays {
 public:
  RangeReplays(backends::IngestClient& ingest, const Audit& audit) : ingest_(ingest), audit_(audit) {}
  void AddTo(Router& router);

 private:
  backends::IngestClient& ingest_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
