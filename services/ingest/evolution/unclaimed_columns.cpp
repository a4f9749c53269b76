#include "services/ingest/evolution/unclaimed_columns.h"

namespace aurora::ingest {

bool UnclaimedColumns::IsForeign(const std::string& connection_id, const std::string& column, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (seen_.size() >= kColumnsMax) seen_.clear();
  const auto [entry, is_new] = seen_.try_emplace({connection_id, column}, now);
  return !is_new && now - entry->second >= kClaimMax;
}

}  // namespace aurora::ingest
