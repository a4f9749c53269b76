#include "libs/base/worker_pool.h"

#include <atomic>
#include <catch2/catch.hpp>

namespace aurora::base {
namespace {

TEST_CASE("queued work is finished before the pool ends") {
  std::atomic<int> done = 0;
  {
    WorkerPool pool(2, 100);
    for (int i = 0; i < 100; ++i) REQUIRE(pool.TryPost([&] { ++done; }));
  }
  CHECK(done == 100);
}

TEST_CASE("a full queue refuses work instead of growing") {
  std::mutex gate;
  gate.lock();
  std::atomic<bool> started = false;
  WorkerPool pool(1, 2);
  REQUIRE(pool.TryPost([&] {
    started = true;
    const std::lock_guard wait(gate);
  }));
  while (!started) std::this_thread::yield();
  CHECK(pool.TryPost([] {}));
  CHECK(pool.TryPost([] {}));
  CHECK_FALSE(pool.TryPost([] {}));
  gate.unlock();
}

}  // namespace
}  // namespace aurora::base
