#pragma once

#include <boost/asio/thread_pool.hpp>

#include "gateway/api/questions/questions.h"
#include "gateway/api/router.h"
#include "gateway/workspace/document_store.h"

namespace aurora::gateway::api {

// Whole results as files. A browser saves what it navigates to without holding it in memory, and a navigation carries
// neither a body nor our CSRF header: so a statement is prepared by POST (and checked by the guard), then fetched by
// GET, for some minutes and by the one who prepared it. Owner: main.
class Exports {
 public:
  Exports(workspace::DocumentStore& store, backends::QueryClient& query, Questions& questions,
          boost::asio::thread_pool& blocking)
      : store_(store), query_(query), questions_(questions), blocking_(blocking) {}
  void AddTo(Router& router);

 private:
  boost::asio::awaitable<http::Response> Prepare(http::Request& request);
  boost::asio::awaitable<void> Fetch(http::Request& request, http::ResponseWriter& writer);

  workspace::DocumentStore& store_;
  backends::QueryClient& query_;
  Questions& questions_;
  boost::asio::thread_pool& blocking_;
};

}  // namespace aurora::gateway::api
