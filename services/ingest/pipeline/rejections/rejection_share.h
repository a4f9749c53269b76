#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace aurora::ingest {

// How many of the last messages of a connection did not fit. Thread-safe: all shards of a connection count in one.
class RejectionShare {
 public:
  // More than `share` of `window` messages is too many; before there were so many, the others count as good.
  RejectionShare(double share, size_t window) : rejections_max_(share * static_cast<double>(window)), last_(window) {}

  // Of the next message. True when there are too many with it.
  bool Add(bool rejected) {
    absl::MutexLock lock(&mutex_);
    rejections_ += (rejected ? 1 : 0) - (last_[next_] ? 1 : 0);
    last_[next_] = rejected;
    next_ = next_ + 1 == last_.size() ? 0 : next_ + 1;
    return rejected && static_cast<double>(rejections_) > rejections_max_;
  }
  size_t window() const { return last_.size(); }
  size_t rejections() const {
    absl::MutexLock lock(&mutex_);
    return static_cast<size_t>(rejections_);
  }

 private:
  const double rejections_max_;
  mutable absl::Mutex mutex_;
  std::vector<bool> last_ ABSL_GUARDED_BY(mutex_);
  size_t next_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t rejections_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Carries from the shard that stopped to its connection that there are too many dead letters; `message`: object, cause, remedy.
absl::Status TooManyRejections(std::string_view message);
bool IsTooManyRejections(const absl::Status& status);

}  // namespace aurora::ingest
