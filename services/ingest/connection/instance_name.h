#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace aurora::ingest {

// The name under which this process joins consumer groups, kept in a file so that it is the same after a crash:
// the broker then gives the partitions back at once. Two processes that share the file do not share the name: the
// second one is an ordinary member. Lives as long as the process; not thread-safe.
class InstanceName {
 public:
  // Errors: the file cannot be made or written (named).
  static absl::StatusOr<InstanceName> Acquire(const std::string& path);
  ~InstanceName();
  InstanceName(InstanceName&& other) noexcept;
  InstanceName& operator=(InstanceName&&) = delete;

  // Empty when another process has the name.
  const std::string& name() const { return name_; }

 private:
  InstanceName(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  int fd_;
  std::string name_;
};

}  // namespace aurora::ingest
