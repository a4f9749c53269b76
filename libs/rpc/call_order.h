#pragma once

#include <atomic>

namespace aurora::rpc {

// The order of a reactor's calls, in its own memory. gRPC makes the last one, OnDone, only after all others have returned; it
// keeps count of them by atomic variables of its library, which a ThreadSanitizer that compiles our code alone never
// sees. Each call but the last ends with Mark(); the last begins with Follow() and may then free what the others used.
class CallOrder {
 public:
  void Mark() { returned_.fetch_add(1, std::memory_order_release); }
  void Follow() { static_cast<void>(returned_.load(std::memory_order_acquire)); }

 private:
  std::atomic<unsigned> returned_{0};
};

}  // namespace aurora::rpc
