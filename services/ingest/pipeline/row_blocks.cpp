#include "services/ingest/pipeline/row_blocks.h"

#include <utility>

namespace aurora::ingest {
namespace {

void EndRow(Block& block, const IncomingMessage& message) {
  block.offsets.push_back(message.offset);
  block.timestamps_ms.push_back(message.timestamp_ms);
}

// Columns that a row was begun in.
void TakeBackRow(Block& block) {
  const size_t rows = block.rows();
  for (clickhouse::Column& column : block.columns) {
    if (column.rows() > rows) column.Truncate(rows);
  }
}

}  // namespace

void RowBlocks::Begin(Batch& batch) {
  batch_ = &batch;
  current_ = nullptr;
}

Block* RowBlocks::BlockFor(int64_t key) {
  for (std::unique_ptr<Block>& block : batch_->blocks) {
    if (block->key == key) return block.get();
  }
  batch_->blocks.push_back(pool_.TakeRows());
  Block* block = batch_->blocks.back().get();
  block->key = key;
  return block;
}

void RowBlocks::GiveBackLast() {
  batch_->blocks.back()->Clear();
  Batch scrap;
  scrap.blocks.push_back(std::move(batch_->blocks.back()));
  batch_->blocks.pop_back();
  pool_.GiveBack(scrap);
}

bool RowBlocks::DecodeInto(Block& block, const IncomingMessage& message, DecodeFailure* failure) {
  return format_.decoder->Decode(message.value, message.tombstone, block.columns, failure);
}

bool RowBlocks::AddFirst(const IncomingMessage& message, DecodeFailure* failure) {
  batch_->blocks.push_back(pool_.TakeRows());
  Block& block = *batch_->blocks.back();
  if (!DecodeInto(block, message, failure)) {
    GiveBackLast();
    return false;
  }
  block.key = format_.key.KeyOf(format_.decoder->key_ticks());
  EndRow(block, message);
  current_ = &block;
  return true;
}

bool RowBlocks::Add(const IncomingMessage& message, DecodeFailure* failure) {
  if (format_.key_is_timestamp || format_.key.column().empty()) {
    Block* block = BlockFor(format_.key_is_timestamp ? format_.key.KeyOf(message.timestamp_ms) : 0);
    if (!DecodeInto(*block, message, failure)) return false;
    EndRow(*block, message);
    return true;
  }
  if (current_ == nullptr) return AddFirst(message, failure);
  // Most rows go where the one before went; the others are decoded a second time, into the right block.
  if (!DecodeInto(*current_, message, failure)) return false;
  const int64_t key = format_.key.KeyOf(format_.decoder->key_ticks());
  if (key != current_->key) {
    TakeBackRow(*current_);
    current_ = BlockFor(key);
    DecodeInto(*current_, message, failure);
  }
  EndRow(*current_, message);
  return true;
}

void RowBlocks::Finish(Batch& batch) const {
  for (const std::unique_ptr<Block>& block : batch.blocks) {
    const size_t rows = block->rows();
    // What is the same in all rows, or known already, is written at once.
    block->columns[format_.topic_column].AppendStringRun(format_.topic, rows);
    block->columns[format_.partition_column].AppendRun(batch.partition, rows);
    block->columns[format_.offset_column].AppendValues(block->offsets.data(), rows);
    block->columns[format_.timestamp_column].AppendValues(block->timestamps_ms.data(), rows);
  }
}

}  // namespace aurora::ingest
