#pragma once

#include <memory>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "libs/kafka/consumer/range_reader.h"
#include "services/ingest/delivery/clickhouse_row_store.h"
#include "services/ingest/formats/translators.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/batches/block_pool.h"
#include "services/ingest/range_replay/range_session.h"
#include "services/ingest/range_replay/range_window.h"

namespace aurora::ingest {

// Reads the spans of a replay from Kafka into its shadow table, each message once whatever ends in between: what is there behind
// the last saved offset is looked up before it is inserted again. Messages that do not fit become dead letters under the replay's
// id, and what a filter leaves out is written down under it. Belongs to one thread.
class ShadowLoader {
 public:
  explicit ShadowLoader(RangeSession& session) : session_(session) {}

  // Until all of it is there. Aborted and Unavailable: begin again. FailedPrecondition, DataLoss and others: it cannot be done.
  absl::Status Run();

 private:
  // Makes the shadow table, and all that depends on the schema as it is now.
  absl::Status Prepare();
  absl::Status CheckTopic(const Definition& definition);
  absl::Status MakeShadow();
  kafka::Partition PartitionOf(const ReplaySpan& span) const;
  absl::Status Read(ReplaySpan& span);
  absl::StatusOr<std::unique_ptr<BatchBuilder>> BeginAt(const ReplaySpan& span);
  // One message, or the partition's end; true at the end of the span.
  absl::StatusOr<bool> Take(const kafka::Message& message, ReplaySpan& span, BatchBuilder& builder);
  absl::Status Add(const kafka::Message& message, BatchBuilder& builder);
  absl::Status LookUp(const kafka::Message& message, BatchBuilder& builder);
  absl::Status Deliver(ReplaySpan& span, BatchBuilder& builder);
  absl::Status Insert(RowStore::Target target, const Batch& batch, const Block& block);
  // OK: all rows are there; NotFound: none is; Aborted: some are.
  absl::Status CheckStored(RowStore::Target target, const Batch& batch, const Block& block);
  absl::Status Widen(const std::vector<std::string>& columns);

  RangeSession& session_;
  std::string topic_id_;
  std::set<std::string> fixed_columns_;
  std::unique_ptr<Translators> translators_;
  std::unique_ptr<RowFormat> format_;
  std::unique_ptr<BlockPool> pool_;
  std::unique_ptr<ClickHouseRowStore> rows_;
  // Null where duplicates are not left out.
  std::unique_ptr<RangeWindow> window_;
  std::unique_ptr<kafka::RangeReader> reader_;
};

}  // namespace aurora::ingest
