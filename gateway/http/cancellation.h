#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace aurora::gateway::http {

// Tells the work behind a request that nobody waits for it any more: the client went away, or the gateway
// drains. One for each request, shared with the calls that it makes. Thread-safe.
class Cancellation {
 public:
  void Cancel() {
    std::map<int, std::function<void()>> callbacks;
    {
      const std::lock_guard lock(mutex_);
      cancelled_ = true;
      callbacks.swap(callbacks_);
      // Remove() waits for callbacks that run, so that what they point to lives on.
      ++running_;
    }
    for (const auto& [key, callback] : callbacks) callback();
    const std::lock_guard lock(mutex_);
    --running_;
    idle_.notify_all();
  }
  bool cancelled() const {
    const std::lock_guard lock(mutex_);
    return cancelled_;
  }
  // Calls back once, at once when it is cancelled already. The key is for Remove.
  int Add(std::function<void()> callback) {
    {
      const std::lock_guard lock(mutex_);
      if (!cancelled_) {
        callbacks_.emplace(++last_key_, std::move(callback));
        return last_key_;
      }
    }
    callback();
    return 0;
  }
  // Afterwards the callback does not run and will not.
  void Remove(int key) {
    std::unique_lock lock(mutex_);
    callbacks_.erase(key);
    idle_.wait(lock, [this] { return running_ == 0; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable idle_;
  bool cancelled_ = false;
  int running_ = 0;
  int last_key_ = 0;
  std::map<int, std::function<void()>> callbacks_;
};

}  // namespace aurora::gateway::http
