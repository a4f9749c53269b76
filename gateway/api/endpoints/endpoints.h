#pragma once

#include <boost/asio/thread_pool.hpp>
#include <string>

#include "gateway/api/audit.h"
#include "gateway/api/authenticator.h"
#include "gateway/api/router.h"
#include "gateway/auth/endpoint_token_store.h"
#include "gateway/backends/query_client.h"
#include "gateway/endpoints/endpoint.h"
#include "gateway/workspace/document_store.h"

namespace aurora::gateway::api {

// Making, changing and deleting endpoints, and their tokens. An endpoint is kept only after its statement passed the
// guard and a dry run with trial values, so that a call fails for its values alone. Owner: main.
class Endpoints {
 public:
  Endpoints(workspace::DocumentStore& store, auth::EndpointTokenStore& tokens, Authenticator& authenticator,
            backends::QueryClient& query, boost::asio::thread_pool& blocking, const Audit& audit)
      : store_(store), tokens_(tokens), authenticator_(authenticator), query_(query), blocking_(blocking), audit_(audit) {}
  void AddTo(Router& router);

 private:
  template <typename T>
  using Result = boost::asio::awaitable<absl::StatusOr<T>>;
  using Answer = boost::asio::awaitable<http::Response>;

  Answer List(http::Request& request);
  Answer Create(http::Request& request);
  Answer Get(http::Request& request);
  Answer Replace(http::Request& request);
  Answer Delete(http::Request& request);
  Answer ListTokens(http::Request& request);
  Answer CreateToken(http::Request& request);
  Answer DeleteToken(http::Request& request);

  // The endpoint that the path names.
  Result<workspace::Document> Find(const http::Request& request);
  // The endpoint of the body, with the types of its SQL, after the dry run.
  Result<endpoints::Endpoint> ReadAndTry(const http::Request& request);

  workspace::DocumentStore& store_;
  auth::EndpointTokenStore& tokens_;
  Authenticator& authenticator_;
  backends::QueryClient& query_;
  boost::asio::thread_pool& blocking_;
  const Audit& audit_;
};

}  // namespace aurora::gateway::api
