#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "absl/time/time.h"

namespace aurora::http {

// A flag that ends a running call from another thread at once: Cancel() also wakes whoever sleeps in a poll.
// Shared by std::shared_ptr between the one who may cancel and the calls under way. Thread-safe; once set it
// stays set.
class Cancellation {
 public:
  Cancellation() = default;
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  void Cancel();
  bool cancelled() const { return cancelled_.load(std::memory_order_acquire); }
  // Sleeps, at most until it is cancelled.
  void WaitFor(absl::Duration pause);

  // Runs `wake` on Cancel() for as long as it lives, at once when already cancelled. `wake` runs under this
  // object's lock: it must be short and must not come back here. The Cancellation must outlive it; null does
  // nothing.
  class Waker {
   public:
    Waker(Cancellation* cancellation, std::function<void()> wake);
    ~Waker();
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

   private:
    Cancellation* cancellation_;
    uint64_t id_ = 0;
  };

 private:
  std::atomic<bool> cancelled_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t next_id_ = 0;
  std::map<uint64_t, std::function<void()>> wakers_;
};

}  // namespace aurora::http
