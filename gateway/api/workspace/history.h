#pragma once

#include <boost/asio/thread_pool.hpp>

#include "gateway/api/router.h"
#include "gateway/workspace/history_store.h"

namespace aurora::gateway::api {

// What the caller asked: each sees their own alone. A program that asks leaves no trace here unless it adds one: the
// web app does, for what a person asked and not for what refreshes by itself. Owner: main.
class History {
 public:
  History(workspace::HistoryStore& store, boost::asio::thread_pool& blocking) : store_(store), blocking_(blocking) {}
  void AddTo(Router& router);

 private:
  boost::asio::awaitable<http::Response> Add(http::Request& request);
  boost::asio::awaitable<http::Response> List(http::Request& request);
  boost::asio::awaitable<http::Response> Star(http::Request& request);
  boost::asio::awaitable<http::Response> Delete(http::Request& request);
  boost::asio::awaitable<http::Response> Clear(http::Request& request);

  workspace::HistoryStore& store_;
  boost::asio::thread_pool& blocking_;
};

}  // namespace aurora::gateway::api
