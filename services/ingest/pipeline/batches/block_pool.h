#pragma once

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "libs/table/schema.h"
#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {

// Blocks with their columns, used again and again so that a steady stream allocates nothing. Thread-safe: one
// thread takes, another gives back.
class BlockPool {
 public:
  // InvalidArgument for a column type without a columnar layout.
  static absl::StatusOr<std::unique_ptr<BlockPool>> Create(const table::TableSchema& schema);

  std::unique_ptr<Block> TakeRows();
  std::unique_ptr<Block> TakeDeadLetters();
  void GiveBack(Batch& batch);

 private:
  BlockPool() = default;
  std::unique_ptr<Block> Make(const std::vector<clickhouse::Type>& types) const;

  // Blocks beyond these are freed.
  static constexpr size_t kIdleMax = 16;
  static constexpr size_t kBytesKeptMax = 64u << 20;

  std::vector<clickhouse::Type> row_types_;
  std::vector<clickhouse::Type> dead_letter_types_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Block>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace aurora::ingest
