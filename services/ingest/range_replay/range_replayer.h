#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ingest/dead_letters/replay_lease.h"
#include "services/ingest/range_replay/range_planner.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {

// Replays of ranges (docs/adr/0033): what persons want is kept in the control-plane database, and threads of all ingest processes
// look once a second for what is to be done. A replay is in the hands of one thread at a time, by a lease; whoever comes after a
// crash goes on from the record.
//
// Lifecycle: Start, Stop. Thread-safe. Owner: main.
class RangeReplayer {
 public:
  // At the same time in one process: more would take the memory of everything else.
  static constexpr int kThreads = 2;

  // `leases`: of replays of ranges, by their ids. `letters`: of replays of dead letters, by connection.
  RangeReplayer(const RangeParts& parts, ReplayLeases& leases, ReplayLeases& letters)
      : parts_(parts), leases_(leases), letters_(letters), planner_(parts.client) {}
  ~RangeReplayer() { Stop(); }

  void Start();
  void Stop();

  // Errors as in aurora.ingest.v1, here and below. `begin`: otherwise nothing is done but planning.
  absl::StatusOr<RangeReplay> Plan(const std::string& connection_id, const RangeWish& wish, const std::string& person,
                                   bool begin, absl::Time deadline);
  absl::StatusOr<std::vector<RangeReplay>> List(const std::string& connection_id);
  absl::StatusOr<RangeReplay> Get(const std::string& connection_id, const std::string& id);
  absl::StatusOr<RangeReplay> Decide(const std::string& connection_id, const std::string& id, RangeVerdict verdict);
  // Whether messages of the connection may be rows and dead letters at the same time.
  absl::StatusOr<bool> IsSwapping(const std::string& connection_id);

 private:
  void Work();
  // Whether there is something to do about a replay.
  static bool IsDue(const StoredRangeReplay& stored);
  void Attend(const StoredRangeReplay& seen);
  // One step after the other until a person has to decide, or the end.
  absl::Status Advance(RangeSession& session);
  absl::Status Read(RangeSession& session);
  absl::Status Compare(RangeSession& session);
  absl::Status Swap(RangeSession& session);
  // Removes what the replay has made, and ends it.
  absl::Status End(RangeSession& session, RangeState state);
  // After an error: whether it passes, or what becomes of the replay.
  void Judge(RangeSession& session, const absl::Status& status);
  bool stopping() const;

  const RangeParts parts_;
  ReplayLeases& leases_;
  ReplayLeases& letters_;
  RangePlanner planner_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace aurora::ingest
