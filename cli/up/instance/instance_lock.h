#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace aurora::cli {

// Held by the supervisor of a data directory for as long as it lives; the kernel frees it however that ends,
// and tells others who holds it. Owner: the supervisor's process (it does not pass through fork).
class InstanceLock {
 public:
  // Waits up to a second for a holder that is just ending; AlreadyExists names it.
  static absl::StatusOr<std::unique_ptr<InstanceLock>> Take(const std::string& path);
  // The pid of the holder; 0 when nobody holds it.
  static pid_t Holder(const std::string& path);
  ~InstanceLock();
  InstanceLock(const InstanceLock&) = delete;
  InstanceLock& operator=(const InstanceLock&) = delete;

 private:
  explicit InstanceLock(int file) : file_(file) {}
  int file_;
};

}  // namespace aurora::cli
