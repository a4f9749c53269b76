#pragma once

#include <cstdint>
#include <vector>

#include "services/ingest/pipeline/batch.h"
#include "services/ingest/pipeline/block_pool.h"
#include "services/ingest/pipeline/row_format.h"

namespace aurora::ingest {

// The rows of one batch at a time, each in the block of its ClickHouse partition. Belongs to one thread.
class RowBlocks {
 public:
  // Both must outlive it.
  RowBlocks(RowFormat& format, BlockPool& pool) : format_(format), pool_(pool) {}

  // Rows go into this batch from here on. It must outlive the last Add.
  void Begin(Batch& batch);
  // Appends one row, or nothing: then *failure says why. `element`: which of its message's objects it is.
  bool Add(const IncomingMessage& message, uint32_t element, DecodeFailure* failure);
  // All rows since the last Mark are taken back.
  void Mark();
  void TakeBack();
  // Fills what Aurora knows by itself; no row may follow.
  void Finish(Batch& batch) const;

 private:
  // The block that rows of this key go to.
  Block* BlockFor(int64_t key);
  bool AddFirst(const IncomingMessage& message, uint32_t element, DecodeFailure* failure);
  void EndRow(Block& block, const IncomingMessage& message, uint32_t element) const;
  bool DecodeInto(Block& block, const IncomingMessage& message, DecodeFailure* failure);
  void GiveBackLast();

  RowFormat& format_;
  BlockPool& pool_;
  Batch* batch_ = nullptr;
  // Where the row before went.
  Block* current_ = nullptr;
  // Rows of each block, and current_, at the last Mark.
  std::vector<size_t> marks_;
  Block* marked_ = nullptr;
};

}  // namespace aurora::ingest
