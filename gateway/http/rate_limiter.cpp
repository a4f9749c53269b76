#include "gateway/http/rate_limiter.h"

#include <algorithm>

namespace aurora::gateway::http {

bool TokenBucket::Take(Rate rate, absl::Time now, absl::Duration* wait) {
  const double elapsed_s = std::max(0.0, absl::ToDoubleSeconds(now - filled_at_));
  tokens_ = std::min(rate.burst, tokens_ + elapsed_s * rate.per_second);
  filled_at_ = std::max(filled_at_, now);
  if (tokens_ >= 1) {
    tokens_ -= 1;
    return true;
  }
  *wait = absl::Seconds((1 - tokens_) / rate.per_second);
  return false;
}

bool RateLimiter::Take(const std::string& key, absl::Time now, absl::Duration* wait) {
  const std::lock_guard lock(mutex_);
  auto found = entries_.find(key);
  if (found == entries_.end()) {
    if (entries_.size() >= keys_max_) {
      entries_.erase(order_.front());
      order_.pop_front();
    }
    order_.push_back(key);
    found = entries_.emplace(key, Entry{TokenBucket(rate_, now), std::prev(order_.end())}).first;
  } else {
    order_.splice(order_.end(), order_, found->second.place);
  }
  return found->second.bucket.Take(rate_, now, wait);
}

size_t RateLimiter::keys() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace aurora::gateway::http
