#pragma once

#include <boost/asio/thread_pool.hpp>

#include "gateway/api/audit.h"
#include "gateway/api/json.h"
#include "gateway/api/router.h"
#include "gateway/backends/query_client.h"
#include "gateway/grafana/dashboard.h"
#include "gateway/workspace/document_store.h"

namespace aurora::gateway::api {

// Boards to Grafana's dashboards and back: GET /api/v1/boards/{id}/grafana, POST /api/v1/boards:import-grafana. Owner: main.
class GrafanaBoards {
 public:
  GrafanaBoards(workspace::DocumentStore& store, backends::QueryClient& query, boost::asio::thread_pool& blocking,
                const Audit& audit)
      : store_(store), query_(query), blocking_(blocking), audit_(audit) {}
  void AddTo(Router& router);

 private:
  boost::asio::awaitable<http::Response> Export(http::Request& request);
  boost::asio::awaitable<http::Response> Import(http::Request& request);
  // Reads what a panel asks, without running it.
  boost::asio::awaitable<absl::StatusOr<grafana::PanelSql>> Read(const json::object& panel, const http::Request& request);

  workspace::DocumentStore& store_;
  backends::QueryClient& query_;
  boost::asio::thread_pool& blocking_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
