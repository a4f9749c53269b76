#pragma once

#include <cstdint>
#include <vector>

#include "services/ingest/deduplication/duplicate_judge.h"
#include "services/ingest/pipeline/batches/batch.h"
#include "services/ingest/pipeline/batches/block_pool.h"
#include "services/ingest/pipeline/batches/row_format.h"

namespace aurora::ingest {

// The rows of one batch at a time, each in the block of its ClickHouse partition. Belongs to one thread.
class RowBlocks {
 public:
  // `judge`: null where no row is left out as a duplicate. All of them must outlive it.
  RowBlocks(RowFormat& format, BlockPool& pool, DuplicateJudge* judge) : format_(format), pool_(pool), judge_(judge) {}

  // Rows go into this batch from here on. It must outlive the last Add.
  void Begin(Batch& batch);
  // kRejected: *failure says why.
  enum class Outcome : uint8_t { kRow, kDuplicate, kRejected };
  // Appends one row, or nothing. `element`: which of its message's objects it is.
  Outcome Add(const IncomingMessage& message, uint32_t element, DecodeFailure* failure);
  // All rows since the last Mark are taken back.
  void Mark();
  void TakeBack();
  // Fills what Aurora knows by itself; no row may follow.
  void Finish(Batch& batch) const;

 private:
  // The block that rows of this key go to.
  Block* BlockFor(int64_t key);
  Outcome AddFirst(const IncomingMessage& message, uint32_t element, DecodeFailure* failure);
  // Keeps the row that was decoded into the block, or takes it back as a duplicate.
  Outcome EndRow(Block& block, const IncomingMessage& message, uint32_t element) const;
  bool DecodeInto(Block& block, const IncomingMessage& message, DecodeFailure* failure);
  void GiveBackLast();

  RowFormat& format_;
  BlockPool& pool_;
  DuplicateJudge* const judge_;
  Batch* batch_ = nullptr;
  // Where the row before went.
  Block* current_ = nullptr;
  // Rows of each block, and current_, at the last Mark.
  std::vector<size_t> marks_;
  Block* marked_ = nullptr;
};

}  // namespace aurora::ingest
