#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <utility>

// Callbacks of other threads as Asio awaitables.
namespace aurora::gateway::http {

// Resumes a coroutine once, on its own executor, from whatever thread.
template <typename Result>
using Completion = std::function<void(Result)>;

template <typename Result, typename Handler>
Completion<Result> MakeCompletion(Handler handler) {
  auto executor = boost::asio::get_associated_executor(handler);
  // std::function copies and handlers only move, so the handler is shared; the guard keeps the io_context running.
  auto shared = std::make_shared<std::pair<Handler, boost::asio::executor_work_guard<decltype(executor)>>>(
      std::move(handler), boost::asio::make_work_guard(executor));
  return [shared, executor](Result result) {
    boost::asio::post(executor, [shared, result = std::move(result)]() mutable {
      auto resume = std::move(shared->first);
      shared->second.reset();
      std::move(resume)(std::move(result));
    });
  };
}

// Awaits what `start` hands to its completion.
template <typename Result>
boost::asio::awaitable<Result> Await(std::function<void(Completion<Result>)> start) {
  co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void(Result)>(
      [&start](auto handler) { start(MakeCompletion<Result>(std::move(handler))); }, boost::asio::use_awaitable);
}

// Runs blocking work on `executor` (a thread pool's) and resumes on the coroutine's own.
template <typename Result, typename Executor>
boost::asio::awaitable<Result> RunBlocking(Executor executor, std::function<Result()> work) {
  co_return co_await Await<Result>([&](Completion<Result> done) {
    boost::asio::post(executor, [work, done = std::move(done)] { done(work()); });
  });
}

}  // namespace aurora::gateway::http
