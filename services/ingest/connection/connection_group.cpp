#include "absl/time/clock.h"
#include "libs/kafka/client/client_errors.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {
namespace {

// Short: stopping waits for it.
constexpr absl::Duration kGroupLookTimeout = absl::Seconds(2);

}  // namespace

absl::Status Connection::WatchGroup(const std::string& group, Shard& shard) {
  const absl::StatusOr<kafka::GroupView> view = shard.DescribeGroup(absl::Now() + kGroupLookTimeout);
  // Without an answer loading goes on: the shards tell what is wrong with the brokers.
  if (!view.ok()) return absl::OkStatus();
  const bool leave = group_watch_.Look(*view, absl::Now());
  metrics_.Unowned(group_watch_.unowned().size());
  if (!leave) return absl::OkStatus();
  shard.LeaveGroup();
  return kafka::PartitionsUnowned(group, group_watch_.unowned());
}

}  // namespace aurora::ingest
