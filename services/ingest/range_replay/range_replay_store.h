#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/state/database.h"
#include "services/ingest/range_replay/range_replay.h"

namespace aurora::ingest {

// A replay with what its owner needs to write it again.
struct StoredRangeReplay {
  RangeReplay replay;
  RangeVerdict verdict = RangeVerdict::kNone;
  // Grows with each write, so that a process which stood still cannot write over its successor.
  int64_t revision = 0;
  // The connection is gone: there is nothing left but to clean up.
  bool orphaned = false;
};

// Replays of ranges in the control-plane database. Thread-safe; every call is one transaction.
class RangeReplayStore {
 public:
  // Ended ones beyond these are forgotten, of each connection.
  static constexpr size_t kKeptMax = 100;

  // What a migration makes.
  static std::string TableSql();

  explicit RangeReplayStore(state::Database& database) : database_(database) {}

  // FailedPrecondition while another replay of the same table is open, NotFound when the connection is gone.
  absl::Status Insert(const RangeReplay& replay);
  // Writes replay and verdict over `stored.revision`, and reads orphaned anew; Aborted when somebody else wrote meanwhile.
  absl::Status Save(StoredRangeReplay& stored);
  // NotFound when there is none of the connection.
  absl::StatusOr<StoredRangeReplay> Get(const std::string& connection_id, const std::string& id);
  // Newest first.
  absl::StatusOr<std::vector<StoredRangeReplay>> List(const std::string& connection_id);
  // All that have not ended.
  absl::StatusOr<std::vector<StoredRangeReplay>> Open();
  // FailedPrecondition when the replay is not in a state in which that can be decided. Whoever writes meanwhile is aborted,
  // and so hears of it.
  absl::Status Decide(const std::string& connection_id, const std::string& id, RangeVerdict verdict);
  absl::Status Remove(const StoredRangeReplay& stored);

 private:
  absl::StatusOr<std::vector<StoredRangeReplay>> Select(const std::string& condition, const state::Parameters& parameters);

  state::Database& database_;
};

}  // namespace aurora::ingest
