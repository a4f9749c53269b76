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
  boost::asio::awaitable<http::Response> ListTerms(http::Request& request);
  // With the path's id, or as a new one.
  boost::asio::awaitable<http::Response> PutTerm(http::Request& request, bool made);
  boost::asio::awaitable<http::Response> DeleteTerm(http::Request& request);
  boost::asio::awaitable<http::Response> ListVerified(http::Request& request);
  boost::asio::awaitable<http::Response> AddVerified(http::Request& request);
  boost::asio::awaitable<http::Response> DeleteVerified(http::Request& request);
  boost::asio::awaitable<http::Response> GiveFeedback(http::Request& request);
  boost::asio::awaitable<http::Response> ListFeedback(http::Request& request);

  backends::QueryClient& query_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
