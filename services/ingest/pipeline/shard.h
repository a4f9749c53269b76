#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/delivery/deliverer.h"
#include "services/ingest/delivery/row_store.h"
#include "services/ingest/delivery/starting_point.h"
#include "services/ingest/formats/translators.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/batches/batch_delay.h"
#include "services/ingest/pipeline/batches/batch_inserter.h"
#include "services/ingest/pipeline/batches/batch_queue.h"
#include "services/ingest/pipeline/duplicate_windows.h"
#include "services/ingest/pipeline/metrics.h"
#include "services/ingest/pipeline/progress.h"
#include "services/ingest/pipeline/rejections/rejection_share.h"
#include "services/ingest/pipeline/rejections/rejection_stop.h"
#include "services/ingest/pipeline/topic_watch.h"

namespace aurora::ingest {

struct ShardOptions {
  std::string connection_id;
  kafka::Cluster cluster;
  kafka::ConsumerOptions consumer;
  table::TableSchema schema;
  // Of the connection's format; null is JSON. Must outlive the shard.
  const Translators* translators = nullptr;
  DecodeWishes decode;
  BatchBounds bounds;
  // Where partitions begin that have no committed offset; others at 0.
  std::map<kafka::Partition, DefinedStart> starts;
  // As in RowFormat.
  std::set<std::string> fixed_columns;
  // Hears of fields without a column, in the reading thread: must not block. Afterwards they are not looked for until
  // WatchNewFields.
  std::function<void(NewFields)> on_new_fields;
  // Whether from the beginning; otherwise after WatchNewFields.
  bool look_for_new_fields = false;
  // Fields that are no news.
  std::set<FieldPath> settled_fields;
  // Hears where each partition begins that this member gets: from there on rows have this schema. In the reading thread.
  std::function<void(const std::map<kafka::Partition, int64_t>&)> on_start;
  // Whether the table is still what the schema says: FailedPrecondition ends the run, because the server would convert values on
  // its own account. Asked every few seconds by the inserting thread; null: never.
  std::function<absl::Status(absl::Time deadline)> check_table;
  // Absent where no row is left out.
  std::optional<DeduplicationParts> deduplication;
  // Shared by the shards of a connection: with too many rejections a shard ends. Null: never.
  RejectionShare* rejection_share = nullptr;
  // Batches of the broker are read to their end before anything of them is taken: what comes before a malformed one is then delivered
  // before the run ends because of it.
  bool check_batches = false;
  // Time to finish what is in hand when stopping.
  absl::Duration drain_timeout = absl::Seconds(5);
  absl::Duration insert_timeout = absl::Seconds(60);
};

// One member of a connection's consumer group: fetch -> decode -> batch in the thread that calls Run, insert and
// commit in a second one.
//
// Lifecycle: Create, Run once until Stop or an error, destroyed. Run may be called by one thread, Stop by any.
// The store, progress, metrics and observer must outlive it.
class Shard : private kafka::RebalanceListener, private OffsetStore {
 public:
  // Hears of failed attempts (and ok afterwards) from either thread.
  using Observer = std::function<void(const absl::Status&)>;

  static absl::StatusOr<std::unique_ptr<Shard>> Create(ShardOptions options, RowStore& rows, Progress& progress,
                                                       ConnectionMetrics& metrics, Observer observer);
  ~Shard() override;

  // OK after Stop; otherwise why it could not go on (IsTooManyRejections: what was read until then is delivered); AbsentColumnsOf tells when the table has to change first. Everything that was in hand is delivered or will be found by the
  // next owner through its intent.
  absl::Status Run();
  void Stop() { stopping_.store(true, std::memory_order_relaxed); }
  // As Stop, and the group is left so that it gives out everything anew (kafka::Consumer::Leave).
  void LeaveGroup() {
    leaving_.store(true, std::memory_order_relaxed);
    Stop();
  }
  // From any thread.
  absl::StatusOr<kafka::GroupView> DescribeGroup(absl::Time deadline) { return consumer_->DescribeGroup(deadline); }
  // Looks for fields without a column again, but for these, which were decided about. From any thread.
  void WatchNewFields(std::set<FieldPath> settled);

 private:
  Shard(ShardOptions options, RowStore& rows, Progress& progress, ConnectionMetrics& metrics, Observer observer);

  // kafka::RebalanceListener, within Poll.
  std::vector<kafka::Position> OnAssigned(const std::vector<kafka::AssignedPartition>& partitions) override;
  void OnRevoked(const std::vector<kafka::Partition>& partitions, bool lost) override;
  // OffsetStore, in the inserting thread.
  bool Owns(const kafka::Partition& partition) override;
  absl::Status Commit(const std::vector<kafka::CommittedOffset>& offsets, absl::Time deadline) override;

  absl::StatusOr<std::vector<StartingPoint>> StartingPoints(const std::vector<kafka::AssignedPartition>& partitions) const;
  absl::Status Begin(const std::vector<kafka::AssignedPartition>& partitions, std::vector<kafka::Position>& positions);
  void Tell(const kafka::Partition& partition, const StartingPoint& start);
  // Before messages of which the table may hold some.
  absl::Status LookUp(BatchBuilder& builder, const kafka::Partition& partition, int64_t offset);
  absl::Status Read();
  void Take(kafka::MessageBatch& messages);
  // One message of a partition that is read here. False when reading ends before it.
  bool TakeOne(const kafka::Message& message, const kafka::Partition& partition, BatchBuilder& builder, absl::Time now);
  void SealDue(absl::Time now, bool all);
  void Close(BatchBuilder& builder);
  void Watch(absl::Time now);
  void TellNewFields(absl::Time now);
  // How long an event waits for its batch at present: the batches of all partitions travel together.
  absl::Duration Delay() const;
  absl::Duration PollTimeout(absl::Time now) const;
  void Drain();
  absl::Status failure() const;
  void Fail(const absl::Status& status);

  ShardOptions options_;
  RowStore& rows_;
  Progress& progress_;
  ConnectionMetrics& metrics_;
  Observer observer_;
  std::unique_ptr<RowFormat> format_;
  std::unique_ptr<BlockPool> pool_;
  std::unique_ptr<Deliverer> deliverer_;
  BatchQueue queue_;
  BatchDelay delay_;
  std::unique_ptr<BatchInserter> inserter_;
  DuplicateWindows windows_;
  // They use the windows.
  std::map<kafka::Partition, std::unique_ptr<BatchBuilder>> builders_;
  std::map<kafka::Partition, BatchBuilder::RejectionCounts> rejections_reported_;
  absl::Time watched_ = absl::InfinitePast();
  TopicWatch topics_;
  RejectionStop rejection_stop_;
  // A batch that cannot be read: what came before it is delivered first.
  absl::Status malformed_;
  // Brokers could not be reached when last looked at.
  bool troubled_ = false;

  std::atomic<bool> stopping_{false};
  std::atomic<bool> leaving_{false};
  mutable absl::Mutex mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  // What WatchNewFields was given, until the reading thread takes it.
  std::optional<std::set<FieldPath>> settled_ ABSL_GUARDED_BY(mutex_);
  // Held during a commit: when a partition has been taken out, no commit for it is under way.
  absl::Mutex ownership_;
  std::set<kafka::Partition> owned_ ABSL_GUARDED_BY(ownership_);
  // Last, so that it is gone before what its callbacks use.
  std::unique_ptr<kafka::Consumer> consumer_;
};

}  // namespace aurora::ingest
