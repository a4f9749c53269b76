#include "services/ingest/pipeline/batches/block_pool.h"

#include "libs/clickhouse/type.h"
#include "services/ingest/dead_letters/dead_letter.h"

namespace aurora::ingest {

std::string_view FlushReasonName(FlushReason reason) {
  switch (reason) {
    case FlushReason::kRows: return "rows";
    case FlushReason::kBytes: return "bytes";
    case FlushReason::kDelay: return "delay";
    case FlushReason::kSplit: return "split";
    case FlushReason::kRecovery: return "recovery";
  }
  return "delay";
}

void SkipOffset(int64_t offset, SkipReason reason, std::vector<SkippedRange>& ranges) {
  if (!ranges.empty() && ranges.back().last + 1 == offset && ranges.back().reason == reason) {
    ranges.back().last = offset;
  } else {
    ranges.push_back({offset, offset, reason});
  }
}

uint64_t CountSkipped(const std::vector<SkippedRange>& ranges, SkipReason reason) {
  uint64_t count = 0;
  for (const SkippedRange& range : ranges) {
    if (range.reason == reason) count += static_cast<uint64_t>(range.last - range.first + 1);
  }
  return count;
}

size_t Block::bytes() const {
  size_t total = 0;
  for (const clickhouse::Column& column : columns) total += column.bytes();
  return total;
}

void Block::Clear() {
  for (clickhouse::Column& column : columns) column.Clear();
  offsets.clear();
  timestamps_ms.clear();
  elements.clear();
}

absl::StatusOr<std::unique_ptr<BlockPool>> BlockPool::Create(const table::TableSchema& schema) {
  std::unique_ptr<BlockPool> pool(new BlockPool);
  const auto add = [](std::string_view name, std::vector<clickhouse::Type>& types) {
    absl::StatusOr<clickhouse::Type> type = clickhouse::ParseType(name);
    if (!type.ok()) return type.status();
    absl::StatusOr<clickhouse::Column> column = clickhouse::Column::Create(*type);
    if (!column.ok()) return column.status();
    types.push_back(*std::move(type));
    return absl::OkStatus();
  };
  for (const table::Field& field : schema.fields) {
    if (absl::Status status = add(field.type.Name(), pool->row_types_); !status.ok()) return status;
  }
  for (const DeadLetterColumn& column : kDeadLetterColumns) {
    if (absl::Status status = add(column.type, pool->dead_letter_types_); !status.ok()) return status;
  }
  return pool;
}

std::unique_ptr<Block> BlockPool::Make(const std::vector<clickhouse::Type>& types) const {
  auto block = std::make_unique<Block>();
  // The types were tried in Create.
  for (const clickhouse::Type& type : types) block->columns.push_back(*clickhouse::Column::Create(type));
  return block;
}

std::unique_ptr<Block> BlockPool::TakeRows() {
  {
    absl::MutexLock lock(&mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Block> block = std::move(idle_.back());
      idle_.pop_back();
      return block;
    }
  }
  return Make(row_types_);
}

std::unique_ptr<Block> BlockPool::TakeDeadLetters() { return Make(dead_letter_types_); }

void BlockPool::GiveBack(Batch& batch) {
  for (std::unique_ptr<Block>& block : batch.blocks) {
    size_t capacity = 0;
    for (const clickhouse::Column& column : block->columns) capacity += column.capacity();
    if (capacity > kBytesKeptMax) continue;
    block->Clear();
    absl::MutexLock lock(&mutex_);
    if (idle_.size() < kIdleMax) idle_.push_back(std::move(block));
  }
  batch.blocks.clear();
  batch.dead_letters.reset();
}

}  // namespace aurora::ingest
