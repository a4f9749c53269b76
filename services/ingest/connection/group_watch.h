#pragma once

#include <vector>

#include "absl/time/time.h"
#include "libs/kafka/consumer/group.h"

namespace aurora::ingest {

// Finds partitions that stay nobody's: brokers give members with names that come back what they had, also when all of them were killed in
// the middle of a rebalance and that was less than everything. Somebody has to join as a new member then (record 0051).
//
// Not thread-safe. Owner: the connection, for longer than one attempt at loading.
class GroupWatch {
 public:
  explicit GroupWatch(absl::Duration session_timeout);

  // What is seen now; to be called every kInterval. True when this member is to leave the group and join it anew: unowned() were nobody's,
  // and nothing changed, for longer than the brokers keep a dead member and members take to find new partitions. The member with the smallest
  // id goes first, the others after it in turn, and less often each time when it does not help.
  bool Look(const kafka::GroupView& view, absl::Time now);
  // As of the last look at a group without a rebalance; in order.
  const std::vector<kafka::Partition>& unowned() const { return unowned_; }

  static constexpr absl::Duration kInterval = absl::Seconds(10);
  static constexpr absl::Duration kPatienceMin = absl::Seconds(15);
  static constexpr absl::Duration kPatienceMax = absl::Minutes(10);

 private:
  const absl::Duration patience_min_;
  absl::Duration patience_;
  std::vector<kafka::Partition> unowned_;
  // Who had what when partitions were found without an owner, and since when that has been so.
  std::vector<kafka::GroupMember> members_;
  absl::Time since_ = absl::InfiniteFuture();
};

}  // namespace aurora::ingest
