#pragma once

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "services/ingest/delivery/deliverer.h"
#include "services/ingest/delivery/row_store.h"
#include "services/ingest/pipeline/batches/batch_delay.h"
#include "services/ingest/pipeline/batches/batch_queue.h"
#include "services/ingest/pipeline/batches/block_pool.h"
#include "services/ingest/pipeline/metrics.h"
#include "services/ingest/pipeline/progress.h"

namespace aurora::ingest {

// All must outlive the inserter.
struct InserterParts {
  Deliverer& deliverer;
  RowStore& rows;
  BatchQueue& queue;
  BlockPool& pool;
  BatchDelay& delay;
  Progress& progress;
  ConnectionMetrics& metrics;
  // Whether the table is still what the schema says (ShardOptions::check_table); null: never asked.
  std::function<absl::Status(absl::Time deadline)> check_table;
  // Hears, in the inserting thread, why batches cannot be delivered, before the round counts as over; the shard ends then.
  std::function<void(const absl::Status&)> on_failure;
};

// The inserting half of a shard: delivers the batches of the queue in rounds, and looks after the table between them. Run belongs to a
// thread of its own; Wait is for the deliverer, within it; Abandon may be called from any.
class BatchInserter {
 public:
  explicit BatchInserter(InserterParts parts) : parts_(std::move(parts)) {}

  // Until Abandon, or a delivery failed.
  void Run();
  // Ends Run and its waits: what is in hand is not delivered any more.
  void Abandon() { abandoned_.Notify(); }
  // False when abandoned meanwhile.
  bool Wait(absl::Duration duration) const { return !abandoned_.WaitForNotificationWithTimeout(duration); }

 private:
  void WatchTable(absl::Time now);

  const InserterParts parts_;
  absl::Notification abandoned_;
  absl::Time table_watched_ = absl::InfinitePast();
};

}  // namespace aurora::ingest
