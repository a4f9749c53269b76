#pragma once

#include <memory>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "services/ingest/dead_letters/replay_lease.h"

namespace aurora::ingest {

// Renews a lease in a thread of its own, because one statement may take longer than the lease. A process that stands still renews
// nothing. Thread-safe.
class LeaseKeeper {
 public:
  explicit LeaseKeeper(std::unique_ptr<ReplayLease> lease);
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

  // Unavailable unless nobody else can have the lease for a while: a statement that changes something may begin.
  absl::Status Check();
  // Nothing is under way any more: whoever comes next gets the lease at once.
  absl::Status Finish();

 private:
  void Renew();

  absl::Mutex mutex_;
  const std::unique_ptr<ReplayLease> lease_ ABSL_PT_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last: uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::ingest
