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
  boost::asio::awaitable<http::Response> Test(http::Request& request);
  boost::asio::awaitable<http::Response> Preview(http::Request& request);
  boost::asio::awaitable<http::Response> Create(http::Request& request);
  boost::asio::awaitable<http::Response> List(http::Request& request);
  boost::asio::awaitable<http::Response> Get(http::Request& request);
  boost::asio::awaitable<http::Response> Pause(http::Request& request);
  boost::asio::awaitable<http::Response> Resume(http::Request& request);
  boost::asio::awaitable<http::Response> Delete(http::Request& request);
  boost::asio::awaitable<http::Response> Ledger(http::Request& request);
  boost::asio::awaitable<http::Response> ResumePoint(http::Request& request);
  boost::asio::awaitable<http::Response> DeadLetters(http::Request& request);
  boost::asio::awaitable<http::Response> DeadLetterGroups(http::Request& request);
  boost::asio::awaitable<http::Response> ReplayDeadLetters(http::Request& request);

  backends::IngestClient& ingest_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
