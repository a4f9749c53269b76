#include "services/ingest/delivery/skipped_offsets.h"

#include "libs/clickhouse/type.h"

namespace aurora::ingest {

std::string_view SkipReasonName(SkipReason reason) {
  switch (reason) {
    case SkipReason::kFilter: return "filter";
    case SkipReason::kEmptyList: return "empty_list";
    case SkipReason::kDuplicate: return "duplicate";
  }
  return "filter";
}

std::unique_ptr<Block> MakeSkippedBlock(std::string_view connection_id, const Batch& batch) {
  if (batch.skipped.empty()) return nullptr;
  auto block = std::make_unique<Block>();
  for (const SkippedColumn& column : kSkippedColumns) {
    block->columns.push_back(*clickhouse::Column::Create(*clickhouse::ParseType(column.type)));
  }
  for (const SkippedRange& range : batch.skipped) {
    block->columns[0].AppendString(connection_id);
    block->columns[1].AppendString(batch.partition.topic);
    block->columns[2].AppendString(batch.topic_id);
    block->columns[3].Append(batch.partition.number);
    block->columns[4].Append(range.first);
    block->columns[5].Append(range.last);
    block->columns[6].AppendString(SkipReasonName(range.reason));
    block->offsets.push_back(range.first);
    block->timestamps_ms.push_back(batch.first_timestamp_ms);
  }
  return block;
}

}  // namespace aurora::ingest
