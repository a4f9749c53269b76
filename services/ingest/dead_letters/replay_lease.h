#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ingest/dead_letters/replay_store.h"
#include "services/ingest/delivery/boot_clock.h"

namespace aurora::ingest {

class ReplayLeases;

// The right to replay dead letters of one connection, which one thread of one process has at a time. Given back without Finish
// its record stays: whoever gets it next finds the announced range and settles it. Not thread-safe.
class ReplayLease {
 public:
  ~ReplayLease();
  ReplayLease(const ReplayLease&) = delete;
  ReplayLease& operator=(const ReplayLease&) = delete;

  // The range that was announced last, maybe by somebody else before.
  const std::optional<ReplayRange>& range() const { return record_.range; }
  // Aborted when the lease is lost, and so below. Both renew it.
  absl::Status Announce(const ReplayRange& range);
  absl::Status Renew();
  // Whether nobody else can have the lease for as long again as it was not renewed: an insert may begin.
  bool Fresh() const;
  // Nothing is under way any more.
  absl::Status Finish();

 private:
  friend class ReplayLeases;
  ReplayLease(ReplayLeases& leases, ReplayRecord record, absl::Duration renewed_at)
      : leases_(leases), record_(std::move(record)), renewed_at_(renewed_at) {}

  ReplayLeases& leases_;
  ReplayRecord record_;
  absl::Duration renewed_at_;
};

// Gives leases of this process. A process that dies leaves its record behind: the next one of the same name takes it over at
// once, any other after it has seen no sign of life for kLeaseTime by its own clock. Thread-safe; must outlive the leases.
class ReplayLeases {
 public:
  static constexpr absl::Duration kLeaseTime = absl::Seconds(10);

  // `instance`: as InstanceName has it; empty for a process without a name of its own.
  ReplayLeases(ReplayStore& store, const std::string& instance, std::function<absl::Duration()> clock = TimeSinceBoot);

  // Unavailable while somebody else has it.
  absl::StatusOr<std::unique_ptr<ReplayLease>> TryAcquire(const std::string& connection_id);

 private:
  friend class ReplayLease;
  absl::StatusOr<ReplayRecord> Claim(const std::string& connection_id);
  // Whether the process that wrote the record is gone.
  bool IsAbandoned(const ReplayRecord& record);

  ReplayStore& store_;
  const std::string instance_;
  const std::string owner_;
  const std::function<absl::Duration()> clock_;
  absl::Mutex mutex_;
  // Connections whose lease is in use here.
  std::set<std::string> live_ ABSL_GUARDED_BY(mutex_);
  // Beats of others, and when each was seen first.
  std::map<std::string, std::pair<int64_t, absl::Duration>> seen_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace aurora::ingest
