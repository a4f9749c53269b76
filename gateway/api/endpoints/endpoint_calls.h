#pragma once

#include <boost/asio/thread_pool.hpp>

#include "gateway/api/audit.h"
#include "gateway/api/questions/questions.h"
#include "gateway/api/router.h"
#include "gateway/workspace/document_store.h"

namespace aurora::gateway::api {

// Calling endpoints: by a person who may read, or with the endpoint's own token. The values are checked before anything
// is run; then the statement runs as everybody's does, with the same guard, bounds and audit. Owner: main.
class EndpointCalls {
 public:
  EndpointCalls(workspace::DocumentStore& store, Questions& questions, boost::asio::thread_pool& blocking, const Audit& audit)
      : store_(store), questions_(questions), blocking_(blocking), audit_(audit) {}
  void AddTo(Router& router);

 private:
  boost::asio::awaitable<void> Call(http::Request& request, http::ResponseWriter& writer);
  boost::asio::awaitable<http::Response> Document(http::Request& request);
  // The endpoint that the path names, when the caller may call it: PermissionDenied for the token of another one, also
  // where there is no such endpoint, so that a token cannot find out which there are.
  boost::asio::awaitable<absl::StatusOr<workspace::Document>> Find(const http::Request& request);
  // The statement with the values of query and body.
  absl::StatusOr<query::v1::RunSqlRequest> Statement(const workspace::Document& document, const http::Request& request) const;

  workspace::DocumentStore& store_;
  Questions& questions_;
  boost::asio::thread_pool& blocking_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
