#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/group.h"
#include "libs/kafka/consumer/message_batch.h"
#include "libs/kafka/partition.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

inline constexpr int64_t kNoOffset = -1;
// Brokers keep at most this much metadata with an offset by default.
inline constexpr size_t kCommitMetadataBytesMax = 4096;

// What a group has stored for a partition.
struct CommittedOffset {
  Partition partition;
  // Next offset to read; kNoOffset when nothing was committed yet.
  int64_t offset = kNoOffset;
  std::string metadata;
};

// A partition that comes to this member.
struct AssignedPartition {
  CommittedOffset committed;
  // The cluster's own name for its topic, as in Consumer::TopicIds.
  std::string topic_id;
  // The oldest offset that the topic still has, and the one after the newest; kNoOffset while nobody leads the partition.
  int64_t low = kNoOffset;
  int64_t high = kNoOffset;
};

struct Position {
  Partition partition;
  int64_t offset = 0;
};

// Hears of partitions that come and go. Called from inside Consumer::Poll and Close, in their thread.
class RebalanceListener {
 public:
  virtual ~RebalanceListener() = default;
  // New partitions, with what the group has committed for them; answers from where to read each.
  virtual std::vector<Position> OnAssigned(const std::vector<AssignedPartition>& partitions) = 0;
  // Returns when nothing of these partitions is in flight any more. `lost`: another member may have them already,
  // so commits fail.
  virtual void OnRevoked(const std::vector<Partition>& partitions, bool lost) = 0;
};

struct ConsumerOptions {
  std::string group;
  // Names this member across restarts (static membership): after a crash it gets its partitions back at once, and
  // a second process of the same name is fenced. Empty: an ordinary member.
  std::string instance;
  // At least one, each once.
  std::vector<std::string> topics;
  // The broker gives a silent member's partitions to others after this time.
  absl::Duration session_timeout = absl::Seconds(15);
  // Fetched and not yet taken, at most.
  uint64_t prefetch_bytes_max = 32u << 20;
  // Largest message, and some more for the batch around it.
  uint64_t message_bytes_max = 64u << 20;
};

// One member of a consumer group that reads some topics. Messages come through a queue of their own, so that not
// taking them (backpressure) leaves heartbeats and rebalances running.
//
// Lifecycle: Create joins; Poll in a loop; Close or Leave ends it in order. Threads: Poll, Close and Leave belong to one thread,
// Commit may be called from any other meanwhile. The listener must outlive Close.
class Consumer {
 public:
  static absl::StatusOr<std::unique_ptr<Consumer>> Create(const Cluster& cluster, const ConsumerOptions& options,
                                                          RebalanceListener& listener);
  ~Consumer();

  // Serves the group; with a batch also fills it, waiting for the first message at most `timeout`. Errors are
  // those that need the owner (authorization, a topic that is not there, fenced, a failed assignment, OutOfRange when the offset to read
  // next is not there: join again to be told what is); losing brokers is not one of them, see Trouble().
  absl::Status Poll(absl::Duration timeout, MessageBatch* batch);

  // All or nothing from the caller's point of view; waits at most until the deadline. Aborted (IsFenced) when this
  // member does not own the partitions any more. Idempotent.
  absl::Status Commit(const std::vector<CommittedOffset>& offsets, absl::Time deadline);

  // The offset after the newest message, as the last fetch told; kNoOffset when not known yet.
  int64_t CachedEnd(const Partition& partition);

  // The cluster's own names for the topics: one that was deleted and made anew has another. Empty where brokers tell none; topics
  // that are not there are left out.
  absl::StatusOr<std::map<std::string, std::string>> TopicIds(absl::Time deadline);

  // Why brokers cannot be reached, as seen since the last call; ok when nothing was seen.
  absl::Status Trouble();

  // Ok when a broker answers. Blocks at most until the deadline.
  absl::Status Probe(absl::Time deadline);

  // The group, and what it should have given out. From any thread, also after Close.
  absl::StatusOr<GroupView> DescribeGroup(absl::Time deadline);

  // Gives the partitions back (the listener hears of it). Only DescribeGroup may be called afterwards. Brokers keep the partitions of a
  // member with a name for it, until the session timeout.
  void Close();
  // The same, and the group forgets this member: its partitions are given to others at once, and it joins as a new one, also by its old
  // name. Without an answer until the deadline it is a Close.
  void Leave(absl::Time deadline);

 private:
  struct Impl;
  explicit Consumer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::kafka
