#pragma once

#include "gateway/api/audit.h"
#include "gateway/api/router.h"
#include "gateway/backends/ingest_client.h"

namespace aurora::gateway::api {

// Kafka connections: their test, preview and life. Owner: main.
class Connections {
 public:
  Connections(backends::IngestClient& ingest, const Audit& audit) : ingest_(ingest), audit_(audit) {}
  void AddTo(Router& router);

 private:
  // JSON, NDJSON or CSV, as Accept says.
  boost::asio::awaitable<http::Response> Ledger(http::Request& request);

  backends::IngestClient& ingest_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
