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
  boost::asio::awaitable<http::Response> List(http::Request& request);
  boost::asio::awaitable<http::Response> Get(http::Request& request);
  boost::asio::awaitable<http::Response> Refresh(http::Request& request);

  backends::QueryClient& query_;
};

}  // namespace aurora::gateway::api
