#pragma once

#include "gateway/api/router.h"
#include "gateway/grafana/proxy.h"

namespace aurora::gateway::api {

// Ways from an answer into Grafana: GET /api/v1/grafana says whether there is one, POST /api/v1/grafana/explore gives the
// address of a statement there. Owner: main.
class GrafanaLinks {
 public:
  explicit GrafanaLinks(const grafana::Proxy& proxy) : proxy_(proxy) {}
  void AddTo(Router& router);

 private:
  boost::asio::awaitable<http::Response> Describe(http::Request& request);
  boost::asio::awaitable<http::Response> Explore(http::Request& request);

  const grafana::Proxy& proxy_;
};

}  // namespace aurora::gateway::api
