#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ingest/deduplication/clickhouse_key_store.h"
#include "services/ingest/deduplication/partition_window.h"
#include "services/ingest/range_replay/range_session.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// Which messages of a span are left out as duplicates (docs/adr/0052): told, as in loading, by the rows with lower offsets. Before the
// span these are the table's, in it what the range becomes: the shadow's, and those of the table whose messages Kafka does not give any
// more, where they stay. Belongs to one thread.
class RangeWindow {
 public:
  // `schema`: of the shadow.
  static absl::StatusOr<std::unique_ptr<RangeWindow>> Create(RangeSession& session, const Deduplication& rule,
                                                             const table::TableSchema& schema);

  // Before messages of the span are judged from span.next on. Errors: the store's, ResourceExhausted, Unavailable.
  absl::Status Begin(const ReplaySpan& span);
  // Before the messages [first, last], of which the shadow may hold some.
  absl::Status LookUp(int64_t first, int64_t last);
  // Kafka gives no messages of [first, last].
  absl::Status Pass(int64_t first, int64_t last);
  // Valid from Begin to the next one.
  DuplicateJudge* judge() { return window_.get(); }

 private:
  RangeWindow(RangeSession& session, const Deduplication& rule, const table::TableSchema& shadow, const table::TableSchema& main,
              KeyColumns key);
  absl::StatusOr<int64_t> Floor() const;

  RangeSession& session_;
  const absl::Duration within_;
  ClickHouseKeyStore table_;
  ClickHouseKeyStore shadow_;
  KeyColumns key_;
  KeyBudget budget_;
  kafka::Partition partition_;
  std::unique_ptr<PartitionWindow> window_;
  // Rows of the table with offsets [kept_from_, kept_to_), by offset: looked up once for many gaps.
  std::vector<KeyedRow> kept_;
  int64_t kept_from_ = 0;
  int64_t kept_to_ = 0;
};

}  // namespace aurora::ingest
