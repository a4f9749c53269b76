#pragma once

#include <map>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace aurora::ingest {

// Columns of a table that have the name which a new field wants and that no schema knows. Either somebody else's, or one that
// another replica has made a moment ago and is about to keep in the schema: they differ by how long they stay unknown.
// Thread-safe.
class UnclaimedColumns {
 public:
  // Longer than a replica takes from the table to the schema (Connection's deadline for it).
  static constexpr absl::Duration kClaimMax = absl::Seconds(6);

  // Whether the column has been seen for so long that it must be somebody else's.
  bool IsForeign(const std::string& connection_id, const std::string& column, absl::Time now);

 private:
  // More columns than tables may have; then all are looked at anew.
  static constexpr size_t kColumnsMax = 10'000;

  absl::Mutex mutex_;
  std::map<std::pair<std::string, std::string>, absl::Time> seen_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace aurora::ingest
