#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"

namespace aurora::gateway::http {

// So many requests a second on average, and so many at once.
struct Rate {
  double per_second = 0;
  double burst = 0;
};

// A token bucket. Not synchronised.
class TokenBucket {
 public:
  TokenBucket(Rate rate, absl::Time now) : tokens_(rate.burst), filled_at_(now) {}
  // Takes one, or tells how long until there is one.
  bool Take(Rate rate, absl::Time now, absl::Duration* wait);

 private:
  double tokens_;
  absl::Time filled_at_;
};

// A bucket for each key (an identity, an address), of the keys seen last. Thread-safe.
class RateLimiter {
 public:
  RateLimiter(Rate rate, size_t keys_max) : rate_(rate), keys_max_(keys_max) {}
  bool Take(const std::string& key, absl::Time now, absl::Duration* wait);
  size_t keys() const;

 private:
  struct Entry {
    TokenBucket bucket;
    std::list<std::string>::iterator place;
  };
  const Rate rate_;
  const size_t keys_max_;
  mutable std::mutex mutex_;
  // Least recently used first.
  std::list<std::string> order_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace aurora::gateway::http
