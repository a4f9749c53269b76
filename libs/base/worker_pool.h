#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <condition_variable>
#include <thread>
#include <vector>

namespace aurora::base {

// A fixed number of threads and a bounded queue, for blocking work that must not run in a callback's thread.
// Work must not throw. Thread-safe. The destructor lets what is queued finish, so owners destroy the pool
// before what its work uses.
class WorkerPool {
 public:
  WorkerPool(size_t threads, size_t queue_max);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full; the work is then dropped without having run.
  bool TryPost(std::function<void()> work);

 private:
  void Run();

  const size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  // Last: the threads use all of the above.
  std::vector<std::thread> threads_;
};

}  // namespace aurora::base
