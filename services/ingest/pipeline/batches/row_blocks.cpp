#include "services/ingest/pipeline/batches/row_blocks.h"

#include <utility>

namespace aurora::ingest {
namespace {

// Takes back all rows but the first ones, and what was begun of another.
void CutTo(Block& block, size_t rows) {
  for (clickhouse::Column& column : block.columns) {
    if (column.rows() > rows) column.Truncate(rows);
  }
  block.offsets.resize(rows);
  block.timestamps_ms.resize(rows);
  if (!block.elements.empty()) block.elements.resize(rows);
}

}  // namespace

RowBlocks::Outcome RowBlocks::EndRow(Block& block, const IncomingMessage& message, uint32_t element) const {
  if (judge_ != nullptr && judge_->IsDuplicate(block.columns, message.offset, message.timestamp_ms)) {
    CutTo(block, block.rows());
    return Outcome::kDuplicate;
  }
  block.offsets.push_back(message.offset);
  block.timestamps_ms.push_back(message.timestamp_ms);
  if (format_.takes_several()) block.elements.push_back(element);
  return Outcome::kRow;
}

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

RowBlocks::Outcome RowBlocks::AddFirst(const IncomingMessage& message, uint32_t element, DecodeFailure* failure) {
  batch_->blocks.push_back(pool_.TakeRows());
  Block& block = *batch_->blocks.back();
  if (!DecodeInto(block, message, failure)) {
    GiveBackLast();
    return Outcome::kRejected;
  }
  block.key = format_.key.KeyOf(format_.decoder->key_ticks());
  current_ = &block;
  return EndRow(block, message, element);
}

RowBlocks::Outcome RowBlocks::Add(const IncomingMessage& message, uint32_t element, DecodeFailure* failure) {
  if (format_.key_is_timestamp || format_.key.column().empty()) {
    Block* block = BlockFor(format_.key_is_timestamp ? format_.key.KeyOf(message.timestamp_ms) : 0);
    return DecodeInto(*block, message, failure) ? EndRow(*block, message, element) : Outcome::kRejected;
  }
  if (current_ == nullptr) return AddFirst(message, element, failure);
  // Most rows go where the one before went; the others are decoded a second time, into the right block.
  if (!DecodeInto(*current_, message, failure)) return Outcome::kRejected;
  const int64_t key = format_.key.KeyOf(format_.decoder->key_ticks());
  if (key != current_->key) {
    CutTo(*current_, current_->rows());
    current_ = BlockFor(key);
    DecodeInto(*current_, message, failure);
  }
  return EndRow(*current_, message, element);
}

void RowBlocks::Mark() {
  marks_.clear();
  for (const std::unique_ptr<Block>& block : batch_->blocks) marks_.push_back(block->rows());
  marked_ = current_;
}

void RowBlocks::TakeBack() {
  while (batch_->blocks.size() > marks_.size()) GiveBackLast();
  for (size_t i = 0; i < marks_.size(); ++i) CutTo(*batch_->blocks[i], marks_[i]);
  current_ = marked_;
}

void RowBlocks::Finish(Batch& batch) const {
  for (const std::unique_ptr<Block>& block : batch.blocks) {
    const size_t rows = block->rows();
    // What is the same in all rows, or known already, is written at once.
    block->columns[format_.topic_column].AppendStringRun(batch.partition.topic, rows);
    block->columns[format_.partition_column].AppendRun(batch.partition.number, rows);
    block->columns[format_.offset_column].AppendValues(block->offsets.data(), rows);
    block->columns[format_.timestamp_column].AppendValues(block->timestamps_ms.data(), rows);
    if (format_.takes_several()) block->columns[format_.element_column].AppendValues(block->elements.data(), rows);
  }
}

}  // namespace aurora::ingest
