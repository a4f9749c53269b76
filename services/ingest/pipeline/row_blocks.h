#pragma once

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
  // Appends one row, or nothing: then *failure says why.
  bool Add(const IncomingMessage& message, DecodeFailure* failure);
  // Fills what Aurora knows by itself; no row may follow.
  void Finish(Batch& batch) const;

 private:
  // The block that rows of this key go to.
  Block* BlockFor(int64_t key);
  bool AddFirst(const IncomingMessage& message, DecodeFailure* failure);
  bool DecodeInto(Block& block, const IncomingMessage& message, DecodeFailure* failure);
  void GiveBackLast();

  RowFormat& format_;
  BlockPool& pool_;
  Batch* batch_ = nullptr;
  // Where the row before went.
  Block* current_ = nullptr;
};

}  // namespace aurora::ingest
